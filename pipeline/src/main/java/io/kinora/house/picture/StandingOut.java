package io.kinora.house.picture;

import io.kinora.clip.Frame;
import java.util.Arrays;

/// Whether a thing stands out in a whole picture, and where.
final class StandingOut {
  /// Other guesses of how large the thing is, as of [CutOut#find].
  private static final double[] GUESSES = {.1, .2};

  private static final double LEAST_OVERLAP = .6;

  private StandingOut() {}

  /// How much of each pixel belongs to the thing, from 0 to 1; empty if nothing stands out.
  static float[] mask(Frame picture) {
    if (CutOut.isTransparent(picture)) {
      float[] mask = new float[picture.argb().length];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = (picture.argb()[i] >>> 24) / 255f;
      }
      return mask;
    }
    CutOut.Small found = CutOut.find(picture);
    if (found == null || !sure(picture, found)) {
      return new float[0];
    }
    return enlarged(found, picture);
  }

  private static float[] enlarged(CutOut.Small found, Frame picture) {
    float[] mask = new float[picture.argb().length];
    double sx = (double) found.width() / picture.width();
    double sy = (double) found.height() / picture.height();
    for (int i = 0; i < mask.length; i++) {
      double u = Math.clamp((i % picture.width() + .5) * sx - .5, 0, found.width() - 1.0);
      int row = i / picture.width();
      double v = Math.clamp((row + .5) * sy - .5, 0, found.height() - 1.0);
      int x = Math.min((int) u, found.width() - 2);
      int y = Math.min((int) v, found.height() - 2);
      for (int k = 0; k < 4; k++) {
        double weight = ((k & 1) == 0 ? 1 - (u - x) : u - x) * (k < 2 ? 1 - (v - y) : v - y);
        int at = (y + (k >> 1)) * found.width() + x + (k & 1);
        mask[i] += (float) weight * (found.mask()[at] & 255) / 255;
      }
    }
    return mask;
  }

  /// Whether the same is found however large the thing is guessed to be. What comes of a part of a
  /// scene that only differs in brightness hangs on the guess.
  private static boolean sure(Frame picture, CutOut.Small found) {
    return found.even()
        || Arrays.stream(GUESSES)
            .parallel()
            .allMatch(
                guess -> {
                  CutOut.Small other = CutOut.find(picture, guess);
                  return other != null && alike(found.mask(), other.mask());
                });
  }

  /// Whether the intersection over the union of two masks is large enough.
  private static boolean alike(byte[] one, byte[] other) {
    int both = 0, either = 0;
    for (int i = 0; i < one.length; i++) {
      both += one[i] != 0 && other[i] != 0 ? 1 : 0;
      either += one[i] != 0 || other[i] != 0 ? 1 : 0;
    }
    return both >= LEAST_OVERLAP * either;
  }
}
