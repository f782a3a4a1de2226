package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import java.util.Set;

/// The path of what falls onto another thing or into it: it comes from above the picture, rests
/// after less than half of the shot, and bounces a little before that.
///
/// @param place where it comes to rest
/// @param seconds length of the shot as it was staged
record Arrival(Layer.Path place, double seconds) implements Layer.Path {
  /// What it does, in the words of the model.
  private static final Set<String> FALLING = Set.of("land", "dive");

  /// The part of the shot after which it has arrived, how far above it begins in half frame
  /// heights, and the height of the bounce.
  private static final double ARRIVED = .4, ABOVE = 2.3, BOUNCE = .12;

  /// How long the bounce takes, over the time of the fall.
  private static final double AGAIN = .3;

  static boolean arrives(Actor actor) {
    return FALLING.contains(actor.cueWords().get(1));
  }

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = place.at(t);
    double fallen = t / (ARRIVED * seconds);
    double bounce = (fallen - 1) / AGAIN;
    double up =
        fallen < 1
            ? ABOVE * (1 - fallen * fallen)
            : bounce < 1 ? BOUNCE * 4 * bounce * (1 - bounce) : 0;
    return new Layer.Pose(
        pose.x(), pose.y() - up, pose.halfHeight(), pose.turn(), pose.mirrored(), pose.warp());
  }
}
