package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.shot.Relation;

/// The path of a subject that jumps over something: a run, an arc above it and a further run, in
/// its facing direction.
///
/// @param place on the ground in front of the thing that it jumps over
/// @param reach the distance from there to the start and the end, in half frame heights
/// @param rise the maximum height of its feet, in half frame heights
/// @param seconds staged length of the shot
record Leap(Layer.Path place, Actor actor, double reach, double rise, double seconds)
    implements Layer.Path {
  /// The times of take-off and landing, as shares of the shot.
  private static final double OFF = .28, DOWN = .72;

  /// Whether an actor jumps over another.
  static boolean leaps(Actor actor) {
    return actor.relation() != null
        && actor.relation().where() == Relation.Where.ABOVE
        && actor.cueWords().indexOf("hop") == 1;
  }

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = place.at(t);
    double part = t / seconds;
    double along = reach * (2 * part - 1);
    double flown = (part - OFF) / (DOWN - OFF);
    double up = flown > 0 && flown < 1 ? rise * 4 * flown * (1 - flown) : 0;
    return pose.moved(actor.looksLeft(pose) ? -along : along, -up);
  }
}
