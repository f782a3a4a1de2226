package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of a thing that becomes another picture of itself: the first grows a little, the second
/// begins smaller than it will be and opens.
///
/// @param path where it is otherwise
/// @param at when the second picture comes, in seconds
/// @param seconds length of the shot as it was staged
public record Opening(Layer.Path path, double at, double seconds) implements Layer.Path {
  /// The sizes of the first picture at the beginning and of the second when it comes.
  private static final double FIRST = .72, SECOND = .62;

  /// The part of the shot in which the second picture grows.
  private static final double OPENING = .38;

  @Override
  public Layer.Pose at(double t) {
    double size =
        t < at
            ? FIRST + (1 - FIRST) * Easing.smoothstep(0, at, t)
            : SECOND + (1 - SECOND) * Easing.smoothstep(at, at + OPENING * seconds, t);
    return ActorPath.sized(path.at(t), size);
  }
}
