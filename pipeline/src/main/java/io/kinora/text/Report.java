package io.kinora.text;

import io.kinora.engine.Vocabulary;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reports the interpretation of a prompt's words, line by line.
///
/// @param prompt in normalised form
/// @param vocabulary whose names are used; null for those of the lexicon
record Report(String prompt, @Nullable Vocabulary vocabulary, Acquainted acquainted) {
  /// The number that is drawn for larger ones.
  private static final String MOST = "4";

  private static final Set<String> FOUR = Set.of("four", "4", "quartet", "四");

  /// Each understood word: `word → name`, or the word alone if it is the name.
  ///
  /// @param relations the words that relate one subject to another
  /// @param idle words without effect
  List<String> understood(List<Tag> tags, Set<Integer> relations, Set<Integer> idle) {
    var lines = new LinkedHashSet<String>();
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      String word = tag.word().text();
      if (idle.contains(i)) {
        continue;
      }
      if (relations.contains(i)) {
        lines.add(word);
      } else if (tag.is("count")) {
        boolean four = FOUR.stream().anyMatch(tag.word().key()::startsWith);
        if (tag.value().equals(MOST) && !four) {
          lines.add(word + " → " + MOST);
        }
      } else if (tag.label().contains(":")) {
        String name = name(tag);
        lines.add(tag.word().key().equals(name) ? word : word + " → " + name);
      }
    }
    return List.copyOf(lines);
  }

  /// The interpretation of each content word, by its start in the prompt.
  Map<Integer, ReadWord> words(List<Tag> tags, Set<Integer> relations, Set<Integer> idle) {
    var words = new TreeMap<Integer, ReadWord>();
    Set<String> missed = Set.copyOf(notUnderstood(tags, relations, idle));
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      String word = tag.word().text();
      boolean unused = idle.contains(i) || !tag.label().contains(":");
      if (relations.contains(i)) {
        words.put(tag.word().start(), new ReadWord(word, "relation", ""));
      } else if (unused && missed.contains(word)) {
        words.put(tag.word().start(), new ReadWord(word, "unknown", ""));
      } else if (!unused) {
        String kind = tag.label().replaceFirst(":.*", "");
        words.put(tag.word().start(), new ReadWord(word, kind, name(tag)));
      }
    }
    return words;
  }

  private String name(Tag tag) {
    String kind = tag.label().replaceFirst(":.*", "");
    String deed = tag.isAction() ? ActionPhrases.title(tag.value()) : null;
    if (deed != null) {
      return deed;
    }
    String name = vocabulary == null ? tag.value() : acquainted.name(vocabulary, kind, tag.value());
    return acquainted.title(kind + ":" + name);
  }

  /// Each negated word, with the negating word.
  ///
  /// @param negated from [Negation#negated]
  List<String> denied(List<Tag> tags, Map<Integer, Integer> negated) {
    var lines = new LinkedHashSet<String>();
    negated.forEach(
        (word, by) -> {
          int start = tags.get(by).word().start();
          int end = tags.get(word).word().end();
          lines.add(prompt.substring(start, end) + " → left out");
        });
    return List.copyOf(lines);
  }

  /// Content words and emoji that were not understood.
  ///
  /// @param idle understood words without effect; those that repeat another word are not reported
  static List<String> notUnderstood(List<Tag> tags, Set<Integer> relations, Set<Integer> idle) {
    var lines = new LinkedHashSet<String>();
    for (int i = 0; i < tags.size(); i++) {
      Tag tag = tags.get(i);
      if (idle.contains(i)) {
        if (!said(tags, i, idle)) {
          lines.add(tag.word().text());
        }
        continue;
      }
      if (relations.contains(i)) {
        continue;
      }
      Word word = tag.word();
      boolean unknown = word.candidates().isEmpty() && tag.label().equals(Tag.OTHER);
      if ((unknown && !word.isPunctuation())
          || word.isPictograph()
          || tag.label().equals(Tag.THING)) {
        lines.add(word.text());
      }
    }
    return List.copyOf(lines);
  }

  /// Whether a word repeats another one, is a default, or names the camera of another word's move.
  private static boolean said(List<Tag> tags, int at, Set<Integer> idle) {
    Tag tag = tags.get(at);
    for (int i = 0; i < tags.size(); i++) {
      Tag other = tags.get(i);
      boolean effective = i != at && !idle.contains(i);
      if (effective
          && (other.label().equals(tag.label()) || (tag.isCamera() && other.isCamera()))) {
        return true;
      }
    }
    return tag.is("count") && at + 1 < tags.size() && counts(tags, at + 1);
  }

  /// Whether a number belongs to a noun, as in "three balls", whose bare plural means the same
  /// number.
  private static boolean counts(List<Tag> tags, int from) {
    return tags.subList(from, Math.min(tags.size(), from + 4)).stream().anyMatch(Tag::isSubject);
  }
}
