package io.kinora.house.staging;

import io.kinora.house.compose.Layer;

/// The path of what goes over a bridge: from near one end of it to near the other in the shot, the
/// way that it looks.
///
/// @param place on the middle of the bridge
/// @param reach half the width of the bridge, in half frame heights
/// @param seconds length of the shot as it was staged
record Crossing(Layer.Path place, Actor actor, double reach, double seconds) implements Layer.Path {
  /// The part of the bridge's half width at which it begins and ends.
  private static final double ENDS = .72;

  /// Whether somebody on another goes over it.
  static boolean crosses(Actor actor, Actor other) {
    return other.key().endsWith("bridge") && !actor.cueWords().get(1).equals("stand");
  }

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = place.at(t);
    boolean looksLeft = pose.mirrored() == (actor.thing() == null);
    double along = ENDS * reach * (2 * t / seconds - 1);
    return new Layer.Pose(
        pose.x() + (looksLeft ? -along : along),
        pose.y(),
        pose.halfHeight(),
        pose.turn(),
        pose.mirrored(),
        pose.warp());
  }
}
