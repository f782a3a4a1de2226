package io.kinora.generate.house;

import io.kinora.scene.Frame;
import java.util.List;
import java.util.stream.IntStream;

/// Lays the layers of a shot over one another, far to near, as the camera sees them at a time.
final class Compositor {
  private static final int STRIPES = 8;

  private final List<Layer> layers;
  private final Sky sky;
  private final View view;

  Compositor(List<Layer> layers, Sky sky, View view) {
    this.layers = List.copyOf(layers);
    this.sky = sky;
    this.view = view;
  }

  /// The air behind everything, which is smooth: straight RGB from 0 to 255, row by row, for x in
  /// [-3, 3] (periodic) and y in [-1, 1] (its border goes on above and below).
  static final class Sky {
    private final int width;
    private final int height;
    private final float[] rgb;

    Sky(int width, int height, float[] rgb) {
      this.width = width;
      this.height = height;
      this.rgb = rgb.clone();
    }

    /// The colour at a point, with less than one level of ordered noise against banding.
    int at(double x, double y, int column, int row) {
      double u = (x / Layer.PERIOD + .5) * width - .5;
      double v = (y + 1) / 2 * height - .5;
      int left = (int) Math.floor(u);
      int top = (int) Math.floor(v);
      float fx = (float) (u - left);
      float fy = (float) (v - top);
      int x0 = Math.floorMod(left, width) * 3;
      int x1 = Math.floorMod(left + 1, width) * 3;
      int y0 = Math.clamp(top, 0, height - 1) * width * 3;
      int y1 = Math.clamp(top + 1, 0, height - 1) * width * 3;
      float dither = DITHER[row & 7][column & 7];
      int argb = 0xff;
      for (int c = 0; c < 3; c++) {
        float a = rgb[y0 + x0 + c] + (rgb[y0 + x1 + c] - rgb[y0 + x0 + c]) * fx;
        float b = rgb[y1 + x0 + c] + (rgb[y1 + x1 + c] - rgb[y1 + x0 + c]) * fx;
        argb = argb << 8 | Math.clamp((int) (a + (b - a) * fy + dither), 0, 255);
      }
      return argb;
    }
  }

  /// Thresholds of an 8×8 Bayer matrix, in (0, 1).
  private static final float[][] DITHER = bayer();

  private static float[][] bayer() {
    float[][] thresholds = new float[8][8];
    for (int y = 0; y < 8; y++) {
      for (int x = 0; x < 8; x++) {
        int value = 0;
        for (int bit = 0; bit < 3; bit++) {
          int xor = (x ^ y) >> bit & 1;
          value = (value << 2) | (xor << 1) | (y >> bit & 1);
        }
        thresholds[y][x] = (value + .5f) / 64;
      }
    }
    return thresholds;
  }

  /// Paints the moment `seconds` into `frame`.
  void render(double seconds, Frame frame) {
    List<Placed> placed =
        layers.stream().flatMap(layer -> Placed.of(layer, seconds, view, frame).stream()).toList();
    View.Similarity horizon = view.at(seconds, 0);
    IntStream.range(0, STRIPES)
        .parallel()
        .forEach(
            stripe -> {
              int from = frame.height() * stripe / STRIPES;
              int to = frame.height() * (stripe + 1) / STRIPES;
              sky(frame, horizon, from, to);
              placed.forEach(layer -> layer.draw(frame, from, to));
            });
  }

  private void sky(Frame frame, View.Similarity map, int from, int to) {
    double unit = frame.height() / 2.0;
    double square = map.cos() * map.cos() + map.sin() * map.sin();
    double cos = map.cos() / square;
    double sin = map.sin() / square;
    int[] argb = frame.argb();
    for (int row = from; row < to; row++) {
      double y = (row + .5) / unit - 1 - map.dy();
      for (int column = 0; column < frame.width(); column++) {
        double x = (column + .5 - frame.width() / 2.0) / unit - map.dx();
        argb[row * frame.width() + column] =
            sky.at(cos * x + sin * y, cos * y - sin * x, column, row);
      }
    }
  }
}
