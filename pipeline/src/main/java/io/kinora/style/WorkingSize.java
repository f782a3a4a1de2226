package io.kinora.style;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Scales frames to the working size of styles, about that of 768×432, and back: a style looks the
/// same at every frame size, and work and memory are bounded.
final class WorkingSize {
  /// The approximate number of painted pixels; there may be up to 2.1 times as many.
  private static final double PIXELS = 768 * 432;

  /// The fraction of a scale factor from which on it is rounded up.
  private static final double UP = .55;

  final int factor;

  /// The working size, multiples of [StyleNet#GRID].
  final int width, height;

  private final FrameSize size;

  WorkingSize(FrameSize size) {
    this.size = size;
    double ideal = Math.sqrt((double) size.width() * size.height() / PIXELS);
    factor = Math.max(1, (int) Math.floor(ideal + 1 - UP));
    width = sides(size.width());
    height = sides(size.height());
  }

  private int sides(int pixels) {
    int grid = StyleNet.GRID * factor;
    return (pixels + grid - 1) / grid * StyleNet.GRID;
  }

  /// The frame at the working size, by means of squares; its right and lower edges are repeated.
  float[] put(Frame frame) {
    float[] planes = new float[3 * width * height];
    int[] argb = frame.argb();
    float share = 1f / (255 * factor * factor);
    int area = width * height;
    rows(
        height,
        y -> {
          for (int x = 0; x < width; x++) {
            int red = 0, green = 0, blue = 0;
            for (int v = 0; v < factor; v++) {
              int row = Math.min(y * factor + v, size.height() - 1) * size.width();
              for (int u = 0; u < factor; u++) {
                int pixel = argb[row + Math.min(x * factor + u, size.width() - 1)];
                red += pixel >> 16 & 255;
                green += pixel >> 8 & 255;
                blue += pixel & 255;
              }
            }
            int at = y * width + x;
            planes[at] = red * share;
            planes[area + at] = green * share;
            planes[2 * area + at] = blue * share;
          }
        });
    return planes;
  }

  /// Runs rows in parallel on all cores, because they are independent.
  private static void rows(int count, IntConsumer row) {
    IntStream.range(0, count).parallel().forEach(row);
  }

  /// Blends the painting over the frame.
  ///
  /// @param painted in the format of [#put]
  /// @param square whether pixels are enlarged as squares
  /// @param strength from 0 to 1
  /// @param mask for each pixel of the frame from 0 to 255; empty means everywhere
  void take(float[] painted, boolean square, double strength, byte[] mask, Frame frame) {
    float[][] taps = taps(square);
    int[] first = new int[size.width()];
    for (int x = 0; x < first.length; x++) {
      first[x] = first(x, square);
    }
    int[] argb = frame.argb();
    rows(
        size.height(),
        y -> {
          float[] row = new float[3 * width];
          down(painted, y, square, taps[y % factor], row);
          for (int x = 0; x < size.width(); x++) {
            int at = y * size.width() + x;
            double share = mask.length == 0 ? strength : strength * (mask[at] & 255) / 255;
            if (share > 0) {
              argb[at] = mixed(argb[at], row, first[x], taps[x % factor], share);
            }
          }
        });
  }

  /// The first of the four source rows or columns of a pixel.
  private int first(int pixel, boolean square) {
    return square || factor == 1
        ? pixel / factor - 1
        : (int) Math.floor((pixel + .5) / factor - .5) - 1;
  }

  /// Weights of the four neighbours of a position at `t` after the second of them (Keys 1981, eq.
  /// 4).
  static float[] cubic(double t) {
    return new float[] {
      (float) (((-.5 * t + 1) * t - .5) * t),
      (float) ((1.5 * t - 2.5) * t * t + 1),
      (float) (((-1.5 * t + 2) * t + .5) * t),
      (float) ((.5 * t - .5) * t * t)
    };
  }

  /// Weights of four neighbours for each pixel of a square.
  private float[][] taps(boolean square) {
    float[][] taps = new float[factor][];
    for (int i = 0; i < factor; i++) {
      double t = (i + .5) / factor - .5;
      boolean whole = square || factor == 1;
      taps[i] = whole ? new float[] {0, 1, 0, 0} : cubic(t - Math.floor(t));
    }
    return taps;
  }

  /// One row of the frame, still with the number of columns of the painting.
  private void down(float[] painted, int y, boolean square, float[] taps, float[] row) {
    int top = first(y, square);
    if (factor == 1) {
      for (int c = 0; c < 3; c++) {
        System.arraycopy(painted, (c * height + y) * width, row, c * width, width);
      }
      return;
    }
    for (int c = 0; c < 3; c++) {
      int plane = c * width * height;
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int k = 0; k < 4; k++) {
          if (taps[k] != 0) {
            sum += taps[k] * painted[plane + Math.clamp(top + k, 0, height - 1) * width + x];
          }
        }
        row[c * width + x] = sum;
      }
    }
  }

  private int mixed(int pixel, float[] row, int left, float[] taps, double share) {
    if (factor == 1 && share == 1) {
      return (pixel & 0xff000000)
          | level(row[left + 1]) << 16
          | level(row[width + left + 1]) << 8
          | level(row[2 * width + left + 1]);
    }
    int rgb = 0;
    for (int c = 0; c < 3; c++) {
      float sum = factor == 1 ? row[c * width + left + 1] : 0;
      for (int k = 0; k < 4 && factor > 1; k++) {
        if (taps[k] != 0) {
          sum += taps[k] * row[c * width + Math.clamp(left + k, 0, width - 1)];
        }
      }
      int was = pixel >> (16 - 8 * c) & 255;
      double now = was + share * (255 * Math.clamp(sum, 0f, 1f) - was);
      rgb = rgb << 8 | (int) (now + .5);
    }
    return (pixel & 0xff000000) | rgb;
  }

  private static int level(float value) {
    return (int) (255 * (double) Math.clamp(value, 0f, 1f) + .5);
  }
}
