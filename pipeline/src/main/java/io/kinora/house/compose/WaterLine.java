package io.kinora.house.compose;

/// Changes the picture of a floating thing for the water around it: it hides the part below the
/// surface, mirrors the part above, and adds foam.
public final class WaterLine {
  /// The height of the surface, from the top of the box (0) to its bottom (1), for a floating
  /// thing, and for a swimming land animal.
  public static final double SURFACE = .885, SWIMMER = .64;

  /// The brightness of a mirror image near the surface and far below it.
  private static final double NEAR = .42, FAR = .06;
  private static final int WIDTH = 256, HEIGHT = 64;

  private WaterLine() {}

  /// A picture without the part below the surface.
  ///
  /// @param surface from the top of the box (0) to its bottom (1)
  public static Texture afloat(Texture texture, double surface) {
    int width = texture.width();
    int height = texture.height();
    int[] pixels = texture.pixels().clone();
    java.util.Arrays.fill(pixels, ((int) (surface * height)) * width, pixels.length, 0);
    return new Texture(width, height, pixels);
  }

  /// Its mirror image, to be drawn in the same box flipped at the surface.
  public static Texture mirrored(Texture texture, double surface) {
    int width = texture.width();
    int height = texture.height();
    int[] from = texture.pixels();
    int[] to = new int[from.length];
    int top = (int) ((1 - surface) * height);
    for (int y = top; y < height; y++) {
      double depth = (y - top) / (surface * height);
      int share = (int) (256 * (NEAR + (FAR - NEAR) * Math.min(1, 1.6 * depth)));
      int shift = (int) Math.round(.008 * width * Math.sin(.35 * 256 * y / height) * depth * 2);
      int row = (height - 1 - y) * width;
      for (int x = 0; x < width; x++) {
        int source = Math.clamp(x + shift, 0, width - 1);
        to[y * width + x] = faded(from[row + source], share);
      }
    }
    return new Texture(width, height, to);
  }

  /// A strip of foam, four times as wide as high, brightest along its lower edge.
  public static Texture foam() {
    int[] pixels = new int[WIDTH * HEIGHT];
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < WIDTH; x++) {
        double u = (x + .5) / WIDTH * 2 - 1;
        double v = (y + .5) / HEIGHT * 2 - 1;
        double radius = Math.hypot(u, v);
        double ring = Math.exp(-Math.pow((radius - .8) / .1, 2)) * (v > -.2 ? 1 : .35);
        double fill = radius < .8 ? .34 : 0;
        int alpha = (int) (255 * Math.clamp(.8 * ring + fill, 0, .85));
        int white = alpha * 245 / 255;
        int blue = alpha * 225 / 255;
        pixels[y * WIDTH + x] = (alpha << 24) | (blue << 16) | (white << 8) | alpha;
      }
    }
    return new Texture(WIDTH, HEIGHT, pixels);
  }

  private static int faded(int pixel, int share) {
    int alpha = ((pixel >>> 24) * share) >> 8;
    int red = (((pixel >> 16) & 255) * share) >> 8;
    int green = (((pixel >> 8) & 255) * share) >> 8;
    int blue = ((pixel & 255) * share) >> 8;
    return (alpha << 24) | (red << 16) | (green << 8) | blue;
  }
}
