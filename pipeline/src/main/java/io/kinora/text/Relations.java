package io.kinora.text;

import static io.kinora.shot.Relation.Where.ABOVE;
import static io.kinora.shot.Relation.Where.BEFORE;
import static io.kinora.shot.Relation.Where.BEHIND;
import static io.kinora.shot.Relation.Where.BELOW;
import static io.kinora.shot.Relation.Where.BESIDE;
import static io.kinora.shot.Relation.Where.EATEN;
import static io.kinora.shot.Relation.Where.HELD;
import static io.kinora.shot.Relation.Where.ON;
import static io.kinora.shot.Relation.Where.WORN;

import io.kinora.shot.Relation.Where;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds what relates one subject to another: "a bird above the boat", "鸟在船的上方".
///
/// English names the relation between the two nouns; Chinese says 在 between them and names it
/// after the second.
final class Relations {
  private static final Map<String, Where> ENGLISH =
      names(
          "above over",
          ABOVE,
          "below under beneath underneath",
          BELOW,
          "behind",
          BEHIND,
          "beside near by alongside",
          BESIDE,
          "on onto upon atop ride rides riding rode",
          ON,
          "hold holds holding carry carries carrying play plays playing use uses using read reads"
              + " reading drink drinks drinking push pushes pushing pull pulls pulling kick kicks"
              + " kicking throw throws throwing catch catches catching",
          HELD,
          "eat eats eating bite bites biting lick licks licking chew chews chewing",
          EATEN,
          "wear wears wearing",
          WORN);

  /// The same between two Chinese nouns, the first of which acts on the second.
  private static final Map<String, Where> CHINESE_VERBS =
      names(
          "骑 骑着 坐着 乘 乘着 踩着 滑着",
          ON,
          "拿 拿着 举 举着 抱 抱着 撑 撑着 打着 提着 握着 弹 弹着 拉着 推着 吹着 读 看书 踢 放 喝 喝着 玩",
          HELD,
          "吃 吃着 在吃 啃 啃着 舔 舔着 咬着",
          EATEN,
          "戴 戴着 穿 穿着",
          WORN);

  private static final Map<String, Where> CHINESE =
      names(
          "上方 上空 之上",
          ABOVE,
          "上面 上",
          ON,
          "下方 下面 之下 下",
          BELOW,
          "后面 身后 背后 后",
          BEHIND,
          "前面 身前 前",
          BEFORE,
          "旁边 身边 旁 边 附近 边上",
          BESIDE);

  /// Words between the second noun and the relation in Chinese.
  private static final Set<String> LINKS = Set.of("的", "正", "那");

  private final List<Tag> tags;
  private final int[] clause;
  private final Map<String, Where> names;
  private final Map<Integer, Found> found = new HashMap<>();
  private final Set<Integer> words = new HashSet<>();

  /// @param other the place in the prompt of the noun that it is related to
  record Found(Where where, int other) {}

  /// @param subjects the places of the nouns in the prompt, in order
  Relations(Language language, List<Tag> tags, int[] clause, List<Integer> subjects) {
    this.tags = tags;
    this.clause = clause;
    names = language == Language.EN ? ENGLISH : CHINESE;
    for (int i = 0; i + 1 < subjects.size(); i++) {
      if (language == Language.EN) {
        between(subjects.get(i), subjects.get(i + 1));
      } else {
        after(subjects.get(i), subjects.get(i + 1));
      }
    }
    for (int i = subjects.size() - 2; i >= 0; i--) {
      Found next = found.get(subjects.get(i + 1));
      if (next != null && joined(subjects.get(i), subjects.get(i + 1))) {
        found.put(subjects.get(i), next);
      }
    }
  }

  /// What was found, by the place of the noun that is related.
  Map<Integer, Found> found() {
    return found;
  }

  /// The words that name relations, and so no direction.
  Set<Integer> words() {
    return words;
  }

  private void between(int noun, int other) {
    for (int i = other - 1; i > noun && clause[i] == clause[other]; i--) {
      String key = tags.get(i).word().key();
      boolean inFront = key.equals("front") && tags.get(i - 1).word().key().equals("in");
      boolean nextTo = key.equals("next") && tags.get(i + 1).word().key().equals("to");
      Where where = inFront ? BEFORE : nextTo ? BESIDE : names.get(key);
      if (key.equals("in") && NounNames.clothing(tags.get(other).value())) {
        where = WORN;
      }
      if (where != null && clause[noun] == clause[i]) {
        put(noun, other, where);
        words.add(i);
        return;
      }
    }
  }

  /// What somebody holds, eats or wears is related to them, not they to it.
  private void put(int noun, int other, Where where) {
    if (where.attached() && where != ON) {
      found.putIfAbsent(other, new Found(where, noun));
    } else {
      found.put(noun, new Found(where, other));
    }
  }

  private void after(int noun, int other) {
    if (onIt(noun, other)) {
      return;
    }
    boolean located = false;
    for (int i = noun + 1; i < other; i++) {
      Where verb = CHINESE_VERBS.get(tags.get(i).word().key());
      if (verb != null && clause[i] == clause[other] && clause[i] == clause[noun]) {
        put(noun, other, verb);
        words.add(i);
        return;
      }
      located |= tags.get(i).word().key().endsWith("在") && clause[i] == clause[other];
    }
    int i = other + 1;
    while (i < tags.size() && LINKS.contains(tags.get(i).word().key())) {
      i++;
    }
    if (located && i < tags.size() && clause[i] == clause[other]) {
      Where where = names.get(tags.get(i).word().key());
      if (where != null) {
        put(noun, other, where);
        words.add(i);
      }
    }
  }

  /// 桌子上有一杯咖啡: the first noun carries the second.
  private boolean onIt(int noun, int other) {
    boolean surface =
        noun + 1 < other && Set.of("上", "上面").contains(tags.get(noun + 1).word().key());
    for (int i = noun + 2; surface && i < other; i++) {
      if (Set.of("有", "放着", "摆着", "坐着", "站着", "躺着", "的").contains(tags.get(i).word().key())) {
        found.put(other, new Found(ON, noun));
        words.add(noun + 1);
        return true;
      }
    }
    return false;
  }

  /// Whether "and" alone stands between two nouns, besides what describes the second.
  private boolean joined(int noun, int next) {
    List<Tag> between = tags.subList(noun + 1, next);
    return between.stream().anyMatch(tag -> Sentence.AND.contains(tag.word().key()))
        && between.stream()
            .allMatch(tag -> tag.is("colour") || tag.is("count") || tag.label().equals(Tag.OTHER));
  }

  private static Map<String, Where> names(Object... namesAndWhere) {
    var map = new HashMap<String, Where>();
    for (int i = 0; i < namesAndWhere.length; i += 2) {
      for (String name : ((String) namesAndWhere[i]).split(" ")) {
        map.put(name, (Where) namesAndWhere[i + 1]);
      }
    }
    return Map.copyOf(map);
  }
}
