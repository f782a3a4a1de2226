package io.kinora.wan.run;

/// Resampling, bit-exact with Pillow: bicubic with antialiasing, in integers, rows first.
final class Bicubic {
  /// Fraction bits of a weight: as many as fit in a 32-bit sum of 8-bit pixels.
  private static final int PRECISION = 22;

  private Bicubic() {}

  /// The picture in another size; an axis that keeps its length is not resampled.
  static Picture resize(Picture picture, int width, int height) {
    int w = picture.width(), h = picture.height();
    byte[] rows = width == w ? picture.rgb() : along(picture.rgb(), w, h, width, true);
    return new Picture(height == h ? rows : along(rows, width, h, height, false), width, height);
  }

  /// Resamples one axis to `count` pixels.
  private static byte[] along(byte[] rgb, int width, int height, int count, boolean horizontal) {
    int n = horizontal ? width : height, lines = horizontal ? height : width;
    int step = horizontal ? 3 : 3 * width, lineStep = horizontal ? 3 * width : 3;
    int outStep = step, outLineStep = horizontal ? 3 * count : 3;
    byte[] out = new byte[3 * count * lines];
    for (int i = 0; i < count; i++) {
      Taps taps = Taps.of(i, n, count);
      for (int line = 0; line < lines; line++) {
        for (int c = 0; c < 3; c++) {
          int sum = 1 << (PRECISION - 1);
          for (int t = 0; t < taps.weights.length; t++) {
            sum += (rgb[line * lineStep + (taps.first + t) * step + c] & 0xff) * taps.weights[t];
          }
          out[line * outLineStep + i * outStep + c] = (byte) Math.clamp(sum >> PRECISION, 0, 255);
        }
      }
    }
    return out;
  }

  /// The source pixels of one resampled pixel, and their weights, which sum to 1.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Taps(int first, int[] weights) {
    static Taps of(int i, int n, int count) {
      double scale = (double) n / count, stretch = Math.max(scale, 1), support = 2 * stretch;
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(n, (int) (centre + support + 0.5));
      double[] weights = new double[end - first];
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        weights[j] = cubic((j + first - centre + 0.5) / stretch);
        sum += weights[j];
      }
      int[] fixed = new int[weights.length];
      for (int j = 0; j < fixed.length; j++) {
        double exact = weights[j] / sum * (1 << PRECISION);
        fixed[j] = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
      }
      return new Taps(first, fixed);
    }

    /// Cubic convolution with a = -1/2 (Keys 1981, doi:10.1109/TASSP.1981.1163711, eq. 15).
    private static double cubic(double x) {
      double a = -0.5, d = Math.abs(x);
      if (d < 1) {
        return ((a + 2) * d - (a + 3)) * d * d + 1;
      }
      return d < 2 ? a * (((d - 5) * d + 8) * d - 4) : 0;
    }
  }
}
