package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of a thing that changes to another picture of itself, such as an opening flower: the
/// first picture grows slightly, the second starts smaller and grows to its size.
///
/// @param path its path without the change
/// @param at the time of the second picture in seconds
/// @param seconds staged length of the shot
public record Opening(Layer.Path path, double at, double seconds) implements Layer.Path {
  /// The initial sizes of the first and the second picture.
  private static final double FIRST = .72, SECOND = .62;

  /// The share of the shot in which the second picture grows.
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
