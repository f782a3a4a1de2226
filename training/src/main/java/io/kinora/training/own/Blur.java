package io.kinora.training.own;

/// Blurs colour planes of pictures.
final class Blur {
  private Blur() {}

  /// The red, green and blue planes, from 0 to 255.
  static float[][] planes(int[] rgb) {
    float[][] planes = new float[3][rgb.length];
    for (int i = 0; i < rgb.length; i++) {
      for (int c = 0; c < 3; c++) {
        planes[c][i] = rgb[i] >> (16 - 8 * c) & 255;
      }
    }
    return planes;
  }

  /// Approximates a Gaussian by three box filters, in place, with repeated edges.
  static void gaussian(float[] plane, int width, int height, double deviation) {
    // the boxes' variances, (n² - 1) / 12 each, add up to the square of the deviation
    int radius = (int) Math.round((Math.sqrt(4 * deviation * deviation + 1) - 1) / 2);
    if (radius == 0) {
      return;
    }
    for (int i = 0; i < 3; i++) {
      for (int y = 0; y < height; y++) {
        box(plane, y * width, 1, width, radius);
      }
      for (int x = 0; x < width; x++) {
        box(plane, x, width, height, radius);
      }
    }
  }

  private static void box(float[] plane, int at, int stride, int n, int radius) {
    float[] line = new float[n];
    for (int i = 0; i < n; i++) {
      line[i] = plane[at + i * stride];
    }
    double sum = 0;
    for (int i = -radius; i <= radius; i++) {
      sum += line[Math.clamp(i, 0, n - 1)];
    }
    for (int i = 0; i < n; i++) {
      plane[at + i * stride] = (float) (sum / (2 * radius + 1));
      sum += line[Math.min(n - 1, i + radius + 1)] - line[Math.max(0, i - radius)];
    }
  }
}
