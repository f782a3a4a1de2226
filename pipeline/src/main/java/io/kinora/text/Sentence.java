package io.kinora.text;

import java.util.List;
import java.util.Set;

/// The words of a prompt in their clauses, with properties of each word from its context.
final class Sentence {
  static final Set<String> STOPS =
      Set.of(
          ("of in on at by with and or over under above below across through along near between"
                  + " among around past behind into onto from to toward towards against off after"
                  + " before during while as when where then that which who is are was were but"
                  + " has have within beyond upon 在 和 与 跟 同 从 向 往 朝 到 是 有 被 把 沿着 迎着")
              .split(" "));

  /// Words after which a noun is a place and not the doer.
  static final Set<String> OBLIQUE =
      Set.of(
          ("of in on at by over under above below across through along near between among around"
                  + " past behind into onto from to toward towards against off after beside"
                  + " beyond upon 在 从 向 往 朝 到 沿着 给 对 替 帮 为 陪")
              .split(" "));

  /// Words whose plural is the same as their singular.
  private static final Set<String> UNCHANGED =
      Set.of(
          ("fish goldfish koi jellyfish starfish sheep deer bison moose shrimp squid salmon trout"
                  + " clownfish")
              .split(" "));

  private static final Set<String> ONE =
      Set.of("a an one the this that his her my its your our their each another".split(" "));

  private static final Set<String> BODY =
      Set.of("hair", "haired", "eyes", "eyed", "头发", "长发", "短发", "眼睛");

  private static final Set<String> POSTPOSITIONS =
      Set.of("上空", "上方", "上面", "上", "下面", "下方", "下", "底下", "里", "里面");

  static final Set<String> BE = Set.of("is", "are", "was", "were", "looks", "是", "全身");

  static final Set<String> AND = Set.of("and", "和", "与", "跟", "同", "、", "&");

  private static final Set<String> THEN =
      Set.of("then afterwards finally 然后 接着 再 随后 最后 之后".split(" "));

  private final Language language;
  private final Lexicon lexicon;
  private final List<Tag> tags;
  private final int[] clause;

  Sentence(Language language, Lexicon lexicon, List<Tag> tags) {
    this.language = language;
    this.lexicon = lexicon;
    this.tags = tags;
    this.clause = Clauses.of(tags);
  }

  /// For each word the index of its clause, from 0.
  int[] clauses() {
    return clause.clone();
  }

  /// Whether "and" at `at` is between two colours, as in "red and blue" or 红色的和蓝色的.
  boolean joinsColours(int at) {
    int before = at > 1 && tags.get(at - 1).word().key().equals("的") ? at - 2 : at - 1;
    return AND.contains(tags.get(at).word().key())
        && before >= 0
        && tags.get(before).is("colour")
        && at + 1 < tags.size()
        && tags.get(at + 1).is("colour");
  }

  /// Whether the verb at `at` names the action after the one at `first`.
  boolean follows(int first, int at) {
    return tags.subList(Math.min(first, at), at).stream()
        .anyMatch(tag -> THEN.contains(tag.word().key()));
  }

  /// Whether a hyphen joins the word to the next, as in "kite-like".
  boolean hyphenated(int at) {
    return at + 1 < tags.size() && tags.get(at + 1).word().key().isBlank();
  }

  /// Whether a noun is a plural: also "colourful fish", without an article or a verb before it.
  boolean isPlural(int at) {
    String key = tags.get(at).word().key();
    if (language == Language.ZH) {
      return at + 1 < tags.size() && Set.of("们", "群").contains(tags.get(at + 1).word().key());
    }
    if (!UNCHANGED.contains(key)) {
      return lexicon.isPlural(key);
    }
    for (int i = at - 1; i >= 0 && clause[i] == clause[at]; i--) {
      String before = tags.get(i).word().key();
      if (ONE.contains(before) || tags.get(i).isAction() || tags.get(i).isSubject()) {
        return false;
      }
      if (AND.contains(before) || STOPS.contains(before)) {
        return true;
      }
    }
    return true;
  }

  /// Whether a verb is used as an adjective.
  boolean isParticiple(int at) {
    if (language == Language.ZH) {
      for (int i = at + 1; i < Math.min(tags.size(), at + 3); i++) {
        if (tags.get(i).word().key().equals("的")) {
          return true;
        }
        if (!tags.get(i).word().key().equals("着")) {
          return false;
        }
      }
      return false;
    }
    return lexicon.isParticiple(tags.get(at).word().key())
        || tags.get(at).word().key().endsWith("ing");
  }

  /// Whether a participle precedes its noun, as in "a slowly swimming fish".
  boolean isAttributiveParticiple(int at) {
    if (!isParticiple(at)) {
      return false;
    }
    if (language == Language.ZH) {
      return true;
    }
    int i = at - 1;
    while (i >= 0 && tags.get(i).is("speed")) {
      i--;
    }
    return i < 0
        || clause[i] != clause[at]
        || !(tags.get(i).isSubject()
            || BE.contains(tags.get(i).word().key())
            || tags.get(i).isAction());
  }

  /// Whether a Chinese noun is the place of something, as 城堡 in 城堡上空飞过一条龙.
  boolean isPlace(int at) {
    return language == Language.ZH
        && at + 1 < tags.size()
        && POSTPOSITIONS.contains(tags.get(at + 1).word().key());
  }

  /// Whether a colour belongs to hair or eyes, whose colour cannot be changed.
  boolean isOfBody(int at) {
    return at + 1 < tags.size() && BODY.contains(tags.get(at + 1).word().key());
  }

  /// Whether the noun is a place rather than the doer.
  boolean isOblique(int at) {
    for (int i = at - 1; i >= 0 && clause[i] == clause[at]; i--) {
      Tag tag = tags.get(i);
      if (OBLIQUE.contains(tag.word().key())) {
        return true;
      }
      if ((!tag.is("count") && !tag.is("colour") && !tag.label().equals(Tag.OTHER))
          || AND.contains(tag.word().key())) {
        return false;
      }
    }
    return false;
  }

  /// Whether a scene or the weather does the verb at `at`: 雨滴落在荷叶上, 瀑布落下来.
  boolean falls(int at, List<Draft> drafts) {
    if (at > 0 && tags.get(at - 1).is("weather")) {
      return true;
    }
    int[] clause = clauses();
    int first = at;
    while (first > 0 && clause[first - 1] == clause[at]) {
      first--;
    }
    return tags.get(first).value().equals("waterfall")
        && first < at
        && drafts.stream().noneMatch(draft -> clause[draft.at] == clause[at]);
  }
}
