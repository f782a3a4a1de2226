package io.kinora.training.style;

/// One channel of a picture: `height` rows of `width` numbers, mostly from 0 to 1. Edges repeat.
@SuppressWarnings("ArrayRecordComponent") // never compared
record Plane(int width, int height, float[] v) {
  /// A function of the pixel index.
  interface Formula {
    double at(int index);
  }

  /// The row of a pixel index.
  int row(int index) {
    return index / width;
  }

  Plane map(Formula formula) {
    float[] result = new float[v.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) formula.at(i);
    }
    return new Plane(width, height, result);
  }

  /// Approximates a Gaussian by three box filters.
  Plane blur(double deviation) {
    if (deviation < .4) {
      return this;
    }
    double ideal = Math.sqrt(4 * deviation * deviation + 1); // width of one of three boxes
    Plane blurred = this;
    for (int i = 0; i < 3; i++) {
      blurred = blurred.box((ideal - 1) / 2);
    }
    return blurred;
  }

  /// The mean of a square; a fractional radius weights the outermost pixels less.
  private Plane box(double radius) {
    return new Plane(width, height, columns(rows(v, radius), radius));
  }

  private float[] rows(float[] from, double radius) {
    float[] to = new float[from.length];
    float[] line = new float[width];
    for (int y = 0; y < height; y++) {
      System.arraycopy(from, y * width, line, 0, width);
      slide(line, width, radius, to, y * width, 1);
    }
    return to;
  }

  private float[] columns(float[] from, double radius) {
    float[] to = new float[from.length];
    float[] line = new float[height];
    for (int x = 0; x < width; x++) {
      for (int y = 0; y < height; y++) {
        line[y] = from[y * width + x];
      }
      slide(line, height, radius, to, x, width);
    }
    return to;
  }

  private static void slide(float[] line, int n, double radius, float[] to, int at, int stride) {
    int whole = (int) radius;
    double rest = radius - whole;
    double sum = 0;
    for (int i = -whole; i <= whole; i++) {
      sum += line[Math.clamp(i, 0, n - 1)];
    }
    double share = 1 / (2 * radius + 1);
    for (int i = 0; i < n; i++) {
      double outer = line[Math.max(0, i - whole - 1)] + line[Math.min(n - 1, i + whole + 1)];
      to[at + i * stride] = (float) ((sum + rest * outer) * share);
      sum += line[Math.min(n - 1, i + whole + 1)] - line[Math.max(0, i - whole)];
    }
  }

  /// Half the difference of the neighbours to the right and to the left.
  Plane slopeX() {
    return map(
        i -> {
          int x = i % width, row = i - x;
          return (v[row + Math.min(width - 1, x + 1)] - v[row + Math.max(0, x - 1)]) / 2;
        });
  }

  /// Half the difference of the neighbours below and above.
  Plane slopeY() {
    return map(
        i -> {
          int y = i / width, x = i - y * width;
          int below = Math.min(height - 1, y + 1) * width + x;
          return (v[below] - v[Math.max(0, y - 1) * width + x]) / 2;
        });
  }

  /// The interpolated value between pixels.
  float between(double x, double y) {
    double u = Math.clamp(x, 0, width - 1.001), w = Math.clamp(y, 0, height - 1.001);
    int left = (int) u, top = (int) w;
    float across = (float) (u - left), down = (float) (w - top);
    int at = top * width + left;
    int right = width > 1 ? 1 : 0, below = height > 1 ? width : 0;
    float upper = v[at] + across * (v[at + right] - v[at]);
    float lower = v[at + below] + across * (v[at + below + right] - v[at + below]);
    return upper + down * (lower - upper);
  }
}
