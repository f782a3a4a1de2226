package io.kinora.style;

import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Keeps paint steady from frame to frame: what was painted on a place before is mixed into what is
/// painted there now (Lai et al. 2018, arXiv:1808.00449, have a network do this). Paint was either
/// where the motion comes from, or at the same place, as texture that lies on the frame; of both
/// the nearer one in colour is taken, so that texture is not dragged along and edges leave nothing
/// behind.
final class TemporalFilter {
  /// The share of what was painted before.
  private static final float KEPT = .9f;

  /// How far paint may be from what was there: where the frame says that nothing changed, and where
  /// it does not.
  private static final double SURE = .5, UNSURE = .09;

  /// Paint that differs by less, summed over three colours, need not be looked for elsewhere.
  private static final float ALIKE = 2 / 255f;

  /// Steps between two pixels at which the weights of neighbours are known.
  private static final int STEPS = 64;

  private static final float[][] TAPS = taps();
  private static final float[] SURELY = shares(SURE), UNSURELY = shares(UNSURE);

  private final int square;
  private float[] last = {};

  /// @param square the side of squares that have one colour and must stay squares, in pixels; 1 is
  ///     single pixels
  TemporalFilter(int square) {
    this.square = square;
  }

  /// What was painted last; empty at the beginning of a shot.
  float[] last() {
    return last;
  }

  /// The next painting, made steady in place; the result is kept, so it must not be changed.
  ///
  /// @param painted three planes of numbers, which are clipped to those from 0 to 1
  /// @param change from the frame before; null at the beginning of a shot
  float[] next(float[] painted, @Nullable FlowConfidence change, int width, int height) {
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int i = 3 * y * width; i < 3 * (y + 1) * width; i++) {
                painted[i] = Math.clamp(painted[i], 0f, 1f);
              }
            });
    if (change != null && last.length > 0) {
      float[] before = last;
      IntStream.range(0, height / square)
          .parallel()
          .forEach(
              y -> {
                if (square > 1) {
                  squares(painted, before, change, y, width, height);
                } else {
                  row(painted, before, change, y, width, height);
                }
              });
    }
    last = painted;
    return painted;
  }

  /// A row of squares, which do not move: each as a whole is like what it was before, or is not.
  private void squares(
      float[] painted, float[] before, FlowConfidence change, int row, int width, int height) {
    int area = width * height;
    for (int left = 0; left < width; left += square) {
      float apart = 0, still = 0;
      for (int i = 0; i < square * square; i++) {
        int x = left + i % square, y = row * square + i / square;
        for (int c = 0; c < 3; c++) {
          int at = c * area + y * width + x;
          apart += Math.abs(before[at] - painted[at]);
        }
        still += change.still()[y / 2 * change.width() + x / 2];
      }
      int count = square * square;
      float sure = still / count;
      float share = KEPT * share(apart / count, sure * sure);
      for (int i = 0; i < 3 * count; i++) {
        int y = row * square + i / square % square;
        int at = i / count * area + y * width + left + i % square;
        painted[at] += share * (before[at] - painted[at]);
      }
    }
  }

  private static void row(
      float[] painted, float[] before, FlowConfidence change, int y, int width, int height) {
    int area = width * height, half = change.width();
    // each pixel lies a quarter of a map's pixel beside the middle of one
    int near = y / 2, far = Math.clamp(near + (y % 2 == 0 ? -1 : 1), 0, change.height() - 1);
    float[] dx = new float[half], dy = new float[half];
    float[] followed = new float[half], still = new float[half];
    for (int x = 0; x < half; x++) {
      int a = near * half + x, b = far * half + x;
      dx[x] = 2 * (.75f * change.vectors()[2 * a] + .25f * change.vectors()[2 * b]);
      dy[x] = 2 * (.75f * change.vectors()[2 * a + 1] + .25f * change.vectors()[2 * b + 1]);
      followed[x] = .75f * change.followed()[a] + .25f * change.followed()[b];
      still[x] = .75f * change.still()[a] + .25f * change.still()[b];
    }
    float[] there = new float[3];
    for (int x = 0; x < width; x++) {
      int at = y * width + x;
      int p = x / 2, q = Math.clamp(p + (x % 2 == 0 ? -1 : 1), 0, half - 1);
      float toX = .75f * dx[p] + .25f * dx[q], toY = .75f * dy[p] + .25f * dy[q];
      float stays =
          Math.abs(before[at] - painted[at])
              + Math.abs(before[at + area] - painted[at + area])
              + Math.abs(before[at + 2 * area] - painted[at + 2 * area]);
      float share = KEPT * share(stays, .75f * still[p] + .25f * still[q]);
      boolean moves = false;
      if (stays > ALIKE && (toX != 0 || toY != 0)) {
        sample(before, area, width, height, x + toX, y + toY, there);
        float moved =
            Math.abs(there[0] - painted[at])
                + Math.abs(there[1] - painted[at + area])
                + Math.abs(there[2] - painted[at + 2 * area]);
        if (moved < stays) {
          moves = true;
          share = KEPT * share(moved, .75f * followed[p] + .25f * followed[q]);
        }
      }
      for (int c = 0; c < 3; c++) {
        float now = painted[at + c * area];
        float was = moves ? there[c] : before[at + c * area];
        painted[at + c * area] = now + share * (was - now);
      }
    }
  }

  /// @param sum of the differences of three colours
  private static float share(float sum, float sure) {
    int step = Math.min(SURELY.length - 1, (int) (sum * (SURELY.length - 1) / 3));
    return Math.max(sure * SURELY[step], UNSURELY[step]);
  }

  private static float[] shares(double deviation) {
    float[] shares = new float[1024];
    for (int i = 0; i < shares.length; i++) {
      double far = (double) i / (shares.length - 1) / deviation;
      shares[i] = (float) Math.exp(-far * far / 2);
    }
    return shares;
  }

  /// Three colours between pixels (Keys 1981, eq. 4); edges repeat.
  private static void sample(
      float[] rgb, int area, int width, int height, float x, float y, float[] into) {
    int column = (int) Math.floor(x), row = (int) Math.floor(y);
    float[] across = TAPS[(int) ((x - column) * STEPS)], down = TAPS[(int) ((y - row) * STEPS)];
    int a = Math.clamp(column - 1, 0, width - 1), b = Math.clamp(column, 0, width - 1);
    int c = Math.clamp(column + 1, 0, width - 1), d = Math.clamp(column + 2, 0, width - 1);
    float red = 0, green = 0, blue = 0;
    for (int k = 0; k < 4; k++) {
      int line = Math.clamp(row - 1 + k, 0, height - 1) * width;
      float share = down[k];
      red += share * four(rgb, line, a, b, c, d, across);
      green += share * four(rgb, line + area, a, b, c, d, across);
      blue += share * four(rgb, line + 2 * area, a, b, c, d, across);
    }
    into[0] = red;
    into[1] = green;
    into[2] = blue;
  }

  private static float four(float[] rgb, int line, int a, int b, int c, int d, float[] taps) {
    return taps[0] * rgb[line + a]
        + taps[1] * rgb[line + b]
        + taps[2] * rgb[line + c]
        + taps[3] * rgb[line + d];
  }

  private static float[][] taps() {
    float[][] taps = new float[STEPS + 1][];
    for (int i = 0; i <= STEPS; i++) {
      taps[i] = WorkingSize.cubic((double) i / STEPS);
    }
    return taps;
  }
}
