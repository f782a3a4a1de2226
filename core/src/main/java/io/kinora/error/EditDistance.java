package io.kinora.error;

import java.util.Arrays;

/// How far apart two spellings are.
public final class EditDistance {
  /// No name is longer; what follows in a longer text is not looked at.
  private static final int LONGEST = 100;

  private EditDistance() {}

  /// How many slips lead from `a` to `b`: a letter too many, one too few, another one, or two
  /// neighbours swapped (optimal string alignment; Damerau 1964).
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
