package io.kinora.motion.flow;

/// Measured motion of a camera in the units of [io.kinora.shot.Camera], but not limited to its
/// range.
///
/// @param horizontal 10 is a truck to the right by 0.25 frame widths per second
/// @param vertical 10 is a rise by 0.25 frame heights per second
/// @param zoom 10 is a scaling of the content by 1.25 per second
/// @param roll 10 is a clockwise rotation of the camera by 18° per second
public record CameraRates(double horizontal, double vertical, double zoom, double roll) {
  static final double TRUCK = .25;
  static final double LOG_ZOOM = Math.log(1.25);
  static final double ROLL = 18;
}
