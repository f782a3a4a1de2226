package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.house.HouseEngine;
import io.kinora.house.staging.Staged;
import io.kinora.house.staging.Staged.Box;
import io.kinora.house.staging.Staged.Seen;
import io.kinora.noun.Place;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.text.TextStage;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Who does what, and where, in shots of prompts in both languages.
class StagedTest {
  private static TextStage text;
  private static HouseEngine engine;

  @BeforeAll
  static void open() {
    text = TextStage.open();
    engine = new HouseEngine();
  }

  @AfterAll
  static void close() {
    text.close();
    engine.close();
  }

  private static Staged staged(String prompt) {
    return staged(prompt, EngineOptions.NONE);
  }

  private static Staged staged(String prompt, EngineOptions options) {
    return engine.staged(
        new Shot(
            text.understand(prompt, engine.vocabulary()),
            5,
            Format.DEFAULT,
            Movement.AS_SAID,
            options));
  }

  private static Seen seen(Staged staged, String noun) {
    return staged.seen().stream()
        .filter(seen -> seen.noun().equals(noun))
        .findFirst()
        .orElseThrow(() -> new AssertionError(noun + " in " + staged.seen()));
  }

  private static double middleX(Box box) {
    return (box.left() + box.right()) / 2;
  }

  @ParameterizedTest
  @CsvSource({
    "a person is riding a bike, man-biking",
    "a man is riding a bike, man-biking",
    "a woman is swimming, woman-swimming",
    "a person is playing guitar, man-holding guitar",
    "a woman is playing the guitar, woman-holding guitar",
    "a girl ironing, woman-reaching ironing-board iron",
    "a person is reading book, man-holding closed-book",
    "a person is blowing out candles, man-stooping dining-table birthday-cake",
    "a panda playing drums, panda drum-kit",
    "a panda beating a drum, panda drum",
    "一个女孩在弹吉他, woman-holding guitar",
    "一个男人在骑自行车, man-biking",
    "孩子们在堆雪人, man-reaching woman-reaching snowman-without-snow",
    "弹钢琴的女孩, woman-sitting piano stool",
    "the cook is cooking, cook stove frying-pan",
    "a chef flipping pancakes, cook stove frying-pan",
    "a baby crawling, baby-crawl",
    "a bowl of hot ramen, dining-table steaming-bowl",
    "a plate of spaghetti, dining-table spaghetti",
    "一碗热腾腾的牛肉面, dining-table steaming-bowl",
    "一碗汤圆, dining-table tangyuan",
    "a man sitting in the park, man-sitting stool",
    "a robot sitting in the park, robot",
    "a girl sitting on the grass, woman-in-lotus-position",
    "a dog lying on the grass, dog-sleep",
    "大家在划龙舟, dragon-boat",
    "珍珠奶茶倒进杯子里, hot-beverage-pour-into cup",
    "猫和老鼠一起喝茶, cat mouse hot-beverage",
    "打篮球, man-raising basketball basketball-hoop",
    "a boy walks in the park, man",
    "a red balloon floating away, balloon",
    "a man fishing in a boat, man-reaching fishing-pole boat",
    "a boy and a girl hug, people-hugging",
    "Santa stuck in a chimney, santa-claus chimney",
    "leaves falling from a big tree, maple-tree fallen-leaf maple-leaf",
    "a sushi chef slicing tuna, cook dining-table fish kitchen-knife",
    "a man flipping burgers on the grill, man-reaching barbecue hamburger fork",
    "an office worker falls asleep at his desk, man-sitting stool desk zzz",
    "a girl laughing, woman-holding",
    "a family having dinner, family dining-table steaming-bowl",
    "two frogs singing on a lily pad, frog lily-pad musical-notes",
  })
  void somebody_is_seen_to_do_what_the_prompt_says(String prompt, String nouns) {
    assertThat(staged(prompt).seen().stream().map(Seen::noun).distinct())
        .containsExactlyInAnyOrder(nouns.split(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "an astronaut riding a horse on the moon, astronaut-sitting",
    "宇航员在月球上骑马, astronaut-sitting",
    "骑着马的宇航员, astronaut-sitting",
    "a boy riding a horse, man-sitting",
    "a cat riding a horse, cat",
  })
  void a_rider_sits_on_what_is_ridden_and_goes_with_it(String prompt, String rider) {
    Staged staged = staged(prompt);
    Seen one = seen(staged, rider);
    Seen horse = seen(staged, "horse");
    assertThat(staged.seen().get(one.owner())).isEqualTo(horse);
    assertThat(one.box().top()).isLessThan(horse.box().top());
    assertThat(one.box().bottom()).isGreaterThan(horse.box().top());
    assertThat(middleX(one.box())).isBetween(horse.box().left(), horse.box().right());
    if (prompt.contains("moon") || prompt.contains("月球")) {
      assertThat(staged.setting().scene()).isEqualTo("space");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "kids carving pumpkins, pumpkin, 3",
    "an old man feeding birds in the park, bird, 3",
    "a girl holding balloons, balloon, 3",
    "五只小鸭子排队过桥, duck, 4",
    "three birds on a branch, bird, 3",
    "鱼缸里有三条金鱼, fish, 3",
  })
  void several_are_side_by_side(String prompt, String noun, int number) {
    List<Double> middles =
        staged(prompt).seen().stream()
            .filter(seen -> seen.noun().equals(noun))
            .map(seen -> middleX(seen.box()))
            .sorted()
            .toList();
    assertThat(middles).hasSize(number);
    for (int i = 1; i < number; i++) {
      assertThat(middles.get(i) - middles.get(i - 1)).isGreaterThan(.15);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "a bicycle on the left of a car, bicycle, car",
    "a cup to the left of a book, cup, closed-book",
    "a car on the right of a bench, bench, car",
    "杯子在花瓶的左边, cup, vase",
    "一辆汽车在长椅右边, bench, car",
  })
  void one_is_at_the_side_of_another(String prompt, String left, String right) {
    Staged staged = staged(prompt);
    assertThat(seen(staged, left).box().right())
        .isLessThanOrEqualTo(seen(staged, right).box().left());
  }

  @ParameterizedTest
  @CsvSource({
    "an apple on the top of a sandwich, red-apple, sandwich",
    "a vase on a table, vase, dining-table",
    "桌子上有一个花瓶, vase, dining-table",
    "a skateboard on the bottom of a surfboard, surfboard, skateboard",
  })
  void one_is_above_another(String prompt, String upper, String lower) {
    Box above = seen(staged(prompt), upper).box();
    Box below = seen(staged(prompt), lower).box();
    assertThat(above.top()).isLessThan(below.top());
    assertThat(above.bottom()).isLessThan(below.bottom());
  }

  @ParameterizedTest
  @CsvSource({
    "an old man feeding pigeons on a park bench, bench",
    "four rabbits and a dog in a meadow, dog",
    "四只兔子和一只狗, dog",
    "three cats two dogs and a bird, bird",
  })
  void what_is_named_later_is_there_before_several_of_the_first(String prompt, String later) {
    assertThat(seen(staged(prompt), later).noun()).isEqualTo(later);
  }

  @Test
  void several_people_differ() {
    List<Seen> kids = staged("three kids walking in the park").seen();
    assertThat(kids).extracting(Seen::noun).containsExactly("man", "woman", "man");
    assertThat(kids).extracting(Seen::colour).doesNotHaveDuplicates();
  }

  /// The sizes of two subjects of the networks are believable, also if each is large alone.
  @ParameterizedTest
  @CsvSource({"a rabbit and a butterfly, butterfly, rabbit", "a fish and a whale, fish, whale"})
  void a_small_animal_is_smaller_than_a_large_one(String prompt, String small, String large) {
    Staged staged = staged(prompt);
    Box one = seen(staged, small).box(), other = seen(staged, large).box();
    assertThat(one.bottom() - one.top()).isLessThan(.8 * (other.bottom() - other.top()));
  }

  @Test
  void who_is_on_a_thing_is_in_the_picture() {
    assertThat(seen(staged("a mermaid on a rock"), "mermaid").box().top()).isGreaterThan(-1.05);
  }

  @Test
  void whoever_eats_under_a_tree_is_outdoors() {
    assertThat(staged("一家人在树下吃月饼").setting().place()).isNull();
    assertThat(staged("a couple eating dinner").setting().place()).isNotNull();
  }

  @Test
  void people_hand_in_hand_are_close_together() {
    Staged apart = staged("a boy and a girl walking on the beach");
    Staged together = staged("a boy and a girl holding hands on the beach");
    assertThat(middleX(seen(together, "woman").box()) - middleX(seen(together, "man").box()))
        .isBetween(
            .1, .6 * (middleX(seen(apart, "woman").box()) - middleX(seen(apart, "man").box())));
  }

  @Test
  void flowers_are_in_the_vase_and_the_vase_is_on_the_table() {
    Staged staged = staged("a vase of flowers on a table");
    Seen flowers = seen(staged, "bouquet");
    Seen vase = seen(staged, "vase");
    assertThat(staged.seen().get(flowers.owner())).isEqualTo(vase);
    assertThat(staged.seen().get(vase.owner()).noun()).isEqualTo("dining-table");
  }

  @Test
  void the_colour_of_a_dress_is_that_of_its_wearer() {
    assertThat(seen(staged("a girl in a red dress playing the guitar"), "woman-holding").colour())
        .isEqualTo("red");
    assertThat(seen(staged("girl in a red dress"), "woman").colour()).isEqualTo("red");
    assertThat(seen(staged("穿红裙子的女孩"), "woman").colour()).isEqualTo("red");
  }

  @Test
  void a_bird_that_walks_is_on_the_ground_and_a_pig_that_flies_is_in_the_air() {
    assertThat(seen(staged("a seagull walks on the beach"), "seagull").manner()).endsWith("GROUND");
    assertThat(seen(staged("a rooster walks"), "rooster").manner()).endsWith("GROUND");
    assertThat(seen(staged("a pig flying over a farm"), "pig").manner()).isEqualTo("FLY AIR");
  }

  @Test
  void a_ship_that_sails_has_no_other_boat_with_it() {
    assertThat(staged("a ship sailing on the sea").seen()).hasSize(1);
  }

  @Test
  void slow_motion_slows_what_the_verb_says() {
    for (String prompt : List.of("a dog runs in slow motion", "慢动作，一只狗在跑")) {
      List<String> cue = seen(staged(prompt), "dog").cue();
      assertThat(cue.subList(1, 4)).containsExactly("run", "", "slow");
    }
  }

  /// What is held is above the ground, what is in a vessel or on something above its foot.
  @ParameterizedTest
  @CsvSource({
    "a chef tossing pizza, pizza, cook",
    "a waiter making fresh coffee, hot-beverage, waiter",
    "一盘饺子, dumpling, plate",
    "一篮苹果, red-apple, basket",
    "a koala in a tree, koala, tree",
    "an owl on a branch, owl, branch",
  })
  void one_thing_is_in_or_on_the_other(String prompt, String held, String holder) {
    Staged staged = staged(prompt);
    Box inner = seen(staged, held).box(), outer = seen(staged, holder).box();
    assertThat(inner.bottom()).isLessThan(outer.bottom());
    assertThat(middleX(inner)).isBetween(outer.left() - .2, outer.right() + .2);
  }

  @ParameterizedTest
  @CsvSource({
    "a cat on a rooftop, rooftop",
    "屋顶上的猫, rooftop",
    "a sailor on a pier, pier",
    "a mother and a bed, bedroom",
  })
  void it_takes_place_where_the_prompt_or_the_furniture_says(String prompt, String place) {
    assertThat(staged(prompt).setting().place()).extracting(Place::key).isEqualTo(place);
  }

  /// A thing that stands by nature goes where it is sent.
  @ParameterizedTest
  @CsvSource({"a castle moves to the right, castle, 1", "一个城堡向左移动, castle, -1"})
  void what_is_sent_to_a_side_goes_there(String prompt, String noun, int side) {
    Seen seen = seen(staged(prompt), noun);
    assertThat(seen.cue().subList(1, 3)).containsExactly("drive", side > 0 ? "right" : "left");
  }

  @ParameterizedTest
  @CsvSource({
    "a shark swims, underwater",
    "an octopus, underwater",
    "小兔子吃胡萝卜, meadow forest farm snowfield mountains jungle",
    "a bridge over a river, forest",
    "a dolphin jumping over a boat, sea",
    "a mermaid swimming with fish, underwater",
    "a boat in a storm, sea lake beach",
    "a tiger drinking water, forest",
    "a cow drinks, forest"
  })
  void a_place_that_nobody_names_suits_who_is_there(String prompt, String scenes) {
    assertThat(scenes.split(" ")).contains(staged(prompt).setting().scene());
  }

  /// What is alone is large enough to be seen, and wholly in the picture; wide leaves it small.
  @ParameterizedTest
  @ValueSource(strings = {"a dog on the beach", "a lion", "a plane", "a red car in the city"})
  void a_subject_that_is_alone_is_framed_close(String prompt) {
    double close = height(staged(prompt, EngineOptions.NONE));
    double wide = height(staged(prompt, EngineOptions.NONE.with("framing", "wide")));
    assertThat(close).isGreaterThan(.8).isGreaterThan(1.2 * wide).isLessThan(1.4);
  }

  private static double height(Staged staged) {
    Box box = staged.seen().getFirst().box();
    return box.bottom() - box.top();
  }

  /// Who jumps over a thing is above it half way.
  @Test
  void who_jumps_over_a_thing_does() {
    Staged staged = staged("a rabbit jumping over a fence");
    Box fence = seen(staged, "fence").box();
    Box rabbit = seen(staged, "rabbit").box();
    double middle = (fence.top() + fence.bottom()) / 2;
    assertThat(rabbit.bottom()).as("its feet, half way").isLessThan(middle);
    assertThat(middleX(rabbit)).isCloseTo(middleX(fence), within(.15));
  }

  /// Two who use one thing stand at both sides of it.
  @ParameterizedTest
  @CsvSource({
    "two kids building a snowman together, snowman-without-snow",
    "两个人在打乒乓球, ping-pong-table",
    "two people playing chess at one table, dining-table",
    "a boy and a girl building a sandcastle, sandcastle",
  })
  void two_share_what_they_use(String prompt, String shared) {
    Staged staged = staged(prompt);
    assertThat(staged.seen()).filteredOn(seen -> seen.noun().equals(shared)).hasSize(1);
    double middle = middleX(seen(staged, shared).box());
    List<Double> people =
        staged.seen().stream()
            .filter(seen -> seen.phrase() >= 0 && !seen.noun().equals(shared))
            .filter(seen -> seen.noun().matches("(man|woman)-.*"))
            .map(seen -> middleX(seen.box()))
            .sorted()
            .toList();
    assertThat(people).hasSize(2);
    assertThat(middle).isBetween(people.get(0), people.get(1));
  }

  /// Who slides or skis down a hill is on snow.
  @ParameterizedTest
  @CsvSource({"a penguin sliding down an icy hill", "a skier going down a mountain"})
  void it_slides_on_snow(String prompt) {
    assertThat(staged(prompt).setting().scene()).isEqualTo("snowfield");
  }

  /// Drops are thrown up where something leaps out of the water, smoke is below a rocket.
  @ParameterizedTest
  @CsvSource({
    "a whale jumping out of the water, droplet",
    "海豚跃出海面, droplet",
    "a rocket taking off with lots of smoke, smoke",
  })
  void it_stirs_up_water_or_smoke(String prompt, String stirred) {
    assertThat(staged(prompt).seen())
        .filteredOn(seen -> seen.noun().equals(stirred) && seen.phrase() < 0)
        .hasSizeGreaterThan(3);
  }

  /// Who is under trees or beside a big thing stays visible.
  @ParameterizedTest
  @CsvSource({
    "a girl on a bicycle passing under cherry trees, woman-biking",
    "骑自行车的女孩经过樱花树下, woman-biking",
  })
  void who_acts_is_not_tiny(String prompt, String noun) {
    Box box = seen(staged(prompt), noun).box();
    assertThat((box.bottom() - box.top()) / 2).isGreaterThan(.28);
  }
}
