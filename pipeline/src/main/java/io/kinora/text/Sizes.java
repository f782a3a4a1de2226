package io.kinora.text;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Adjectives of size, which are recognised without the heads, because they are unambiguous before
/// a noun.
final class Sizes {
  private static final Set<String> SMALL =
      Set.of("small", "little", "tiny", "mini", "miniature", "小", "小小", "迷你", "微小", "娇小");

  private static final Set<String> BIG = Set.of("big", "large", "大", "硕大", "大大");

  private static final Set<String> GIANT =
      Set.of(
          "huge",
          "giant",
          "enormous",
          "gigantic",
          "massive",
          "colossal",
          "towering",
          "巨大",
          "巨型",
          "庞大",
          "超大",
          "巨人般");

  private static final Set<String> NEAR =
      Set.of("closeup", "close-up", "macro", "特写", "近景", "微距", "特写镜头", "近距离", "大特写");

  private static final Set<String> YOUNG =
      Set.of(
          ("calf cub kitten puppy foal piglet lamb duckling chick fawn joey calves cubs kittens"
                  + " puppies foals piglets lambs ducklings chicks fawns")
              .split(" "));

  private Sizes() {}

  /// Whether a word asks for a close-up, which is drawn as a big subject.
  static boolean near(List<Tag> tags, int at) {
    String key = tags.get(at).word().key();
    String next = at + 1 < tags.size() ? tags.get(at + 1).word().key() : "";
    return NEAR.contains(key) || (key.equals("close") && next.equals("up"));
  }

  /// `small`, `big`, `giant`, or null for any other word.
  static @Nullable String of(String key) {
    if (GIANT.contains(key)) {
      return "giant";
    }
    return SMALL.contains(key) ? "small" : BIG.contains(key) ? "big" : null;
  }

  /// Whether a word names a parent of an animal, which is bigger than its young.
  static boolean parent(Tag tag) {
    String key = tag.word().key();
    return !ActionPhrases.person(tag) && (Tagger.PARENTS.contains(key) || key.endsWith("妈妈"));
  }

  /// Whether a word names the young of an animal, which are smaller than their parents.
  static boolean young(Tag tag) {
    String key = tag.word().key();
    return tag.isSubject()
        && !ActionPhrases.person(tag)
        && (YOUNG.contains(key) || (key.startsWith("小") && key.length() > 1));
  }

  /// The size of the word at an index; null for no index or no size.
  static @Nullable String at(List<Tag> tags, @Nullable Integer at) {
    if (at == null) {
      return null;
    }
    if (near(tags, at) || parent(tags.get(at))) {
      return "big";
    }
    return young(tags.get(at)) ? "small" : of(tags.get(at).word().key());
  }
}
