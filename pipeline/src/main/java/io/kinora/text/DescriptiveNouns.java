package io.kinora.text;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// Nouns of a prompt that are not in the picture: they say what something is made of or is like, or
/// how the video looks.
final class DescriptiveNouns {
  /// Last words of a clause about the look of the video.
  private static final Set<String> LOOKS =
      Set.of(
          "look aesthetic vibe vibes feel feeling mood atmosphere 感觉 画风 质感 氛围 既视感 风 动漫风 电影感"
              .split(" "));

  private static final Set<String> MADE = Set.of("做", "做成", "制成", "制作", "做的", "做成的", "制成的");

  private static final Set<String> LIKE = Set.of("像", "好像", "仿佛", "犹如", "如同");

  private static final Set<String> ALIKE = Set.of("一样", "似的", "一般", "般", "那样");

  private DescriptiveNouns() {}

  /// The words, with such nouns as things that are not understood. A prompt's only subject stays.
  static List<Tag> in(List<Tag> tags) {
    int[] clause = Clauses.of(tags);
    var read = new ArrayList<>(tags);
    for (int i = 0; i < read.size(); i++) {
      boolean aside = isMaterial(tags, i) || isLikened(tags, clause, i) || isLook(tags, clause, i);
      if (tags.get(i).isSubject() && aside && others(read, i)) {
        read.set(i, new Tag(tags.get(i).word(), Tag.THING, 1));
      }
    }
    return read;
  }

  private static boolean others(List<Tag> tags, int at) {
    for (int i = 0; i < tags.size(); i++) {
      if (i != at && tags.get(i).isSubject()) {
        return true;
      }
    }
    return false;
  }

  /// 奶酪做的赛车, "a ship made of candy".
  private static boolean isMaterial(List<Tag> tags, int at) {
    boolean made =
        MADE.contains(key(tags, at + 1))
            && (key(tags, at + 1).endsWith("的") || key(tags, at + 2).equals("的"));
    boolean of = key(tags, at - 1).equals("of") || key(tags, at - 1).equals("from");
    String verb = key(tags, at - 2).equals("out") ? key(tags, at - 3) : key(tags, at - 2);
    return made || (of && (verb.equals("made") || verb.equals("built")));
  }

  /// 像镜子一样, "like a mirror" at the end of a clause.
  private static boolean isLikened(List<Tag> tags, int[] clause, int at) {
    if (ALIKE.contains(key(tags, at + 1))) {
      for (int i = at - 1; i >= 0 && clause[i] == clause[at]; i--) {
        if (LIKE.contains(key(tags, i))) {
          return true;
        }
      }
    }
    boolean article = Set.of("a", "an", "the", "one").contains(key(tags, at - 1));
    boolean last = at + 1 >= tags.size() || clause[at + 1] != clause[at];
    return last && key(tags, article ? at - 2 : at - 1).equals("like");
  }

  /// "90s camera look" and 武侠电影的感觉 after the clause that says what is shown.
  private static boolean isLook(List<Tag> tags, int[] clause, int at) {
    int last = at;
    while (last + 1 < tags.size() && clause[last + 1] == clause[at]) {
      last++;
    }
    int first = at;
    while (first > 0 && clause[first - 1] == clause[at]) {
      first--;
    }
    boolean before = tags.subList(0, first).stream().anyMatch(Tag::isSubject);
    boolean acts = tags.subList(first, last + 1).stream().anyMatch(Tag::isAction);
    return before && !acts && LOOKS.contains(key(tags, last));
  }

  private static String key(List<Tag> tags, int at) {
    return at < 0 || at >= tags.size() ? "" : tags.get(at).word().key();
  }
}
