package io.kinora.motion.flow;

/// How the whole picture moves from one frame to the next: shift, scale and turn of the content at
/// the middle of the frame.
///
/// @param dx to the right, pixels
/// @param dy down, pixels
/// @param scale above 1 the content grows
/// @param degrees clockwise
/// @param support the share of the tracked places that move so, from 0 to 1; 0 if nothing could be
///     tracked, and then there is no motion, either
public record GlobalMotion(double dx, double dy, double scale, double degrees, double support) {
  /// What is known of a picture without any texture.
  public static final GlobalMotion UNKNOWN = new GlobalMotion(0, 0, 1, 0, 0);

  static GlobalMotion of(Homography map, double middleX, double middleY, double support) {
    double w = map.g() * middleX + map.h() * middleY + 1;
    double toX = map.x(middleX, middleY);
    double toY = map.y(middleX, middleY);
    // the derivative of the map at the middle
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

  /// The same motion in a picture that many times as large.
  public GlobalMotion enlarged(double zoom) {
    return new GlobalMotion(dx * zoom, dy * zoom, scale, degrees, support);
  }

  /// The camera that makes the content move so, each axis in the units of
  /// [io.kinora.shot.Camera], though not bounded: constant rates of shift, zoom and roll about the
  /// middle of the frame that in `seconds` bring the content where it is.
  ///
  /// With μ = log scale + i · turn and the shift d, the rate of shift is d · μ / (e^μ − 1).
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
