package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of what turns into something else, or of what comes of it: in the middle of the shot
/// the one becomes small and the other large, on the same ground.
///
/// @param path where it is otherwise
/// @param comes whether it is what the other turns into
/// @param seconds length of the shot as it was staged
record Turning(Layer.Path path, boolean comes, double seconds) implements Layer.Path {
  /// The part of the shot when it happens, and how long it takes.
  private static final double MIDDLE = .42, LENGTH = .12;

  /// Nothing is painted smaller.
  private static final double LEAST = 1e-3;

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = path.at(t);
    double after = (t / seconds - MIDDLE) / LENGTH;
    double size = comes ? grown(after) : 1 - grown(after + .6);
    double half = Math.max(LEAST, size * pose.halfHeight());
    double foot = pose.y() + ActorPath.FOOT * pose.halfHeight();
    return new Layer.Pose(
        pose.x(), foot - ActorPath.FOOT * half, half, pose.turn(), pose.mirrored(), pose.warp());
  }

  private static double grown(double share) {
    double s = Math.clamp(share, 0, 1);
    return s * s * (3 - 2 * s);
  }
}
