package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import org.jspecify.annotations.Nullable;

/// The course of a subject through a shot: one path, or, if the prompt names a second action, one
/// in the first half of the staged length and another after it, which starts where the first one
/// ends. Position, velocity and size are blended without a jump.
public final class Trajectory implements Layer.Path {
  /// The duration of the blend in seconds.
  private static final double PASSING = 1.2;

  private final ActorPath first;
  private final @Nullable ActorPath second;
  private final double turn;
  private final double passing;

  /// @param first the path of the first action
  /// @param second that of the second, about the same position at the middle of the shot; null if
  ///     there is none
  public Trajectory(ActorPath first, @Nullable ActorPath second) {
    this.first = first;
    this.second = second;
    turn = first.middle();
    passing = Math.min(PASSING, turn);
  }

  /// The weight of the second path, from 0 to 1.
  private double share(double seconds) {
    return Easing.smoothstep(turn - passing / 2, turn + passing / 2, seconds);
  }

  @Override
  public Layer.Pose at(double seconds) {
    double share = second == null ? 0 : share(seconds);
    if (second == null || share == 0) {
      return first.at(seconds);
    }
    return mixed(first.at(seconds), second.at(seconds), share);
  }

  private static Layer.Pose mixed(Layer.Pose a, Layer.Pose b, double share) {
    return new Layer.Pose(
        a.x() + share * (b.x() - a.x()),
        a.y() + share * (b.y() - a.y()),
        a.halfHeight() + share * (b.halfHeight() - a.halfHeight()),
        a.turn() + share * (b.turn() - a.turn()),
        share < .5 ? a.mirrored() : b.mirrored());
  }

  /// The number of cycles of the subject's own motion up to a time.
  public double cycles(double seconds) {
    double before = second == null ? seconds : Math.min(seconds, turn);
    double cycles = before * first.cyclesPerSecond();
    return second == null ? cycles : cycles + (seconds - before) * second.cyclesPerSecond();
  }

  /// The height of the box, in half frame heights.
  public double halfHeight() {
    return first.halfHeight();
  }

  /// Whether it casts a shadow on the ground during the whole shot.
  public boolean grounded() {
    return first.grounded() && (second == null || second.grounded());
  }

  /// The path of its shadow.
  public Layer.Path shadow() {
    if (second == null) {
      return first.shadow();
    }
    Layer.Path one = first.shadow();
    Layer.Path other = second.shadow();
    return seconds -> mixed(one.at(seconds), other.at(seconds), share(seconds));
  }
}
