package io.kinora.house.picture;

/// Draws the dark outline that the world's things have.
public final class Outline {
  /// The outline's colour, from 0 to 1.
  private static final float[] INK = {.17f, .15f, .21f};

  /// The width of the line, as a share of the picture's side.
  private static final double WIDTH = .018;

  private Outline() {}

  /// Draws the line under a picture, around all pixels with an alpha above a half, in place.
  ///
  /// @param picture premultiplied `0xAARRGGBB`, `side` rows of `side`
  public static void draw(int[] picture, int side) {
    double radius = WIDTH * side;
    int reach = (int) Math.ceil(radius) + 1;
    float[] line = new float[picture.length];
    for (int y = 0; y < side; y++) {
      for (int x = 0; x < side; x++) {
        if (!opaque(picture, side, x, y)) {
          continue;
        }
        if (inside(picture, side, x, y)) {
          line[y * side + x] = 1;
        } else {
          around(line, side, x, y, radius, reach);
        }
      }
    }
    for (int i = 0; i < picture.length; i++) {
      picture[i] = over(picture[i], line[i]);
    }
  }

  private static boolean opaque(int[] picture, int side, int x, int y) {
    return x >= 0 && y >= 0 && x < side && y < side && picture[y * side + x] >>> 24 >= 128;
  }

  private static boolean inside(int[] picture, int side, int x, int y) {
    return opaque(picture, side, x - 1, y)
        && opaque(picture, side, x + 1, y)
        && opaque(picture, side, x, y - 1)
        && opaque(picture, side, x, y + 1);
  }

  private static void around(float[] line, int side, int x, int y, double radius, int reach) {
    for (int j = Math.max(0, y - reach); j <= Math.min(side - 1, y + reach); j++) {
      for (int i = Math.max(0, x - reach); i <= Math.min(side - 1, x + reach); i++) {
        double distance = Math.hypot(i - x, j - y);
        float cover = (float) Math.clamp(radius + .5 - distance, 0, 1);
        line[j * side + i] = Math.max(line[j * side + i], cover);
      }
    }
  }

  private static int over(int argb, float cover) {
    int alpha = argb >>> 24;
    float rest = (255 - alpha) * cover; // of 255
    int result = Math.round(alpha + rest) << 24;
    for (int c = 0; c < 3; c++) {
      int shift = 16 - 8 * c;
      result |= Math.min(255, Math.round((argb >> shift & 255) + rest * INK[c])) << shift;
    }
    return result;
  }
}
