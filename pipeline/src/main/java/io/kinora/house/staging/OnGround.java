package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// How a subject, and all that it carries, is brought onto the ground of a picture: moved down or
/// up to where the ground is, and made as large as it would be there.
///
/// The eye is as high as somebody's who stands there. So what reaches from the foot to the horizon
/// is that high everywhere on a level ground, and a thing of another height is larger or smaller in
/// proportion. Half of that is believed, as the line that is found need not be the horizon.
public final class OnGround {
  /// How high the eye is, in metres.
  private static final double EYE = 1.6;

  /// How far the size may differ from the usual one.
  private static final double LEAST = .5, MOST = 1.15;

  /// Where feet are on the ground, from where it begins (0) to the bottom of the frame (1), and
  /// which usual heights these are.
  private static final double FAR = .42, NEAR = .9, USUAL_FAR = .5, USUAL_NEAR = .86;

  private final Layer.Path carrier;
  private final double foot;
  private final double ground;
  private final double scale;

  /// @param carrier the course of the subject that stands on the ground
  /// @param seconds a time at which it does
  /// @param metres how high it is
  /// @param fills the part of its box's height that it fills
  /// @param line where the ground begins, down from the middle of the frame
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

  /// Where its foot is, down from the middle of the frame.
  public double foot() {
    return ground;
  }

  /// The path of the subject, or of what goes with it, on the ground.
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
