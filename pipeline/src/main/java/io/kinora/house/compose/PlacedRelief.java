package io.kinora.house.compose;

/// A [Relief] at one time. Above its line it moves with the far plane, at its bottom edge with the
/// near plane, and linearly in between: so no area is uncovered that the picture does not contain.
final class PlacedRelief implements Drawn {
  /// The maximum share of its height that the ground may lose.
  private static final double STEEPEST = .8;

  /// The maximum shear of the ground, relative to its height, because things that stand on it are
  /// sheared, too.
  private static final double SHEARED = .7;

  private final int[] pixels;
  private final int width;
  private final int height;
  private final double texels;
  private final double line;
  private final View.Similarity far;
  private final double xx, xy, x0;
  private final double yx, yy, y0;
  private final double square;

  /// @param far the map of the area above the line
  /// @param near the map of the bottom edge
  PlacedRelief(Relief relief, View.Similarity far, View.Similarity near, Canvas canvas) {
    this.far = far;
    line = relief.line();
    Texture texture = relief.picture();
    double scale = Math.hypot(far.cos(), far.sin());
    double full = texture.height() / 2.0 / relief.halfHeight();
    int level = texture.level(full / scale / canvas.unit());
    pixels = texture.pixels(level);
    width = texture.width() >> level;
    height = texture.height() >> level;
    texels = height / 2.0 / relief.halfHeight();
    // below the line: screen = M p + far.d + (p.y - line) * slope, with M = [cos -sin; sin cos]
    double depth = Math.max(1e-6, relief.halfHeight() - line);
    double slopeX = Math.clamp((near.dx() - far.dx()) / depth, -SHEARED, SHEARED);
    double a = far.cos();
    // a lowering camera does not go below the ground
    double slopeY = Math.max((near.dy() - far.dy()) / depth, -STEEPEST * Math.abs(a));
    double b = slopeX - far.sin();
    double c = far.sin();
    double d = far.cos() + slopeY;
    double area = a * d - b * c;
    xx = d / area;
    xy = -b / area;
    yx = -c / area;
    yy = a / area;
    double left = far.dx() - line * slopeX;
    double top = far.dy() - line * slopeY;
    x0 = -(xx * left + xy * top);
    y0 = -(yx * left + yy * top);
    square = a * a + c * c;
  }

  @Override
  public void draw(Canvas canvas, int from, int to) {
    double a = far.cos() / square;
    double b = far.sin() / square;
    for (int row = from; row < to; row++) {
      double down = canvas.y(row);
      for (int column = 0; column < canvas.width(); column++) {
        double right = canvas.x(column);
        double x = a * (right - far.dx()) + b * (down - far.dy());
        double y = a * (down - far.dy()) - b * (right - far.dx());
        if (y > line) {
          x = xx * right + xy * down + x0;
          y = yx * right + yy * down + y0;
        }
        canvas.argb()[row * canvas.width() + column] =
            sample(x * texels + width / 2.0 - .5, y * texels + height / 2.0 - .5);
      }
    }
  }

  private int sample(double u, double v) {
    // rounding must not blend neighbours at an exact pixel position
    int column = (int) Math.floor(u + 1 / 512.0);
    int row = (int) Math.floor(v + 1 / 512.0);
    int shareX = Math.max(0, (int) ((u - column) * 256));
    int shareY = Math.max(0, (int) ((v - row) * 256));
    int left = mirrored(column, width);
    int right = mirrored(column + 1, width);
    int upper = mirrored(row, height) * width;
    int lower = mirrored(row + 1, height) * width;
    return Texture.lerp(
            Texture.lerp(pixels[upper + left], pixels[upper + right], shareX),
            Texture.lerp(pixels[lower + left], pixels[lower + right], shareX),
            shareY)
        | 0xff000000;
  }

  private static int mirrored(int at, int size) {
    if (at >= 0 && at < size) {
      return at;
    }
    int folded = Math.floorMod(at, 2 * size);
    return folded < size ? folded : 2 * size - 1 - folded;
  }
}
