package io.kinora.training.style;

import io.kinora.style.StyleTextures;
import io.kinora.style.StyleTextures.Texture;
import java.util.function.DoubleUnaryOperator;

/// A picture in red, green and blue from 0 to 1, with the image operations of the painters.
record Canvas(Plane red, Plane green, Plane blue) {
  /// The variance from which on [#flattened] prefers one square to another.
  private static final double EVEN = 1e-4;

  int width() {
    return red.width();
  }

  int height() {
    return red.height();
  }

  int size() {
    return red.v().length;
  }

  Plane channel(int c) {
    return c == 0 ? red : c == 1 ? green : blue;
  }

  float at(int c, int i) {
    return channel(c).v()[i];
  }

  /// A function of channel and pixel index.
  interface Formula {
    double at(int channel, int index);
  }

  Canvas map(Formula formula) {
    return new Canvas(
        red.map(i -> formula.at(0, i)),
        green.map(i -> formula.at(1, i)),
        blue.map(i -> formula.at(2, i)));
  }

  Canvas clipped() {
    return map((c, i) -> Math.clamp(at(c, i), 0, 1));
  }

  Canvas blur(double deviation) {
    return new Canvas(red.blur(deviation), green.blur(deviation), blue.blur(deviation));
  }

  /// Luma (BT.601), from 0 to 1.
  Plane luma() {
    return red.map(i -> .299 * red.v()[i] + .587 * green.v()[i] + .114 * blue.v()[i]);
  }

  /// Changes the saturation: a factor above 1 moves colours away from grey.
  Canvas saturated(double factor) {
    Plane luma = luma();
    return map((c, i) -> luma.v()[i] + factor * (at(c, i) - luma.v()[i]));
  }

  Canvas curve(DoubleUnaryOperator curve) {
    return map((c, i) -> curve.applyAsDouble(at(c, i)));
  }

  /// The part of a paper texture under this canvas.
  Plane paper(Texture texture, int left, int top) {
    return new Plane(
        width(), height(), StyleTextures.texture(texture, left, top, width(), height()));
  }

  /// Smooths areas and keeps edges: the mean of the four squares that meet in a pixel, weighted by
  /// their evenness (Kuwahara et al. 1976; weights after Papari et al. 2007, "Artistic edge and
  /// corner enhancing smoothing", eq. 10).
  Canvas flattened(int radius) {
    Plane luma = luma();
    double[] sums = sums(luma.v()), squares = sums(luma.map(i -> luma.v()[i] * luma.v()[i]).v());
    double[][] colours = {sums(red.v()), sums(green.v()), sums(blue.v())};
    float[][] result = new float[3][size()];
    int w = width(), h = height();
    for (int i = 0; i < size(); i++) {
      int x = i % w, y = i / w;
      double all = 0;
      double[] mean = new double[3];
      for (int q = 0; q < 4; q++) {
        int left = Math.max(0, q % 2 == 0 ? x - radius : x);
        int top = Math.max(0, q / 2 == 0 ? y - radius : y);
        int right = Math.min(w, (q % 2 == 0 ? x : x + radius) + 1);
        int bottom = Math.min(h, (q / 2 == 0 ? y : y + radius) + 1);
        double count = (double) (right - left) * (bottom - top);
        double m = area(sums, left, top, right, bottom) / count;
        double variance = area(squares, left, top, right, bottom) / count - m * m;
        double weight = 1 / cube(EVEN + Math.max(0, variance));
        all += weight;
        for (int c = 0; c < 3; c++) {
          mean[c] += weight * area(colours[c], left, top, right, bottom) / count;
        }
      }
      for (int c = 0; c < 3; c++) {
        result[c][i] = (float) (mean[c] / all);
      }
    }
    return new Canvas(
        new Plane(w, h, result[0]), new Plane(w, h, result[1]), new Plane(w, h, result[2]));
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private double[] sums(float[] v) {
    int w = width() + 1;
    double[] sums = new double[w * (height() + 1)];
    for (int y = 0; y < height(); y++) {
      double row = 0;
      for (int x = 0; x < width(); x++) {
        row += v[y * width() + x];
        sums[(y + 1) * w + x + 1] = sums[y * w + x + 1] + row;
      }
    }
    return sums;
  }

  private double area(double[] sums, int left, int top, int right, int bottom) {
    int w = width() + 1;
    return sums[bottom * w + right]
        - sums[top * w + right]
        - sums[bottom * w + left]
        + sums[top * w + left];
  }

  /// The orientation of the gradient in doubled-angle form, with a length proportional to its
  /// strength (from the structure tensor, Brox et al. 2006).
  Plane[] structure(double deviation) {
    Plane luma = luma().blur(1);
    Plane x = luma.slopeX(), y = luma.slopeY();
    Plane xx = x.map(i -> x.v()[i] * x.v()[i] - y.v()[i] * y.v()[i]);
    Plane xy = x.map(i -> 2 * x.v()[i] * y.v()[i]);
    return new Plane[] {xx.blur(deviation), xy.blur(deviation)};
  }

  /// Ink lines at transitions from dark to light: the difference of two Gaussians with a soft
  /// threshold (Winnemöller et al. 2012, "XDoG", eq. 5 to 7).
  ///
  /// @return 1 where there is ink
  static Plane ink(Plane luma, double deviation, double threshold, double sharpness) {
    Plane narrow = luma.blur(deviation), wide = luma.blur(1.6 * deviation);
    return luma.map(
        i -> {
          double d = wide.v()[i] - narrow.v()[i] - threshold;
          return d <= 0 ? 0 : Math.tanh(sharpness * d);
        });
  }
}
