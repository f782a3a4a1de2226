package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of what turns into something else, or of what comes of it: in the middle of the shot
/// the one becomes small and the other large, on the same ground.
///
/// @param path where it is otherwise
/// @param comes whether it is what the other turns into
/// @param seconds length of the shot as it was staged
record Turning(Layer.Path path, boolean comes, double seconds) implements Layer.Path {
  /// The parts of the shot when it happens and that it takes, and by how much of that the first is
  /// ahead of the second.
  private static final double MIDDLE = .42, LENGTH = .12, AHEAD = .6;

  @Override
  public Layer.Pose at(double t) {
    double begin = comes ? MIDDLE : MIDDLE - AHEAD * LENGTH;
    double done = Easing.smoothstep(begin, begin + LENGTH, t / seconds);
    return ActorPath.sized(path.at(t), comes ? done : 1 - done);
  }
}
