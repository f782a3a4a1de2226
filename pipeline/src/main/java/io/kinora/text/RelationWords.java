package io.kinora.text;

import static io.kinora.shot.Relation.Where.ABOVE;
import static io.kinora.shot.Relation.Where.BEFORE;
import static io.kinora.shot.Relation.Where.BEHIND;
import static io.kinora.shot.Relation.Where.BELOW;
import static io.kinora.shot.Relation.Where.BESIDE;
import static io.kinora.shot.Relation.Where.CHASING;
import static io.kinora.shot.Relation.Where.EATEN;
import static io.kinora.shot.Relation.Where.FROM;
import static io.kinora.shot.Relation.Where.HELD;
import static io.kinora.shot.Relation.Where.IN;
import static io.kinora.shot.Relation.Where.LEFT;
import static io.kinora.shot.Relation.Where.ON;
import static io.kinora.shot.Relation.Where.RIDING;
import static io.kinora.shot.Relation.Where.RIGHT;
import static io.kinora.shot.Relation.Where.USED;
import static io.kinora.shot.Relation.Where.WORN;

import io.kinora.shot.Relation.Where;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The words and phrases that relate one subject to another.
final class RelationWords {
  /// Deeds on a thing: off it, up it, from one to another.
  static final Set<String> ONTO = Set.of("jump-off", "jump-across", "climb-up");

  private RelationWords() {}

  static final Map<String, Where> ENGLISH =
      names(
          "above over",
          ABOVE,
          "below under beneath underneath",
          BELOW,
          "behind",
          BEHIND,
          "beside near by alongside",
          BESIDE,
          "on onto upon atop",
          ON,
          "inside into within steer steers steering",
          IN,
          "ride rides riding rode drive drives driving drove",
          RIDING,
          "chase chases chasing chased follow follows following",
          CHASING,
          "hold holds holding carry carries carrying play plays playing use uses using read reads"
              + " reading kick kicks"
              + " kicking throw throws throwing catch catches catching lift lifts"
              + " lifting",
          HELD,
          "push pushes pushing pull pulls pulling",
          USED,
          "eat eats eating bite bites biting lick licks licking chew chews chewing drink drinks"
              + " drinking sip sips sipping",
          EATEN,
          "wear wears wearing",
          WORN);

  /// Phrases between two nouns, longer ones first.
  static final Map<Pattern, Where> PHRASES = phrases();

  private static Map<Pattern, Where> phrases() {
    var phrases = new LinkedHashMap<Pattern, Where>();
    phrases.put(
        Pattern.compile("(?:\\b(?:on|to|at) (?:the )?)?\\bleft(?: side| hand side)? of\\b"), LEFT);
    phrases.put(Pattern.compile("(?:\\b(?:on|to|at) (?:the )?)?\\bright(?: side)? of\\b"), RIGHT);
    phrases.put(Pattern.compile("\\b(?:on|at) (?:the )?top of\\b"), ON);
    phrases.put(Pattern.compile("\\b(?:on|at) (?:the )?bottom of\\b"), BELOW);
    phrases.put(Pattern.compile("\\bin (?:the )?front of\\b"), BEFORE);
    phrases.put(Pattern.compile("\\bnext to\\b"), BESIDE);
    phrases.put(
        Pattern.compile(
            "\\b(?:turn|transform|morph|change|evolve|grow)(?:s|ing|ed|d|e?ing)? into\\b"
                + "|\\bbecom(?:es?|ing)\\b|\\bchanging into\\b|\\bevolving into\\b"),
        FROM);
    phrases.put(Pattern.compile("\\binside of\\b"), IN);
    phrases.put(Pattern.compile("\\b(?:runs|running|ran|run) after\\b"), CHASING);
    return phrases;
  }

  /// Verbs between two Chinese nouns, the first of which acts on the second.
  static final Map<String, Where> CHINESE_VERBS =
      names(
          "骑 骑着 乘 乘着 骑在 开 开着 驾驶",
          RIDING,
          "坐着 踩着 滑着",
          ON,
          "跳过 跃过 翻过 跨过",
          ABOVE,
          "追 追着 追赶 追逐 追赶着 跟着 跟随 尾随",
          CHASING,
          "拿 拿着 举 举着 抱 抱着 搬 搬着 搬运 运 扛 扛着 抬 抬着 端 端着 捧 捧着 撑 撑着 打着 提着 握着 弹 弹着 吹着 读 看书 踢 放 玩",
          HELD,
          "推 推着 拉 拉着 拔 拔着 拔出",
          USED,
          "吃 吃着 在吃 啃 啃着 舔 舔着 咬 咬着 叼 叼着 喝 喝着",
          EATEN,
          "掉进 落入 掉入 跳进 跳入 落进 钻进 倒进 倒入 放进 注入",
          IN,
          "掉到 落到 落在 掉在 跳上 爬上 跳到 淋在 滴在 浇在 趴在 躺在",
          ON,
          "变成 变为 变身 化成 化作 长成 变作",
          FROM,
          "戴 戴着 穿 穿着 背着 背 披着",
          WORN);

  static final Map<String, Where> CHINESE =
      names(
          "上方 上空 之上",
          ABOVE,
          "上面 上",
          ON,
          "里 里面 中 内",
          IN,
          "下方 下面 之下 下 底下",
          BELOW,
          "后面 身后 背后 后",
          BEHIND,
          "前面 身前 前",
          BEFORE,
          "左边 左侧 左方 左面 左",
          LEFT,
          "右边 右侧 右方 右面 右",
          RIGHT,
          "旁边 身边 旁 边 附近 边上",
          BESIDE);

  private static Map<String, Where> names(Object... namesAndWhere) {
    var map = new HashMap<String, Where>();
    for (int i = 0; i < namesAndWhere.length; i += 2) {
      for (String name : ((String) namesAndWhere[i]).split(" ")) {
        map.put(name, (Where) namesAndWhere[i + 1]);
      }
    }
    return Map.copyOf(map);
  }

  /// The relation of a preposition: "in a dress", "in a car", "with a hat", "with an umbrella";
  /// null if they are just together.
  static @Nullable Where accompanied(String preposition, String key) {
    if (NounNames.clothing(key)) {
      return WORN;
    }
    return preposition.equals("in") ? IN : NounNames.inHand(key) ? HELD : null;
  }
}
