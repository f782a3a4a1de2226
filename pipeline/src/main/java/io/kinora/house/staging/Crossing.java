package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of a subject that crosses a bridge: during the shot from near one end of it to near the
/// other, in its facing direction.
///
/// @param place the pose at the middle of the bridge
/// @param reach half the width of the bridge, in half frame heights
/// @param seconds staged length of the shot
record Crossing(Layer.Path place, Actor actor, double reach, double seconds) implements Layer.Path {
  /// The share of the bridge's half width at which the path starts and ends.
  private static final double ENDS = .72;

  /// Whether an actor on another crosses it.
  static boolean crosses(Actor actor, Actor other) {
    return other.key().endsWith("bridge") && !actor.cueWords().get(1).equals("stand");
  }

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = place.at(t);
    double along = ENDS * reach * (2 * t / seconds - 1);
    return pose.moved(actor.looksLeft(pose) ? -along : along, 0);
  }
}
