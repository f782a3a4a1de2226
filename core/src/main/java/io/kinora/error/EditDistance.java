package io.kinora.error;

import java.util.Arrays;

/// The edit distance between two spellings.
public final class EditDistance {
  /// No name is longer; the rest of a longer text is ignored.
  private static final int LONGEST = 100;

  private EditDistance() {}

  /// The number of edits from `a` to `b`: insertions, deletions and substitutions of a letter, and
  /// swaps of two neighbours (optimal string alignment; Damerau 1964).
  public static int between(String a, String b) {
    int[] before = new int[b.length() + 1]; // two rows above
    int[] above = new int[b.length() + 1];
    Arrays.setAll(above, j -> j);
    for (int i = 1; i <= Math.min(a.length(), LONGEST); i++) {
      int[] row = new int[b.length() + 1];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substitution = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        row[j] = Math.min(above[j - 1] + substitution, 1 + Math.min(above[j], row[j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      before = above;
      above = row;
    }
    return above[b.length()];
  }
}
