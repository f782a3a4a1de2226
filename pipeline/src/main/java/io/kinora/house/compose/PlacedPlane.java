package io.kinora.house.compose;

import java.util.Objects;

/// A level ground at one time: the map from screen pixels to its texels, which is a homography.
///
/// Distant parts move less when the camera trucks: the upper edge moves with the layer, the line on
/// which subjects stand moves with them, and the motion in between is linear.
final class PlacedPlane implements Drawn {
  /// Rows so close to the horizon are not drawn, because a pixel there covers many texels.
  private static final double LEAST = .02;

  private final Layer.Plane plane;
  private final Texture texture;
  private final double shift;
  private final double xx, xy, x0;
  private final double yx, yy, y0;
  private final double focal;

  /// @param far the map of the upper edge
  /// @param near the map of the line on which subjects stand
  PlacedPlane(
      Layer layer, double seconds, View.Similarity far, View.Similarity near, Canvas canvas) {
    plane = Objects.requireNonNull(layer.plane());
    texture = layer.moment(seconds).first();
    shift = layer.path().at(seconds).x();
    focal = Lens.focal(16 / 9.0);
    // screen = M p + d + (p.y - top) / (stand - top) * (near - far), with M = [cos -sin; sin cos]
    double slope = 1 / (Layer.Plane.STAND - plane.top());
    double a = far.cos();
    double b = -far.sin() + slope * (near.dx() - far.dx());
    double c = far.sin();
    double d = far.cos() + slope * (near.dy() - far.dy());
    double right = far.dx() - plane.top() * slope * (near.dx() - far.dx());
    double down = far.dy() - plane.top() * slope * (near.dy() - far.dy());
    double area = a * d - b * c;
    double unit = canvas.unit();
    xx = d / area / unit;
    xy = -b / area / unit;
    yx = -c / area / unit;
    yy = a / area / unit;
    double left = canvas.x(0) - right;
    double upper = canvas.y(0) - down;
    x0 = (d * left - b * upper) / area;
    y0 = (a * upper - c * left) / area;
  }

  @Override
  public void draw(Canvas canvas, int from, int to) {
    double reach = Layer.Plane.STAND - plane.horizon();
    double across = plane.halfWidth() == 0 ? plane.tile() : 2 * plane.halfWidth();
    for (int row = from; row < to; row++) {
      for (int column = 0; column < canvas.width(); column++) {
        double y = y0 + yx * column + yy * row;
        double below = y - plane.horizon();
        if (y < plane.top() || below < LEAST) {
          continue;
        }
        double x = x0 + xx * column + xy * row;
        double away = reach / below;
        double u = (x * away - plane.middle() - shift) / across;
        if (plane.halfWidth() > 0) {
          u += .5;
          if (u < 0 || u >= 1) {
            continue;
          }
        }
        double v = -focal * away / plane.tile();
        // How much of the picture a pixel covers, to the side and away from the viewer.
        double side = Math.hypot(xx, xy) * away / across;
        double deep = Math.hypot(yx, yy) * focal * away / below / plane.tile();
        int level = texture.level(Math.max(side, deep / 2) * texture.width());
        Placed.blend(sample(u, v, level), canvas.argb(), row * canvas.width() + column);
      }
    }
  }

  private int sample(double u, double v, int level) {
    int width = texture.width() >> level;
    int height = texture.height() >> level;
    int[] pixels = texture.pixels(level);
    double x = (u - Math.floor(u)) * width - .5;
    double y = (v - Math.floor(v)) * height - .5;
    int column = (int) Math.floor(x);
    int row = (int) Math.floor(y);
    int shareX = (int) ((x - column) * 256);
    int shareY = (int) ((y - row) * 256);
    int left = beside(column, width);
    int right = beside(column + 1, width);
    int upper = Math.floorMod(row, height) * width;
    int lower = Math.floorMod(row + 1, height) * width;
    return Texture.lerp(
        Texture.lerp(pixels[upper + left], pixels[upper + right], shareX),
        Texture.lerp(pixels[lower + left], pixels[lower + right], shareX),
        shareY);
  }

  private int beside(int column, int width) {
    return plane.halfWidth() > 0 ? Math.clamp(column, 0, width - 1) : Math.floorMod(column, width);
  }
}
