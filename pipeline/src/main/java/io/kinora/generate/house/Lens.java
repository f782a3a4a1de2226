package io.kinora.generate.house;

import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import java.util.stream.IntStream;

/// What a camera sees that turns in its place: the scene lies on a sphere around it, one half frame
/// height of the reference plane being the same arc everywhere, and the picture is a perspective
/// view of it with a horizontal field of view of 60°.
///
/// The scene is first composed flat around the middle of the view, then bent.
final class Lens {
  private static final double HALF_FIELD = Math.toRadians(30);
  private static final int STRIPES = 8;

  private final FrameSize size;
  private final Canvas flat;
  private final double focal;

  /// @param size of the pictures
  Lens(FrameSize size) {
    this.size = size;
    focal = size.aspect() / Math.tan(HALF_FIELD);
    // The corners of the view lie farthest out; pitch spreads them sideways.
    int width = even(Math.ceil(size.width() * 1.18) + 16);
    int height = even(Math.ceil(size.height() * 1.32) + 16);
    flat = new Canvas(width, height, size.height() / 2.0, new int[width * height]);
  }

  private static int even(double pixels) {
    return 2 * (int) (pixels / 2);
  }

  /// The buffer that the flat scene is composed in; one unit is half the height of the picture.
  Canvas flat() {
    return flat;
  }

  /// Where on the flat scene the middle of the view lies: right of the origin.
  double middleX(double yaw) {
    return focal * yaw;
  }

  /// Where on the flat scene the middle of the view lies: below the origin.
  double middleY(double pitch) {
    return -focal * pitch;
  }

  /// Bends the flat picture into `into`.
  ///
  /// @param pitch upwards, radians
  void bend(double pitch, Frame into) {
    double unit = size.height() / 2.0;
    double cos = Math.cos(pitch);
    double sin = Math.sin(pitch);
    IntStream.range(0, STRIPES)
        .parallel()
        .forEach(
            stripe -> {
              int from = size.height() * stripe / STRIPES;
              int to = size.height() * (stripe + 1) / STRIPES;
              for (int row = from; row < to; row++) {
                double y = ((row + .5) / unit - 1) / focal;
                for (int column = 0; column < size.width(); column++) {
                  double x = ((column + .5) / unit - size.aspect()) / focal;
                  // the ray (x, y, 1) turned up by the pitch, y pointing down
                  double rayY = cos * y - sin;
                  double rayZ = sin * y + cos;
                  double across = Math.atan2(x, rayZ);
                  double down = Math.atan2(rayY, Math.hypot(x, rayZ)) + pitch;
                  into.argb()[row * size.width() + column] =
                      sample(focal * across * unit, focal * down * unit);
                }
              }
            });
  }

  /// The flat picture at a place in pixels from its middle.
  private int sample(double x, double y) {
    double u = x + flat.width() / 2.0 - .5;
    double v = y + flat.height() / 2.0 - .5;
    int column = (int) Math.floor(u);
    int row = (int) Math.floor(v);
    int shareX = (int) ((u - column) * 256);
    int shareY = (int) ((v - row) * 256);
    int upper = Texture.lerp(texel(column, row), texel(column + 1, row), shareX);
    int lower = Texture.lerp(texel(column, row + 1), texel(column + 1, row + 1), shareX);
    return Texture.lerp(upper, lower, shareY) | 0xff000000;
  }

  private int texel(int column, int row) {
    int x = Math.clamp(column, 0, flat.width() - 1);
    int y = Math.clamp(row, 0, flat.height() - 1);
    return flat.argb()[y * flat.width() + x];
  }
}
