package io.kinora.house.compose;

/// The sky behind everything, which is smooth and opaque: it covers x in [-3, 3], is repeated
/// beyond, and its border is extended above y = -1 and below y = 1.
public final class SkyBackdrop {
  private static final float[][] DITHER = bayer();

  private final int width;
  private final int height;
  private final float[] rgb;

  /// @param rgb straight, from 0 to 255, row by row
  public SkyBackdrop(int width, int height, float[] rgb) {
    this.width = width;
    this.height = height;
    this.rgb = rgb.clone();
  }

  /// The part of the sky that a window pane shows.
  ///
  /// @param left of the pane in a square box, as a share of its side
  /// @param top of the pane
  /// @param right of the pane
  /// @param bottom of the pane
  public Texture pane(double left, double top, double right, double bottom) {
    int side = 64;
    int[] pixels = new int[side * side];
    for (int row = (int) (top * side); row < (int) (bottom * side); row++) {
      for (int column = (int) (left * side); column < (int) (right * side); column++) {
        double x = column * 1.2 / side - .6;
        double y = row * 1.3 / side - 1;
        pixels[row * side + column] = at(x, y, DITHER[row & 7][column & 7]);
      }
    }
    return new Texture(side, side, pixels);
  }

  /// Thresholds of an 8×8 Bayer matrix, in (0, 1): ordered dither of less than one level, so that
  /// slow gradients show no banding.
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

  /// Fills the rows from `from` (inclusive) to `to` (exclusive).
  void draw(Canvas canvas, View.Similarity map, int from, int to) {
    if (map.sin() == 0) {
      drawLevel(canvas, map, from, to);
    } else {
      drawTurned(canvas, map, from, to);
    }
  }

  /// Draws without roll: every row of the frame has one height of the sky, and every column one x.
  private void drawLevel(Canvas canvas, View.Similarity map, int from, int to) {
    int[] left = new int[canvas.width()];
    int[] right = new int[canvas.width()];
    float[] share = new float[canvas.width()];
    for (int column = 0; column < canvas.width(); column++) {
      double x = (canvas.x(column) - map.dx()) / map.cos();
      double u = u(x);
      int floor = (int) Math.floor(u);
      left[column] = Math.floorMod(floor, width) * 3;
      right[column] = Math.floorMod(floor + 1, width) * 3;
      share[column] = (float) (u - floor);
    }
    float[] line = new float[width * 3];
    int[] argb = canvas.argb();
    for (int row = from; row < to; row++) {
      line((canvas.y(row) - map.dy()) / map.cos(), line);
      float[] dither = DITHER[row & 7];
      for (int column = 0; column < canvas.width(); column++) {
        int l = left[column];
        int r = right[column];
        float s = share[column];
        float d = dither[column & 7];
        int red = (int) (line[l] + (line[r] - line[l]) * s + d);
        int green = (int) (line[l + 1] + (line[r + 1] - line[l + 1]) * s + d);
        int blue = (int) (line[l + 2] + (line[r + 2] - line[l + 2]) * s + d);
        argb[row * canvas.width() + column] =
            0xff000000
                | (Math.min(red, 255) << 16)
                | (Math.min(green, 255) << 8)
                | Math.min(blue, 255);
      }
    }
  }

  private void drawTurned(Canvas canvas, View.Similarity map, int from, int to) {
    double square = map.cos() * map.cos() + map.sin() * map.sin();
    double cos = map.cos() / square;
    double sin = map.sin() / square;
    int[] argb = canvas.argb();
    for (int row = from; row < to; row++) {
      double y = canvas.y(row) - map.dy();
      for (int column = 0; column < canvas.width(); column++) {
        double x = canvas.x(column) - map.dx();
        argb[row * canvas.width() + column] =
            at(cos * x + sin * y, cos * y - sin * x, DITHER[row & 7][column & 7]);
      }
    }
  }

  private int at(double x, double y, float dither) {
    double u = u(x);
    double v = v(y);
    int left = (int) Math.floor(u);
    int top = (int) Math.floor(v);
    float shareX = (float) (u - left);
    float shareY = (float) (v - top);
    int x0 = Math.floorMod(left, width) * 3;
    int x1 = Math.floorMod(left + 1, width) * 3;
    int y0 = Math.clamp(top, 0, height - 1) * width * 3;
    int y1 = Math.clamp(top + 1, 0, height - 1) * width * 3;
    int argb = 0xff;
    for (int c = 0; c < 3; c++) {
      float a = rgb[y0 + x0 + c] + (rgb[y0 + x1 + c] - rgb[y0 + x0 + c]) * shareX;
      float b = rgb[y1 + x0 + c] + (rgb[y1 + x1 + c] - rgb[y1 + x0 + c]) * shareX;
      argb = (argb << 8) | Math.clamp((int) (a + (b - a) * shareY + dither), 0, 255);
    }
    return argb;
  }

  /// The colours of the sky at one height.
  private void line(double y, float[] line) {
    double v = v(y);
    int top = (int) Math.floor(v);
    float share = (float) (v - top);
    int y0 = Math.clamp(top, 0, height - 1) * width * 3;
    int y1 = Math.clamp(top + 1, 0, height - 1) * width * 3;
    for (int i = 0; i < line.length; i++) {
      line[i] = rgb[y0 + i] + (rgb[y1 + i] - rgb[y0 + i]) * share;
    }
  }

  private double u(double x) {
    return (x / Layer.PERIOD + .5) * width - .5;
  }

  private double v(double y) {
    return (y + 1) / 2 * height - .5;
  }
}
