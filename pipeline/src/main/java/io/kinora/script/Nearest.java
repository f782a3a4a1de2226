package io.kinora.script;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// The word that somebody may have meant.
final class Nearest {
  private Nearest() {}

  /// The nearest of `words` that is not far.
  static Optional<String> to(String word, Collection<String> words) {
    int far = word.length() < 3 ? 0 : word.length() < 6 ? 1 : 2;
    return words.stream()
        .filter(known -> distance(word, known) <= Math.max(far, swapped(word, known) ? 2 : 0))
        .min(Comparator.comparingInt(known -> distance(word, known)));
  }

  /// `Did you mean "size"?`, or nothing.
  static String hint(String word, Collection<String> words) {
    return to(word, words).map(known -> "Did you mean \"" + known + "\"?").orElse("");
  }

  /// Whether the two have the same letters.
  private static boolean swapped(String a, String b) {
    return a.length() == b.length()
        && a.length() > 2
        && java.util.Arrays.equals(sorted(a), sorted(b));
  }

  private static int[] sorted(String text) {
    return text.toLowerCase(Locale.ROOT).chars().sorted().toArray();
  }

  /// Edits that turn one into the other, upper and lower case being equal (Levenshtein 1966).
  static int distance(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      row[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int same = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(same, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
