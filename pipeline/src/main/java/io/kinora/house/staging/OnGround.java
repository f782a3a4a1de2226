package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// Places a subject, and everything that it carries, on the ground of a picture: moves it to the
/// ground vertically, and scales it to the size for that position.
///
/// The eye is assumed at the height of a standing person. So a thing that reaches from its foot to
/// the horizon has that height everywhere on level ground, and other things are scaled in
/// proportion. Half of this scale is applied, because the detected line may not be the horizon.
public final class OnGround {
  /// The height of the eye in metres.
  private static final double EYE = 1.6;

  /// The minimum and maximum factor of the usual size.
  private static final double LEAST = .5, MOST = 1.15;

  /// The range of feet on the ground, from the ground line (0) to the bottom of the frame (1), and
  /// the usual heights that it corresponds to.
  private static final double FAR = .42, NEAR = .9, USUAL_FAR = .5, USUAL_NEAR = .86;

  private final Layer.Path carrier;
  private final double foot;
  private final double ground;
  private final double scale;

  /// @param carrier the course of the subject that stands on the ground
  /// @param seconds a time at which it stands there
  /// @param metres its height
  /// @param fills the share of its box's height that it fills
  /// @param line the ground line, down from the middle of the frame
  public OnGround(Layer.Path carrier, double seconds, double metres, double fills, double line) {
    this.carrier = carrier;
    Layer.Pose pose = carrier.at(seconds);
    foot = pose.y() + ActorPath.FOOT * pose.halfHeight();
    double begins = Math.min(line, .8);
    double share = FAR + (NEAR - FAR) * (foot - USUAL_FAR) / (USUAL_NEAR - USUAL_FAR);
    ground = begins + Math.clamp(share, .2, .97) * (1 - begins);
    double high = metres / EYE * (ground - begins); // in the frame, from foot to head
    double believed = Math.sqrt(high / (2 * fills * pose.halfHeight()));
    scale = Math.clamp(believed, LEAST, MOST);
  }

  /// The height of its foot, down from the middle of the frame.
  public double foot() {
    return ground;
  }

  /// The path on the ground, of the subject or of one attached to it.
  public Layer.Path of(Layer.Path path) {
    return seconds -> {
      Layer.Pose pose = path.at(seconds);
      double middle = carrier.at(seconds).x();
      return new Layer.Pose(
          middle + scale * (pose.x() - middle),
          ground + scale * (pose.y() - foot),
          scale * pose.halfHeight(),
          pose.turn(),
          pose.mirrored(),
          pose.warp());
    };
  }
}
