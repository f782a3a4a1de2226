package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.kinora.engine.Vocabulary;
import io.kinora.error.BadRequest;
import io.kinora.shot.Camera;
import io.kinora.shot.Relation;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextStageTest {
  private static TextStage stage;

  @BeforeAll
  static void open() {
    stage = TextStage.open();
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  private static String brief(Understanding text) {
    return String.join(
        "; ",
        text.subjects().stream()
            .map(
                s ->
                    s.count()
                        + " "
                        + s.colour()
                        + " "
                        + s.name()
                        + " "
                        + s.action()
                        + " "
                        + s.direction())
            .toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a red bird and a blue boat | 1 red bird null null; 1 blue sailboat null null
          红色的鸟和蓝色的船 | 1 red bird null null; 1 blue sailboat null null
          three white ducks swim left while a brown dog runs | 3 white duck swim left; 1 brown dog run null
          a black cat sleeps next to a white rabbit | 1 black cat sleep null; 1 white rabbit null null
          a blue car and a yellow bus drive to the right | 1 blue car drive right; 1 yellow bus drive right
          一只黑猫追着一只白兔 | 1 black cat run null; 1 white rabbit null null
          白马向左跑，黑狗向右跳 | 1 white horse run left; 1 black dog hop right
          the bird is purple and the fish is green | 1 purple bird null null; 1 green fish null null
          kids eating ice cream | 3 null boy null null; 1 null ice-cream null null
          a child eating ice cream | 1 null boy null null; 1 null ice-cream null null
          children building a snowman | 3 null boy make-snowman null; 1 null snowman-without-snow null null
          """)
  void binds_attributes_to_the_right_noun(String prompt, String expected) {
    assertThat(brief(stage.understand(prompt))).isEqualTo(expected);
  }

  @Test
  void reads_synonyms_by_meaning() {
    var text = stage.understand("a crimson sparrow glides westward above the ocean at dusk");
    assertThat(text.subjects()).hasSize(1);
    SubjectPhrase bird = text.subjects().getFirst();
    assertThat(bird.name()).isEqualTo("bird");
    assertThat(bird.word()).isEqualTo("sparrow");
    assertThat(bird.colour()).isEqualTo("red");
    assertThat(bird.action()).isIn("glide", "fly");
    assertThat(bird.direction()).isEqualTo("left");
    assertThat(text.scene()).isEqualTo("sea");
    assertThat(text.time()).isEqualTo("sunset");
    assertThat(text.weather()).isNull();
    assertThat(text.camera()).isNull();
    assertThat(text.understood()).contains("sparrow → bird", "crimson → red", "dusk → sunset");
    assertThat(text.notUnderstood()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a cat, camera pans left | pan=-4
          a cat, the camera slowly pans left | pan=-2
          a cat, zoom in | zoom=4
          a cat, quickly zoom out | zoom=-8
          a cat, the camera rises | vertical=4
          a cat, the camera tilts down | tilt=-4
          a cat, static shot | static
          a cat, the camera zooms in and pans right | zoom=4,pan=4
          一只猫，镜头拉近 | zoom=4
          一只猫，镜头缓缓拉远 | zoom=-2
          一只猫，镜头向右平移 | horizontal=4
          一只猫，固定镜头 | static
          一只猫，镜头上升 | vertical=4
          """)
  void reads_what_the_camera_does(String prompt, String camera) {
    var text = stage.understand(prompt);
    assertThat(text.camera()).isEqualTo(Camera.parse(camera));
    assertThat(text.subjects())
        .singleElement()
        .satisfies(cat -> assertThat(cat.action()).isNull())
        .satisfies(cat -> assertThat(cat.direction()).isNull())
        .satisfies(cat -> assertThat(cat.speed()).isNull());
  }

  @ParameterizedTest
  @CsvSource({
    "a penguin walks on the ice, penguin",
    "一只企鹅在冰面上走, penguin",
    "two elephants in the jungle, elephant",
    "大象在丛林里走, elephant",
    "a little girl runs to the right, girl",
    "小女孩向右跑, girl",
    "a school bus in the city, bus",
    "a fire truck races left, fire-engine",
    "a tree sways in the wind, tree",
    "风筝在天上飞, kite",
    "a dragon flies over the mountains, dragon",
    "一条龙飞过群山, dragon",
  })
  void knows_the_wider_world(String prompt, String name) {
    assertThat(stage.understand(prompt).subjects().getFirst().name()).isEqualTo(name);
  }

  @ParameterizedTest
  @CsvSource({
    "a cow on a farm, farm",
    "农场里有一头牛, farm",
    "a parrot in the jungle, jungle",
    "a boat on a calm lake, lake",
    "湖面上的小船, lake",
  })
  void knows_the_wider_world_s_places(String prompt, String scene) {
    assertThat(stage.understand(prompt).scene()).isEqualTo(scene);
  }

  @Test
  void reads_sizes_and_paths() {
    var big = stage.understand("a huge red bird chases a tiny fish").subjects();
    assertThat(big).extracting(SubjectPhrase::size).containsExactly("giant", "small");
    assertThat(stage.understand("一只很大的蓝色鲸鱼").subjects().getFirst().size()).isEqualTo("big");
    assertThat(stage.understand("a plane flies in circles").subjects().getFirst().direction())
        .isEqualTo("around");
    assertThat(
            stage.understand("a train drives into the distance").subjects().getFirst().direction())
        .isEqualTo("away");
  }

  @ParameterizedTest
  @CsvSource({
    "a red bird above a white sailboat, ABOVE",
    "a yellow bee flies over the blue flower, ABOVE",
    "a fish under a duck, BELOW",
    "a small cat behind a green tree, BEHIND",
    "a dog sits in front of a bus, BEFORE",
    "a girl stands next to a black horse, BESIDE",
    "一只红色的鸟在白色的帆船上方飞, ABOVE",
    "一条鱼在鸭子的下面游, BELOW",
    "小猫躲在大树后面, BEHIND",
    "女孩站在马的旁边, BESIDE",
  })
  void reads_relations(String prompt, Relation.Where where) {
    var subjects = stage.understand(prompt).subjects();
    assertThat(subjects).hasSize(2);
    assertThat(subjects.getFirst().relation()).isEqualTo(new Relation(where, 1));
    assertThat(subjects.getFirst().direction()).isNull();
    assertThat(subjects.getLast().relation()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "a bird flies and then lands, fly, land",
    "a dog walks left and then runs to the right, walk, run",
    "小鸟先飞，然后降落, fly, land",
  })
  void reads_what_comes_next(String prompt, String first, String second) {
    var subjects = stage.understand(prompt).subjects();
    assertThat(subjects).hasSize(1);
    assertThat(subjects.getFirst().action()).isEqualTo(first);
    assertThat(subjects.getFirst().sequel()).isNotNull();
    assertThat(Objects.requireNonNull(subjects.getFirst().sequel()).action()).isEqualTo(second);
  }

  @Test
  void binds_each_way_to_its_own_action() {
    var dog = stage.understand("a dog walks left and then runs to the right").subjects().getFirst();
    assertThat(dog.direction()).isEqualTo("left");
    assertThat(Objects.requireNonNull(dog.sequel()).direction()).isEqualTo("right");
    assertThat(stage.understand("a dog runs and jumps").subjects().getFirst().sequel()).isNull();
  }

  @Test
  void relates_both_of_two() {
    var subjects = stage.understand("a bee and a red butterfly above a flower").subjects();
    assertThat(subjects).hasSize(3);
    assertThat(subjects.get(0).relation()).isEqualTo(new Relation(Relation.Where.ABOVE, 2));
    assertThat(subjects.get(1).relation()).isEqualTo(new Relation(Relation.Where.ABOVE, 2));
  }

  @ParameterizedTest
  @CsvSource({"two canaries, yellow", "a blue canary, blue"})
  void things_have_colours_of_their_own(String prompt, String colour) {
    assertThat(stage.understand(prompt).subjects().getFirst().colour()).isEqualTo(colour);
  }

  @Test
  void draws_what_it_can_draw() {
    assertThat(stage.understand("a girl with a kite on a windy hill").subjects())
        .extracting(SubjectPhrase::name)
        .containsExactly("girl", "kite");
  }

  @Test
  void says_what_it_understood() {
    assertThat(stage.understand("a red balloon over a meadow").understood())
        .containsExactly("red", "balloon", "meadow");
  }

  @Test
  void a_place_is_no_relation() {
    assertThat(stage.understand("a bird flies over the sea").subjects().getFirst().relation())
        .isNull();
    assertThat(stage.understand("a dog and a cat").subjects().getFirst().relation()).isNull();
  }

  /// A model of somebody else's knows things that no lexicon of ours has, or that are nouns of
  /// another name here.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a red ball rolls|ball",
        "three balls|ball",
        "一个红色的球|ball",
        "a castle on a hill|castle",
        "a fortress|castle",
        "山上的城堡|castle",
        "a coffee cup by the sea|coffee cup",
        "two coffee cups|coffee cup",
        "a mug|coffee cup",
        "海边的咖啡杯|coffee cup",
        "a blue theodolite|theodolite",
        "theodolites|theodolite",
        "一台蓝色的经纬仪|theodolite",
        "an orange gizmo|gizmo"
      })
  void knows_the_nouns_of_a_model_in_both_languages(String prompt, String subject) {
    var own =
        new Vocabulary(
            List.of("ball", "castle", "coffee cup", "theodolite", "gizmo"),
            List.of("red", "blue", "orange"),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            Map.of(
                "ball", List.of("球"),
                "castle", List.of("fortress", "城堡"),
                "coffee cup", List.of("mug", "咖啡杯"),
                "theodolite", List.of("经纬仪")));
    var text = stage.understand(prompt, own);

    assertThat(text.subjects()).hasSize(1);
    assertThat(text.subjects().getFirst().name()).isEqualTo(subject);
    assertThat(text.notUnderstood()).isEmpty();
    assertThat(stage.understand("a theodolite").notUnderstood()).contains("theodolite");
  }

  @Test
  void speaks_a_model_s_own_words() {
    var few =
        new Vocabulary(
            List.of("bird", "cat", "car"),
            List.of("red"),
            List.of("sea", "meadow", "forest"),
            List.of(),
            List.of(),
            List.of("fly", "take off"));
    var text = stage.understand("a penguin takes off from a farm", few);
    assertThat(text.subjects().getFirst().name()).isEqualTo("bird");
    assertThat(text.subjects().getFirst().action()).isEqualTo("take off");
    assertThat(few.scenes()).contains(text.scene());
    assertThat(text.understood()).contains("penguin → bird");
    assertThat(stage.understand("狮子在丛林里", few).subjects())
        .allSatisfy(subject -> assertThat(few.subjects()).contains(subject.name()))
        .isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "asdf qwer",
        "zzzz",
        "!!! ???",
        "🫠🫥",
        "12345",
        "的的的",
        "ⅷ ½",
        "\u0301",
        "xkcd qwop zzz",
        "随便乱打的字"
      })
  void makes_nothing_of_nonsense(String prompt) {
    var text = stage.understand(prompt);
    assertThat(text.subjects()).isEmpty();
    assertThat(text.scene()).isNull();
    assertThat(text.camera()).isNull();
  }

  @Test
  void says_which_words_it_did_not_understand() {
    assertThat(stage.understand("asdf qwer").notUnderstood()).containsExactly("asdf", "qwer");
    assertThat(stage.understand("a red bird plays the theodolite").notUnderstood())
        .contains("theodolite");
  }

  @Test
  void leaves_out_what_is_near_to_nothing_and_says_so() {
    var text = stage.understand("an aubergine coloured astrolabe dozes in the tundra");
    assertThat(text.subjects()).isEmpty();
    assertThat(text.notUnderstood()).contains("astrolabe");
  }

  @Test
  void same_prompt_is_understood_the_same_way() {
    String prompt = "two green turtles crawl along the beach";
    try (var other = TextStage.open()) {
      assertThat(other.understand(prompt)).isEqualTo(stage.understand(prompt));
    }
  }

  @Test
  void tokens_and_their_vectors_go_together() {
    for (String prompt : List.of("a tiny hummingbird", "一只小小的蜂鸟")) {
      var text = stage.understand(prompt);
      assertThat(text.tokenVectors()).hasSameSizeAs(text.tokens());
      assertThat(text.vector().dimension()).isEqualTo(text.tokenVectors().getFirst().dimension());
    }
  }

  @Test
  void reads_a_prompt_of_the_longest_length() {
    assertThat(stage.understand("鸟".repeat(1000)).subjects()).hasSizeLessThanOrEqualTo(4);
    assertThat(stage.understand("bird ".repeat(200)).subjects()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void refuses_what_is_no_prompt() {
    assertThatExceptionOfType(BadRequest.class).isThrownBy(() -> stage.understand(" "));
  }
}
