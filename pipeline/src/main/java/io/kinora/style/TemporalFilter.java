package io.kinora.style;

import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Stabilises a painting over time: the previous painting is blended into the current one (Lai et
/// al. 2018, arXiv:1808.00449, use a network for this). The previous paint is taken either along
/// the motion, or from the same position, for texture that is static on the frame; the one closer
/// in colour is used, so that texture does not move along and edges leave no ghosts. The choice is
/// made for the neighbourhood of a pixel, because otherwise neighbours would be mixed from both. A
/// place keeps its choice unless the other one is clearly closer, because each change of the choice
/// changes the paint.
final class TemporalFilter {
  /// The weight of the previous painting where the frame has not changed, and elsewhere.
  private static final double KEPT = .95, KEPT_UNSURE = .95;

  /// The tolerated colour difference from the previous painting where the frame has not changed.
  private static final double SURE = .8;

  /// How many times as far from the current paint the present choice may be as the other one.
  private static final float KEPT_CHOICE = 1.5f;

  /// Even a similar colour is not kept where the frame has changed; this exponent of the confidence
  /// makes that the case only for large changes.
  private static final double CHANGED = .15;

  /// If paint at the same position differs by less, summed over three colours, the motion is not
  /// tried.
  private static final float ALIKE = 2 / 255f;

  /// The number of subpixel steps with precomputed interpolation weights.
  private static final int STEPS = 64;

  private static final float[][] TAPS = taps();
  private static final float[] UNCHANGED = unchanged();
  private static final float[] SURELY = shares(KEPT, SURE);

  private final float[] unsurely;
  private final @Nullable SquareFilter squares;
  private float[] last = {};
  private boolean[] moving = {}; // the choice for each pixel: whether its paint has moved

  /// @param square whether the painting consists of squares of one colour
  /// @param tolerated the colour difference from the previous painting that is tolerated where the
  ///     frame has changed, from 0 to 1
  TemporalFilter(boolean square, double tolerated) {
    squares = square ? new SquareFilter() : null;
    unsurely = shares(KEPT_UNSURE, tolerated);
  }

  /// The last painting; empty at the start of a shot.
  float[] last() {
    return last;
  }

  /// Stabilises the next painting in place; the result is kept, so it must not be changed.
  ///
  /// @param painted three planes of values, which are clipped to 0 … 1
  /// @param frame that was painted
  /// @param change from the previous frame; null at the start of a shot
  float[] next(
      float[] painted, float[] frame, @Nullable FlowConfidence change, int width, int height) {
    rows(
        height,
        y -> {
          for (int i = 3 * y * width; i < 3 * (y + 1) * width; i++) {
            painted[i] = Math.clamp(painted[i], 0f, 1f);
          }
        });
    if (squares != null) {
      squares.next(painted, change == null ? new float[0] : last, frame, width, height);
    } else if (change != null && last.length > 0) {
      places(painted, last, change, width, height);
    } else {
      moving = new boolean[width * height];
    }
    last = painted;
    return painted;
  }

  private static void rows(int count, IntConsumer row) {
    IntStream.range(0, count).parallel().forEach(row);
  }

  private void places(
      float[] painted, float[] before, FlowConfidence change, int width, int height) {
    int area = width * height;
    float[] moved = new float[3 * area], stays = new float[area], moves = new float[area];
    boolean[] chosen = moving, came = new boolean[area];
    rows(
        height,
        y -> {
          float[] there = new float[3];
          for (int x = 0; x < width; x++) {
            int at = y * width + x;
            stays[at] = apart(painted, at, before[at], before[at + area], before[at + 2 * area]);
            float toX = 2 * change.between(change.vectors(), 2, 0, x, y);
            float toY = 2 * change.between(change.vectors(), 2, 1, x, y);
            if (stays[at] > ALIKE && (toX != 0 || toY != 0)) {
              sample(before, area, width, height, x + toX, y + toY, there);
              int row = Math.clamp(Math.round(y + toY), 0, height - 1);
              came[at] = chosen[row * width + Math.clamp(Math.round(x + toX), 0, width - 1)];
            } else {
              came[at] = chosen[at];
              for (int c = 0; c < 3; c++) {
                there[c] = before[at + c * area];
              }
            }
            moves[at] = apart(painted, at, there[0], there[1], there[2]);
            for (int c = 0; c < 3; c++) {
              moved[at + c * area] = there[c];
            }
          }
        });
    float[] still = FlowConfidence.around(stays, width, height);
    float[] along = FlowConfidence.around(moves, width, height);
    boolean[] choice = new boolean[area];
    rows(
        height,
        y -> {
          for (int x = 0; x < width; x++) {
            int at = y * width + x;
            boolean follows = along[at] < still[at] * patience(came[at], chosen[at]);
            choice[at] = follows;
            float sure = change.between(follows ? change.followed() : change.still(), 1, 0, x, y);
            float share = share(follows ? moves[at] : stays[at], sure);
            float[] was = follows ? moved : before;
            for (int i = at; i < painted.length; i += area) {
              painted[i] += share * (was[i] - painted[i]);
            }
          }
        });
    moving = choice;
  }

  /// The factor by which paint that has moved may be further away than paint that stands still.
  ///
  /// @param came whether the paint that would come here was moving
  /// @param moving whether the paint that is here was
  private static float patience(boolean came, boolean moving) {
    return came ? KEPT_CHOICE : moving ? 1 : 1 / KEPT_CHOICE;
  }

  /// The difference of a pixel from a colour, summed over the three channels.
  private static float apart(float[] rgb, int at, float red, float green, float blue) {
    int area = rgb.length / 3;
    return Math.abs(red - rgb[at])
        + Math.abs(green - rgb[at + area])
        + Math.abs(blue - rgb[at + 2 * area]);
  }

  /// @param sum of the differences of three channels
  private float share(float sum, float sure) {
    int step = Math.min(SURELY.length - 1, (int) (sum * (SURELY.length - 1) / 3));
    float unchanged = UNCHANGED[(int) (sure * (UNCHANGED.length - 1))];
    return Math.max(sure * SURELY[step], unchanged * unsurely[step]);
  }

  private static float[] unchanged() {
    float[] shares = new float[1024];
    for (int i = 0; i < shares.length; i++) {
      shares[i] = (float) Math.pow((double) i / (shares.length - 1), CHANGED);
    }
    return shares;
  }

  private static float[] shares(double most, double deviation) {
    float[] shares = new float[1024];
    for (int i = 0; i < shares.length; i++) {
      double far = (double) i / (shares.length - 1) / deviation;
      shares[i] = (float) (most * Math.exp(-far * far / 2));
    }
    return shares;
  }

  /// Samples three channels between pixels (Keys 1981, eq. 4), with repeated edges.
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
