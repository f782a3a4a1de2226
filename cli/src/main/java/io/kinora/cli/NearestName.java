package io.kinora.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/// Guesses which name was meant by a mistyped one.
final class NearestName {
  private NearestName() {}

  /// The name that takes the fewest edits to `typed`, if that is at most a third of its length.
  static Optional<String> of(String typed, Collection<String> names) {
    String word = typed.replaceFirst("=.*", "");
    return names.stream()
        .filter(name -> edits(word, name) <= Math.max(1, word.length() / 3))
        .min(
            Comparator.<String>comparingInt(name -> edits(word, name)).thenComparing(name -> name));
  }

  /// The edit distance of Levenshtein: insertions, deletions and substitutions from `a` to `b`.
  private static int edits(String a, String b) {
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + substitution, 1 + Math.min(above[j], row[j - 1]));
      }
      above = row;
    }
    return above[b.length()];
  }
}
