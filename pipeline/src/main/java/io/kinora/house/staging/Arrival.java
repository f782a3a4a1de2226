package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import java.util.Set;

/// The path of a thing that falls onto another thing or into it: it comes from above the picture,
/// bounces slightly, and is at rest after less than half of the shot.
///
/// @param place its resting position
/// @param seconds staged length of the shot
record Arrival(Layer.Path place, double seconds) implements Layer.Path {
  /// The actions that cause it, in the words of the model.
  private static final Set<String> FALLING = Set.of("land", "dive");

  /// The share of the shot after which it has arrived, its initial distance above in half frame
  /// heights, and the height of the bounce.
  private static final double ARRIVED = .4, ABOVE = 2.3, BOUNCE = .12;

  /// The duration of the bounce, relative to that of the fall.
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
    return pose.moved(0, -up);
  }
}
