package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// Whether a thing stands out in a whole picture, and where.
final class SalientObject {
  /// Other guesses of how large the thing is, as of [CutOut#find].
  private static final double[] GUESSES = {.1, .16, .2};

  private static final double LEAST_OVERLAP = .6, LEAST_COVERED = .75;

  /// A hole smaller than this share of the thing belongs to it.
  private static final double HOLE = .03;

  /// What touches both sides of the picture over more than this share of its height is no thing.
  private static final double CROSSING = .025;

  /// Levels of a colour that are told apart, the width of the frame along the edge over the
  /// picture's shorter side, and the share of the frame's pixels below which a colour is rare.
  private static final int BINS = 12;

  private static final double EDGE = .1, RARE = .004, LEAST_STRANGE = .004;

  private SalientObject() {}

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
      found = ofItsOwnColours(picture);
    }
    if (found == null || crosses(found)) {
      return new float[0];
    }
    closeHoles(found);
    return enlarged(found, picture);
  }

  /// Whether it goes from one side of the picture to the other, as hills and clouds do.
  private static boolean crosses(CutOut.Small found) {
    int left = 0, right = 0;
    int reach = 2 + (int) Math.ceil(CutOut.BORDER * Math.min(found.width(), found.height()));
    for (int y = 0; y < found.height(); y++) {
      boolean atLeft = false, atRight = false;
      for (int x = 0; x < reach; x++) {
        atLeft |= found.mask()[y * found.width() + x] != 0;
        atRight |= found.mask()[(y + 1) * found.width() - 1 - x] != 0;
      }
      left += atLeft ? 1 : 0;
      right += atRight ? 1 : 0;
    }
    return Math.min(left, right) > CROSSING * found.height();
  }

  /// A thing anywhere whose colours the picture's edge has not: GrabCut must find what these
  /// colours cover.
  private static CutOut.@Nullable Small ofItsOwnColours(Frame picture) {
    var own = new boolean[1][];
    CutOut.Small found =
        CutOut.find(
            picture,
            (bgr, width, height) -> {
              own[0] = strange(bgr, width, height);
              return own[0];
            });
    if (found == null || own[0] == null) {
      return null;
    }
    byte[] guessed = new byte[own[0].length];
    int strange = 0;
    for (int i = 0; i < guessed.length; i++) {
      guessed[i] = (byte) (own[0][i] ? 255 : 0);
      strange += own[0][i] ? 1 : 0;
    }
    boolean some = strange > LEAST_STRANGE * guessed.length;
    return some && strange < .5 * guessed.length && alike(found.mask(), guessed, LEAST_COVERED)
        ? found
        : null;
  }

  /// Where colours are that a frame along the picture's edge hardly has, without specks.
  private static boolean[] strange(byte[] bgr, int width, int height) {
    int[] counts = new int[BINS * BINS * BINS];
    int all = 0;
    double band = EDGE * Math.min(width, height);
    for (int i = 0; i < width * height; i++) {
      int x = i % width;
      int y = i / width;
      if (Math.min(Math.min(x, width - 1 - x), Math.min(y, height - 1 - y)) < band) {
        counts[bin(bgr, i, 0, 0, 0)]++;
        all++;
      }
    }
    boolean[] rare = new boolean[width * height];
    for (int i = 0; i < rare.length; i++) {
      int near = 0;
      for (int k = 0; k < 27; k++) {
        near += counts[bin(bgr, i, k % 3 - 1, k / 3 % 3 - 1, k / 9 - 1)];
      }
      rare[i] = near < RARE * all;
    }
    boolean[] out = new boolean[rare.length];
    for (int i = 0; i < rare.length; i++) {
      int x = i % width;
      int y = i / width;
      int on = 0;
      for (int v = Math.max(0, y - 2); v <= Math.min(height - 1, y + 2); v++) {
        for (int u = Math.max(0, x - 2); u <= Math.min(width - 1, x + 2); u++) {
          on += rare[v * width + u] ? 1 : 0;
        }
      }
      out[i] = on > 12;
    }
    return out;
  }

  private static int bin(byte[] bgr, int i, int blue, int green, int red) {
    int b = Math.clamp((bgr[3 * i] & 255) * BINS / 256 + blue, 0, BINS - 1);
    int g = Math.clamp((bgr[3 * i + 1] & 255) * BINS / 256 + green, 0, BINS - 1);
    int r = Math.clamp((bgr[3 * i + 2] & 255) * BINS / 256 + red, 0, BINS - 1);
    return (b * BINS + g) * BINS + r;
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
    byte[] levels = new byte[picture.argb().length];
    try (var _ = new PointerScope()) {
      Mat small = new Mat(found.height(), found.width(), CV_8UC1);
      ((ByteBuffer) small.createBuffer()).put(found.mask());
      Mat large = new Mat();
      resize(small, large, new Size(picture.width(), picture.height()));
      ((ByteBuffer) large.createBuffer()).get(levels);
    }
    float[] mask = new float[levels.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = (levels[i] & 255) / 255f;
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
                  return other != null && alike(found.mask(), other.mask(), LEAST_OVERLAP);
                });
  }

  /// Whether the intersection over the union of two masks is large enough.
  private static boolean alike(byte[] one, byte[] other, double least) {
    int both = 0, either = 0;
    for (int i = 0; i < one.length; i++) {
      both += one[i] != 0 && other[i] != 0 ? 1 : 0;
      either += one[i] != 0 || other[i] != 0 ? 1 : 0;
    }
    return both >= least * either;
  }
}
