package io.kinora.house.compose;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.util.stream.IntStream;

/// The projection for a camera that rotates in place: the scene is on a sphere around it, on which
/// one half frame height of the reference plane is the same arc everywhere, and the picture is a
/// perspective view of it with a horizontal field of view of 60°.
///
/// The scene is first composed flat around the centre of the view, then projected. The sphere's
/// equator follows the path of the view's centre: so a shift of the flat scene along it is exactly
/// a rotation of the camera, no pole can be reached, and the centre of the view is never distorted,
/// however far the camera has rotated.
final class Lens {
  private static final double HALF_FIELD = Math.toRadians(30);
  private static final int STRIPES = 8;

  private final FrameSize size;
  private final Canvas flat;
  private final float[] places;

  /// @param size of the pictures
  /// @param turnX velocity of the content to the right as the camera rotates
  /// @param turnY velocity of the content downwards; not both may be 0
  Lens(FrameSize size, double turnX, double turnY) {
    this.size = size;
    int width = 2 * (size.width() / 2 + 8); // the projected picture needs no more than its own size
    int height = 2 * (size.height() / 2 + 8);
    flat = new Canvas(width, height, size.height() / 2.0, new int[width * height]);
    places = new float[2 * size.width() * size.height()];
    double speed = Math.hypot(turnX, turnY);
    stripes((from, to) -> place(turnX / speed, turnY / speed, from, to));
  }

  /// The focal length in half frame heights.
  static double focal(double aspect) {
    return aspect / Math.tan(HALF_FIELD);
  }

  /// The buffer for the flat scene; one unit is half the height of the picture.
  Canvas flat() {
    return flat;
  }

  /// Projects the flat picture into `into`.
  void bend(Frame into) {
    stripes(
        (from, to) -> {
          for (int i = from * size.width(); i < to * size.width(); i++) {
            into.argb()[i] = sample(places[2 * i], places[2 * i + 1]);
          }
        });
  }

  private interface Rows {
    void run(int from, int to);
  }

  private void stripes(Rows rows) {
    IntStream.range(0, STRIPES)
        .parallel()
        .forEach(i -> rows.run(size.height() * i / STRIPES, size.height() * (i + 1) / STRIPES));
  }

  /// Computes the position of each pixel on the flat picture, for a rotation in the direction (cos,
  /// sin).
  private void place(double cos, double sin, int from, int to) {
    double unit = size.height() / 2.0;
    double focal = focal(size.aspect());
    for (int row = from; row < to; row++) {
      double y = ((row + .5) / unit - 1) / focal;
      for (int column = 0; column < size.width(); column++) {
        double x = ((column + .5) / unit - size.aspect()) / focal;
        double along = cos * x + sin * y;
        double across = cos * y - sin * x;
        double longitude = focal * unit * Math.atan(along);
        double latitude = focal * unit * Math.atan(across / Math.hypot(along, 1));
        int at = 2 * (row * size.width() + column);
        places[at] = (float) (cos * longitude - sin * latitude + flat.width() / 2.0 - .5);
        places[at + 1] = (float) (sin * longitude + cos * latitude + flat.height() / 2.0 - .5);
      }
    }
  }

  /// Samples the flat picture between its pixels.
  private int sample(float u, float v) {
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
