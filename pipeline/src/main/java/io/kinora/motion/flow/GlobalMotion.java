package io.kinora.motion.flow;

/// The global motion of a picture from one frame to the next: shift, scale and rotation of the
/// content at the centre of the frame.
///
/// @param dx to the right, pixels
/// @param dy down, pixels
/// @param scale above 1 the content becomes larger
/// @param degrees clockwise
/// @param support the share of inliers among the tracked positions, from 0 to 1; 0 if nothing could
///     be tracked, in which case the motion is 0, too
public record GlobalMotion(double dx, double dy, double scale, double degrees, double support) {
  /// The result for a picture without texture.
  public static final GlobalMotion UNKNOWN = new GlobalMotion(0, 0, 1, 0, 0);

  static GlobalMotion of(Homography map, double middleX, double middleY, double support) {
    double w = map.g() * middleX + map.h() * middleY + 1;
    double toX = map.x(middleX, middleY);
    double toY = map.y(middleX, middleY);
    // the derivative of the map at the centre
    double xx = (map.a() - map.g() * toX) / w;
    double xy = (map.b() - map.h() * toX) / w;
    double yx = (map.d() - map.g() * toY) / w;
    double yy = (map.e() - map.h() * toY) / w;
    return new GlobalMotion(
        toX - middleX,
        toY - middleY,
        Math.sqrt(Math.max(1e-12, xx * yy - xy * yx)),
        Math.toDegrees(Math.atan2(yx - xy, xx + yy)),
        support);
  }

  /// The same motion in pixels of a picture enlarged by `zoom`.
  public GlobalMotion enlarged(double zoom) {
    return new GlobalMotion(dx * zoom, dy * zoom, scale, degrees, support);
  }

  /// The camera motion that causes this motion of the content, each axis in the units of
  /// [io.kinora.shot.Camera], but not limited: constant rates of shift, zoom and roll about the
  /// centre of the frame over `seconds`.
  ///
  /// With μ = log scale + i · rotation and the shift d, the rate of shift is d · μ / (e^μ − 1).
  ///
  /// @param width of the frame, pixels
  /// @param height of the frame, pixels
  public CameraRates rates(int width, int height, double seconds) {
    double log = Math.log(scale);
    double turn = Math.toRadians(degrees);
    double re = 1;
    double im = 0;
    double shiftX = scale * Math.cos(turn) - 1;
    double shiftY = scale * Math.sin(turn);
    double square = shiftX * shiftX + shiftY * shiftY;
    if (square > 1e-12) {
      re = (log * shiftX + turn * shiftY) / square;
      im = (turn * shiftX - log * shiftY) / square;
    }
    double rateX = dx * re - dy * im;
    double rateY = dx * im + dy * re;
    return new CameraRates(
        -10 * rateX / width / seconds / CameraRates.TRUCK,
        10 * rateY / height / seconds / CameraRates.TRUCK,
        10 * log / seconds / CameraRates.LOG_ZOOM,
        -10 * degrees / seconds / CameraRates.ROLL);
  }
}
