package io.kinora.house.picture;

import io.kinora.clip.Frame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Whether a thing stands out in a whole picture, and where.
final class StandingOut {
  /// Other guesses of how large the thing is, as of [CutOut#find].
  private static final double[] GUESSES = {.1, .2};

  private static final double LEAST_OVERLAP = .6;

  /// A hole smaller than this share of the thing belongs to it.
  private static final double HOLE = .03;

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
    closeHoles(found);
    return enlarged(found, picture);
  }

  /// Gives the thing the small holes in it: letters on a shirt are of it. What is seen between a
  /// handle and its cup is not.
  private static void closeHoles(CutOut.Small found) {
    byte[] mask = found.mask();
    int area = 0;
    for (byte on : mask) {
      area += on != 0 ? 1 : 0;
    }
    boolean[] seen = new boolean[mask.length];
    for (int start = 0; start < mask.length; start++) {
      if (mask[start] == 0 && !seen[start]) {
        List<Integer> part = part(start, found, seen);
        boolean outside =
            part.stream()
                .anyMatch(
                    i ->
                        i % found.width() == 0
                            || i % found.width() == found.width() - 1
                            || i < found.width()
                            || i >= mask.length - found.width());
        if (!outside && part.size() < HOLE * area) {
          part.forEach(i -> mask[i] = (byte) 255);
        }
      }
    }
  }

  /// The places of the ground that hang together with one.
  private static List<Integer> part(int start, CutOut.Small found, boolean[] seen) {
    var part = new ArrayList<Integer>(List.of(start));
    seen[start] = true;
    for (int k = 0; k < part.size(); k++) {
      int i = part.get(k);
      int x = i % found.width();
      int[] beside = {
        x > 0 ? i - 1 : i, x + 1 < found.width() ? i + 1 : i, i - found.width(), i + found.width()
      };
      for (int next : beside) {
        if (next >= 0 && next < seen.length && !seen[next] && found.mask()[next] == 0) {
          seen[next] = true;
          part.add(next);
        }
      }
    }
    return part;
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
