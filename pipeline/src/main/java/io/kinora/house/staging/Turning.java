package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of a thing that turns into another, or of the other one: in the middle of the shot the
/// first shrinks and the second grows, on the same ground.
///
/// @param path its path without the change
/// @param comes whether it is the second thing
/// @param seconds staged length of the shot
record Turning(Layer.Path path, boolean comes, double seconds) implements Layer.Path {
  /// The time and the duration of the change as shares of the shot, and the lead of the first thing
  /// as a share of the duration.
  private static final double MIDDLE = .42, LENGTH = .12, AHEAD = .6;

  @Override
  public Layer.Pose at(double t) {
    double begin = comes ? MIDDLE : MIDDLE - AHEAD * LENGTH;
    double done = Easing.smoothstep(begin, begin + LENGTH, t / seconds);
    return ActorPath.sized(path.at(t), comes ? done : 1 - done);
  }
}
