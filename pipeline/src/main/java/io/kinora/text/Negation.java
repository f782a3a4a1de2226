package io.kinora.text;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Finds negated content of a prompt: "no rain", "without people", 没有雨. A negation extends to the
/// first word with content, and across "or" to the next.
final class Negation {
  private static final Set<String> NOT =
      Set.of(
          ("no not without never neither nor isn't aren't wasn't weren't doesn't don't didn't"
                  + " won't avoid excluding except free minus sans instead"
                  + " 没有 没 不 不是 不要 不会 并非 毫无 无 别")
              .split(" "));

  /// Words that cancel a negation: "not only a cat" is a cat.
  private static final Set<String> BUT_MORE = Set.of("only", "just", "仅", "只", "but");

  private static final Set<String> OR = Set.of("or", "nor", "或", "也");

  /// Words across which a negation extends: "without wind and rain", but not "without wind and a
  /// bird".
  private static final Set<String> AND = Set.of("and", "和", "与", "、");

  /// Words between a negation and the negated word: "don't show any people", 别出现人.
  private static final Set<String> BETWEEN =
      Set.of("any", "show", "showing", "add", "include", "have", "see", "出现", "画", "有", "显示");

  private final List<Tag> tags;
  private final int[] clause;
  private final Map<Integer, Integer> negated = new LinkedHashMap<>();

  Negation(List<Tag> tags) {
    this.tags = tags;
    this.clause = Clauses.of(tags);
    for (int i = 0; i < tags.size(); i++) {
      boolean more = i + 1 < tags.size() && BUT_MORE.contains(key(i + 1));
      if (NOT.contains(key(i)) && !tags.get(i).label().contains(":") && !more) {
        deny(i);
      }
    }
  }

  /// The index of the negating word, by the index of each negated word.
  Map<Integer, Integer> negated() {
    return negated;
  }

  /// The negating words, and those between.
  Set<Integer> denying() {
    var denying = new java.util.HashSet<>(negated.values());
    negated.forEach(
        (word, by) -> {
          for (int i = by; i < word; i++) {
            if (BETWEEN.contains(key(i))) {
              denying.add(i);
            }
          }
        });
    return denying;
  }

  /// Whether a word of this kind is negated.
  boolean denies(String kind) {
    return negated.keySet().stream().anyMatch(i -> tags.get(i).is(kind));
  }

  /// The words of the prompt, with the negated ones as words without meaning.
  List<Tag> rest() {
    var rest = new ArrayList<>(tags);
    negated.keySet().forEach(i -> rest.set(i, new Tag(tags.get(i).word(), Tag.OTHER, 1)));
    denying().forEach(i -> rest.set(i, new Tag(tags.get(i).word(), ActionPhrases.PART, 1)));
    return rest;
  }

  private void deny(int by) {
    boolean found = false;
    for (int i = by + 1; i < tags.size() && clause[i] == clause[by]; i++) {
      Tag tag = tags.get(i);
      if (BETWEEN.contains(key(i)) && !found) {
        continue;
      }
      boolean unknown = tag.word().candidates().isEmpty() && !tag.word().isPunctuation();
      if (key(i).equals("的") || (NOT.contains(key(i)) && !key(i).equals("nor"))) {
        return;
      }
      if (tag.label().contains(":")) {
        if (found) {
          return;
        }
        negated.put(i, by);
        found = isHead(tag);
      } else if (found ? !continues(i) : unknown || tag.label().equals(Tag.THING)) {
        return;
      } else {
        found = false;
      }
    }
  }

  /// Whether the word after a negated word is negated, too: "no rain or snow".
  private boolean continues(int at) {
    boolean bare =
        at + 1 < tags.size() && tags.get(at + 1).label().contains(":") && isHead(tags.get(at + 1));
    return OR.contains(key(at)) || key(at).equals("any") || (AND.contains(key(at)) && bare);
  }

  /// Whether a word ends a negation: a colour or a number does not, because its noun follows.
  private static boolean isHead(Tag tag) {
    return !tag.is("colour") && !tag.is("count") && !tag.is("speed");
  }

  private String key(int at) {
    return tags.get(at).word().key();
  }
}
