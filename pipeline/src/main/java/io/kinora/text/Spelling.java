package io.kinora.text;

import io.kinora.error.EditDistance;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/// Corrects misspelt English words to content words of the lexicon. A word in the lexicon or the
/// encoder's vocabulary is never corrected: a "moat" is not a boat.
final class Spelling {
  private static final Pattern LETTERS = Pattern.compile("[a-z]{3,}");

  /// The minimum length of a word that may have two typing errors.
  private static final int LONG = 7;

  private final Predicate<String> isWord;
  private final Set<String> parts = new HashSet<>();
  private final List<String> targets;

  Spelling(Lexicon lexicon, Predicate<String> isWord) {
    this.isWord = isWord;
    for (String phrase : lexicon.words()) {
      parts.addAll(Arrays.asList(phrase.split(" ")));
    }
    parts.addAll(ActionPhrases.words());
    targets =
        lexicon.words().stream()
            .filter(word -> LETTERS.matcher(word).matches())
            .filter(word -> lexicon.labels(word).stream().anyMatch(label -> label.contains(":")))
            .toList();
  }

  /// The corrected word; empty if the word is correct, or near none.
  Optional<String> corrected(String typed) {
    String word = typed.toLowerCase(Locale.ROOT);
    if (!LETTERS.matcher(word).matches() || parts.contains(word) || isInflected(word)) {
      return Optional.empty();
    }
    return targets.stream()
        .filter(target -> isNear(word, target))
        .min(
            Comparator.<String>comparingInt(target -> EditDistance.between(word, target))
                .thenComparing(target -> target.charAt(0) != word.charAt(0)));
  }

  /// Whether a word, or that of which it is a form ("barks", "sneaking"), is in the vocabulary.
  private boolean isInflected(String word) {
    return isWord.test(word)
        || List.of("s", "es", "ed", "ing").stream()
            .filter(word::endsWith)
            .map(ending -> word.substring(0, word.length() - ending.length()))
            .anyMatch(stem -> stem.length() > 2 && isWord.test(stem));
  }

  /// Whether a word is near a target. Short words are near many others, so fewer kinds of errors
  /// are allowed.
  private static boolean isNear(String word, String target) {
    if (Math.abs(word.length() - target.length()) > 2) {
      return false;
    }
    int slips = EditDistance.between(word, target);
    boolean sameEnds =
        word.charAt(0) == target.charAt(0)
            && word.charAt(word.length() - 1) == target.charAt(target.length() - 1);
    if (word.length() == 3 || target.length() == 3) { // two letters swapped, no more
      return slips == 1 && sorted(word).equals(sorted(target));
    }
    if (word.length() == 4) { // no substitution
      return slips == 1
          && (word.length() != target.length() || sorted(word).equals(sorted(target)));
    }
    boolean begins =
        word.charAt(0) == target.charAt(0)
            || (word.charAt(0) == target.charAt(1) && word.charAt(1) == target.charAt(0));
    // The first letter is hardly ever mistyped: a gutter is not a butter.
    return begins && slips <= (word.length() >= LONG && sameEnds ? 2 : 1);
  }

  private static String sorted(String word) {
    char[] letters = word.toCharArray();
    Arrays.sort(letters);
    return new String(letters);
  }
}
