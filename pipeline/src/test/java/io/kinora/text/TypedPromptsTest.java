package io.kinora.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Kinds of prompts that people type and that were once read wrongly.
class TypedPromptsTest {
  private static TextStage stage;

  @BeforeAll
  static void open() {
    stage = TextStage.open();
  }

  @AfterAll
  static void close() {
    stage.close();
  }

  /// For example `girl play-guzheng below 1; cherry-tree; guzheng used by 0 @ park`.
  private static String brief(Understanding text) {
    String subjects =
        text.subjects().stream().map(TypedPromptsTest::brief).collect(Collectors.joining("; "));
    String scene = text.scene() == null ? "" : " @ " + text.scene();
    String time = text.time() == null ? "" : ", " + text.time();
    return subjects + scene + time;
  }

  private static String brief(SubjectPhrase subject) {
    String relation =
        subject.relation() == null
            ? null
            : subject.relation().where().label() + " " + subject.relation().other();
    return java.util.stream.Stream.of(
            subject.size(), subject.colour(), subject.name(), subject.action(), relation)
        .filter(Objects::nonNull)
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          奶奶在厨房里包饺子 | old-woman make-dumplings; dumpling used by 0 @ kitchen
          a knight fighting a giant spider in a cave | knight fight; giant spider used by 0 @ cave
          a teddy bear sitting on a wooden swing | teddy-bear swing-on riding 1; swing
          一只鲸鱼在云层里游过城市上空 | whale fly @ city
          happy 6th birthday Lily! a unicorn jumping over a cake | unicorn hop above 1; birthday-cake
          中秋节玉兔在月亮上捣药 | white rabbit @ space
          dad sleeping on the couch with the baby on his chest | man sleep on 1; couch; baby
          thank you teacher! kids handing a bouquet to their teacher | boy beside 2; bouquet held by 0; teacher
          race car drifting around a corner with lots of smoke | racing-car drift-car
          草原上一群骏马奔跑,尘土飞扬 | horse kick-up-dust @ grassland
          ufo stealing a cow from a farm | ufo abduct above 1; cow @ farm
          飞碟吸走一头牛 | ufo abduct above 1; cow
          小狗咬了一口苹果 | dog; red-apple eaten by 0
          a spaceship taking a family to mars | rocket; family @ mars
          龙舟比赛,鼓手用力敲鼓 | dragon-boat
          couple dancing on a rooftop | man dance; woman dance @ rooftop
          一粒种子发芽、长大、开出向日葵 | sunflower grow
          小猫偷吃桌上的鱼 | cat; fish eaten by 0 @ kitchen
          happy birthday lily! a pink cake | pink birthday-cake
          baby elephant spraying its mom with water | small elephant spray-water; big elephant used by 0
          一个女孩在樱花树下弹古筝 | girl play-guzheng below 1; cherry-tree; guzheng used by 0
          爷爷坐在院子里的藤椅上喝茶 | old-man drink-coffee on 1; chair @ meadow
          妈妈给宝宝讲睡前故事 | mother tell-story; baby
          大熊猫打太极 | panda tai-chi
          a flower blooms | flower bloom
          a flower blooming in time lapse | flower bloom
          万马奔腾 | horse run
          小象宝宝在河里玩水 | elephant spray-water @ lake
          熊猫宝宝睡觉 | panda sleep
          a baby elephant splashing in the water | elephant spray-water @ river
          a cat under a tree | cat below 1; tree
          树下的小猫 | tree; cat below 0
          a cat knocking over a vase | cat beside 1; vase topple
          小猫打翻了花瓶 | cat; vase topple
          a knight fighting a dragon | knight fight; dragon fight
          a baby dinosaur hatching | egg; small dinosaur from 0
          a rocket launching into space | rocket take-off
          a girl riding a seesaw | girl sit on 1; seesaw
          a mouse stealing cheese | mouse; cheese-wedge eaten by 0
          a chick hatching from an egg | egg hatch
          a cat chasing a laser pointer | cat run chasing 1; small red-circle
          Someone pouring beer into a glass | boy; beer-mug held by 0
          地铁里大家都在低头看手机 | boy; mobile-phone held by 0 @ train-platform
          astronaut planting a flag on mars | astronaut; triangular-flag held by 0 @ mars
          踢足球射门得分，观众欢呼 | man shoot-goal; soccer-ball used by 0
          熊猫不要了，来一只打功夫的兔子 | rabbit tai-chi
          公园里大妈跳广场舞 | old-woman dance @ meadow
          my toddler learning to ride a tricycle | baby ride-bike riding 1; bicycle
          someone falling asleep in a boring meeting | boy sleep-at-desk; desk used by 0 @ office
          a mouse nibbling cheese | mouse; cheese-wedge eaten by 0
          一群蚂蚁搬运面包屑 | ant; bread held by 0
          a bartender mixing a cocktail | waiter mix-drink; cocktail-glass held by 0 @ bar
          a pirate looking through a telescope | pirate look-through; telescope used by 0
          a horse race | horse drive
          警察抓小偷 | police-officer run chasing 1; thief
          a boy splashes in the water | boy swim
          a dragon landing on a castle tower, storm clouds | dragon land on 1; castle
          a street musician playing violin in the subway | singer play-violin; violin eaten by 0 @ train-platform
          一个古装女侠在竹林里舞剑 | swordsman dance @ bamboo-forest
          少年骑着自行车沿着海边的小路前进，天上有大朵的白云 | boy ride-bike riding 1; bicycle @ beach
          a boy rides a bike along the coast, white clouds in the sky | boy ride-bike riding 1; bicycle @ beach
          蜡烛烧完然后熄灭，冒出一缕烟 | candle; smoke
          一座被海水淹没的古城，鱼群游过 | fish swim @ underwater
          a puppy running through a sprinkler | dog run
          two squirrels fighting over an acorn | squirrel fight beside 1; chestnut
          a witch stirring a pot in a dark forest, halloween vibes | witch stir-pot; cooking-pot used by 0 @ forest, night
          一个小鸭子排队过马路 | duck walk @ crosswalk
          a penguin sliding on ice | penguin slide-belly @ snowfield
          an elephant family walking across the savanna | big elephant walk; small elephant walk @ savanna
          a dog driving a blue car | dog drive-car riding 1; blue car
          kids trick or treating on halloween | boy walk; jack-o-lantern held by 0, night
          加班的程序员在电脑前睡着了 | office-worker sleep-at-desk; dining-table used by 0
          奶茶里加珍珠 | bubble-tea
          a girl in a yellow raincoat jumping in puddles | yellow girl hop on 1; puddle
          孙悟空驾着筋斗云飞过群山 | monkey-king fly-cloud @ mountains
          樱花飘落的街道 | cherry-tree shed @ street
          秋天落叶慢慢飘下来 | ginkgo-tree shed-leaves @ autumn-park
          owl turning its head in a forest | owl turn-head @ forest
          积木城堡突然倒了 | toy-blocks topple
          a boy doing a backflip | boy flip
          大家围着篝火跳舞 | boy dance; campfire
          two foxes playing in the snow | fox hop @ snowfield
          a golden retriever on the beach | orange dog @ beach
          草原上奔跑的马群 | horse run @ grassland
          小男孩在沙滩上堆城堡，海浪把城堡冲倒了 | boy build-sandcastle; castle topple used by 0 @ beach
          外卖小哥骑着电动车在云朵上送餐 | delivery-man ride-scooter riding 1; motor-scooter fly @ sky
          篮球少年在黄昏的球场上起跳扣篮 | boy shoot-basketball @ gymnasium, sunset
          夜市里老板在铁板上炒面 | cook cook @ night-market, night
          上班族挤地铁 | office-worker stand @ train-carriage
          大象用鼻子给小象洗澡 | elephant spray-water; small elephant
          行人打着伞走过，霓虹灯倒映在积水里 | boy hold-umbrella @ neon-street, night
          a farmer on a tractor in a field | farmer drive riding 1; tractor @ meadow
          一对老夫妻坐在长椅上 | old-man sit on 2; old-woman sit on 2; bench
          students throwing their caps in the air | student throw-hat; billed-cap held by 0
          dad flipping burgers on the grill | man barbecue; hamburger used by 0
          grandpa teaching his grandson to ride a bicycle | boy ride-bike riding 1; bicycle beside 2; old-man
          北极光下面有一个亮着灯的小木屋 | aurora; hut below 0, night
          a princess on a flying unicorn | princess drive riding 1; unicorn fly
          骆驼队慢慢走过沙丘，太阳快落山了 | camel walk @ desert, sunset
          an old wooden boat drifting on a lake | boat float @ lake
          一家人围着圆桌吃年夜饭 | family eat; feast used by 0
          外卖小哥骑电动车穿过夜晚的街道，霓虹灯 | delivery-man ride-scooter riding 1; motor-scooter drive @ street, night
          小猪在泥坑里打滚 | pig roll-over in 1; brown puddle
          a dog rolls over in the grass | dog roll-over @ meadow
          a penguin sliding down an icy hill | penguin slide-hill
          a skier going down a mountain | skier slide-hill
          一只白猫从窗台上跳下来 | white cat jump-off on 1; windowsill
          a cat jumps off the sofa | cat jump-off on 1; couch
          a frog jumping from one lily pad to another | frog jump-across on 1; lily-pad
          a unicorn running across a rainbow | unicorn run on 1; rainbow
          a pirate digging up a treasure chest | pirate dig-treasure; treasure-chest used by 0
          海盗在沙滩上挖到一个宝箱 | pirate dig-treasure; treasure-chest used by 0 @ beach
          a spaceship landing on a strange green planet | rocket land @ green-planet
          瀑布从悬崖上落下来，阳光照出彩虹 | rainbow @ waterfall
          小狗在草地上追球 | dog run chasing 1; basketball @ meadow
          小猫玩球 | cat; basketball held by 0
          猴子在树上吃香蕉 | monkey on 1; tree; banana eaten by 0
          樱花树下一个穿校服的女生在看书 | cherry-tree; woman read below 0; closed-book held by 1
          a girl with pink hair holding an umbrella | girl hold-umbrella; umbrella held by 0
          a pony type horse running | horse; horse run
          a boot instead of a fish | hiking-boot
          小乌龟和兔子赛跑，小乌龟先冲过终点线 | turtle run; rabbit run
          一只猫和一只狗，另一只猫 | cat; dog; cat
          a train crosses a bridge | train on 1; stone-bridge
          a firefighter spraying water on a burning house | firefighter spray-water beside 1; house burn
          waves crashing on the beach | water-wave @ sea
          海浪拍打着礁石 | water-wave @ sea
          樱花花瓣随风飘落 | cherry-blossom shed
          城市夜景，车流不息 | car @ city, night
          a penguin sliding down a snowy hill on its belly | penguin slide-belly
          an old sailor steering his boat | sailor in 1; sailboat
          a boy kicks a soccer ball into the goal | boy shoot-goal; soccer-ball used by 0; goal-net
          a robot sitting on a bench, a city behind him | robot sit on 1; bench @ city
          two octopuses having a tea party | octopus drink-coffee; teacup-without-handle eaten by 0
          a wizard mixing a potion | wizard stir-pot
          小兔子拔萝卜 | rabbit; carrot used by 0
          大象用鼻子给自己洗澡 | elephant spray-water
          一家人看月亮 | family, night
          花店老板在浇花 | woman garden @ flower-shop
          城堡上空飞过一条龙 | castle; dragon fly above 0
          樱花树下，一对情侣牵手散步 | cherry-tree; couple hold-hands below 0
          close-up of a cat's face, green eyes | cat
          一只小狗跳过栅栏 | dog hop above 1; fence
          a goldfish in a bowl | orange fish in 1; aquarium
          a birthday cake with candles | birthday-cake
          一群羊在吃草 | ewe
          打篮球 | man play-basketball; basketball held by 0
          吃火锅 | man eat; hot-pot used by 0
          riding a horse on the beach | boy ride-horse riding 1; horse @ beach
          making dumplings in the kitchen | boy make-dumplings; dumpling used by 0 @ kitchen
          watching the sunset | boy, sunset
          dancing robot | robot dance
          burning candle | candle
          一个人打电话 | boy phone
          the dog barks | dog call
          小猴子在跑 | small monkey run
          a dragon breathing fire over a castle | dragon breathe-fire above 1; castle
          five ducklings following their mother | small duck chasing 1; big duck
          五只小鸭子排队过桥 | duck on 1; stone-bridge
          pizza with cheese melting | pizza
          一碗番茄牛肉面 | steaming-bowl
          a cake with strawberries and candles on it | birthday-cake
          草莓蛋糕上插着蜡烛 | birthday-cake
          a candle beside a cake | candle beside 1; birthday-cake
          an iced tea with ice | lemonade
          pouring orange juice into a glass with ice | lemonade pour-into in 1; glass
          珍珠奶茶倒进杯子里 | bubble-tea pour-into in 1; cup
          a sailboat on a calm sea with seagulls above | sailboat; seagull fly @ sea
          Santa Claus riding his sleigh through the night sky | santa-claus drive riding 1; sleigh fly, night
          玻璃缸里有一只乌龟在爬 | aquarium; turtle walk in 0
          a turtle swimming in a small round bowl | turtle swim in 1; aquarium
          奶奶坐在院子里摇扇子 | old-woman fan; folding-hand-fan held by 0 @ meadow
          沙发上躺着一只猫 | couch; cat lie on 0
          a girl sitting on the grass | girl sit-ground @ meadow
          企鹅在冰上打冰球 | penguin play-hockey; ice-hockey held by 0 @ snowfield
          the toys are dancing | teddy-bear dance; robot-toy dance; racing-car
          房间里的玩具半夜开派对 | teddy-bear dance; robot-toy dance; racing-car @ bedroom, night
          a girl looking out of the train window | girl @ train-carriage
          火车上坐着一个男孩 | boy sit @ train-carriage
          a bicycle leaning against a brick wall | bicycle stand @ alley
          小精灵在蘑菇上跳舞 | fairy dance on 1; mushroom
          爸爸在院子里修自行车 | man fix; bicycle used by 0 @ meadow
          街角有一家花店 | @ flower-shop
          船上站着一个渔夫 | sailboat; fisherman stand on 0
          a cabin in the woods with smoke coming from the chimney | hut smoke-up @ forest
          """)
  void who_does_something_does_it(String prompt, String expected) {
    assertThat(brief(stage.understand(prompt)).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          a sunflower opening | sunflower bloom
          a boy looks at an erupting volcano | boy; volcano erupt @ mountains
          a pot of soup boiling | pot-of-food boil
          a snowman melts in the sun | snowman-without-snow melt @ snowfield
          一座火山爆发了 | volcano erupt @ mountains
          a caterpillar turns into a butterfly | bug; butterfly from 0
          一只毛毛虫变成蝴蝶 | bug; butterfly from 0
          a frog turning into a prince | frog; prince from 0
          """)
  void a_thing_does_what_things_do(String prompt, String expected) {
    assertThat(brief(stage.understand(prompt))).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"how a volcano erupts, for kids", "小猫学游泳，适合儿童观看"})
  void for_whom_a_film_is_is_not_in_it(String prompt) {
    assertThat(stage.understand(prompt).subjects()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          an intense ping pong match | man play-ping-pong
          一场激烈的乒乓球比赛 | man play-ping-pong
          """)
  void a_match_has_players(String prompt, String expected) {
    assertThat(brief(stage.understand(prompt).subjects().getFirst())).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          雪山和蓝色的湖泊 | @ mountain-lake
          太阳从海面慢慢升起 | @ sea, dawn
          the sun sets over the mountains | @ mountains, sunset
          重庆夜景，灯光倒映在江面上 | @ riverside-city, night
          a walk in the park in autumn | @ autumn-park
          a rocky desert in autumn | @ desert
          a jellyfish glowing in the dark ocean | jellyfish glow @ underwater, night
          水母在深蓝色的海里漂浮 | jellyfish float @ underwater
          a dolphin jumping in the ocean | dolphin hop @ sea
          银河在沙漠上空缓缓转动 | @ desert, night
          夜晚的城市，霓虹灯倒映在湿漉漉的马路上 | @ neon-street, night
          一辆车开过马路上的水坑 | car drive; puddle @ street
          暴风雨中的大海，闪电划过天空 | high-voltage @ sea
          a candle in a dark room | candle @ bedroom, night
          黑暗的房间里一支蜡烛 | candle @ bedroom, night
          元宵节的河面上漂着很多花灯 | lotus-lantern float @ lake, night
          a busy Tokyo street crossing at night | @ crosswalk, night
          """)
  void place_and_time_are_those_of_what_is_there(String prompt, String expected) {
    assertThat(brief(stage.understand(prompt)).strip()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "广场上的大妈, elephant",
    "理发师给顾客剪头发, owl",
    "牧民在唱歌, cow",
    "a gutter in the rain, butter",
    "lemonade poured over ice, rain"
  })
  void a_word_that_nobody_knows_is_no_far_guess(String prompt, String wrong) {
    var text = stage.understand(prompt);
    assertThat(text.subjects()).noneMatch(subject -> subject.name().equals(wrong));
    assertThat(text.weather()).isNotEqualTo(wrong.equals("rain") ? "rain" : "");
  }

  /// What something is made of or is like, where the camera is, and how the video looks.
  @ParameterizedTest
  @CsvSource({
    "小老鼠开着一辆奶酪做的赛车, cheese-wedge",
    "a pirate ship made of candy sailing on the sea, candy",
    "水面像镜子一样，农民在插秧, mirror",
    "a girl dancing like a robot, robot",
    "竹林里的熊猫，武侠电影的感觉, swordsman",
    "a surfer on a wave, camera inside the barrel, barrel",
  })
  void what_only_describes_is_not_shown(String prompt, String noun) {
    var text = stage.understand(prompt);
    assertThat(text.subjects()).isNotEmpty().noneMatch(subject -> subject.name().equals(noun));
  }

  @Test
  void an_animal_has_parents_of_its_own_kind() {
    var text = stage.understand("a baby elephant splashing in a river with its mom");
    assertThat(text.subjects()).hasSize(2).allMatch(subject -> subject.name().equals("elephant"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a bee on a sunflower, close up", "火锅里的红汤，特写", "a snail on a leaf, macro"})
  void what_is_seen_from_near_is_big(String prompt) {
    assertThat(stage.understand(prompt).subjects().getFirst().size()).isEqualTo("big");
  }

  @ParameterizedTest
  @CsvSource({
    "a jazz saxophonist playing under a street lamp, play-saxophone, saxophonist → man playing saxophone",
    "小提琴手在剧院里演奏, play-violin, 小提琴手"
  })
  void players_are_people_who_play(String prompt, String deed, String note) {
    var text = stage.understand(prompt);
    assertThat(text.subjects()).anyMatch(subject -> deed.equals(subject.action()));
    assertThat(text.understood()).anyMatch(line -> line.startsWith(note));
  }

  @Test
  void what_falls_on_a_leaf_is_the_rain() {
    assertThat(stage.understand("雨滴落在荷叶上").subjects())
        .singleElement()
        .satisfies(leaf -> assertThat(leaf.action()).isNull());
  }

  /// Where no camera is named, it is the subject that moves.
  @ParameterizedTest
  @CsvSource({"一只狗向左移动, left", "一架飞机向右平移, right", "a castle moves to the right, right"})
  void who_moves_to_a_side_is_the_subject(String prompt, String direction) {
    Understanding text = stage.understand(prompt);
    assertThat(text.camera()).isNull();
    assertThat(text.subjects().getFirst().direction()).isEqualTo(direction);
    assertThat(stage.understand("镜头向左移动，一只狗在跑").camera()).isNotNull();
  }
}
