package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.shot.Relation;

/// The path of who jumps over something: a run, an arc above it and a run on, the way that it
/// looks.
///
/// @param place before what it jumps over, on the ground
/// @param reach how far from there it begins and ends, in half frame heights
/// @param rise how high its feet get
/// @param seconds length of the shot as it was staged
record Leap(Layer.Path place, Actor actor, double reach, double rise, double seconds)
    implements Layer.Path {
  /// When it leaves the ground and touches it again, as parts of the shot.
  private static final double OFF = .28, DOWN = .72;

  /// Whether somebody jumps over another.
  static boolean leaps(Actor actor) {
    return actor.relation() != null
        && actor.relation().where() == Relation.Where.ABOVE
        && actor.cueWords().get(1).equals("hop");
  }

  @Override
  public Layer.Pose at(double t) {
    Layer.Pose pose = place.at(t);
    boolean looksLeft = pose.mirrored() == (actor.thing() == null);
    double part = t / seconds;
    double along = reach * (2 * part - 1);
    double flown = (part - OFF) / (DOWN - OFF);
    double up = flown > 0 && flown < 1 ? rise * 4 * flown * (1 - flown) : 0;
    return new Layer.Pose(
        pose.x() + (looksLeft ? -along : along),
        pose.y() - up,
        pose.halfHeight(),
        pose.turn(),
        pose.mirrored(),
        pose.warp());
  }
}
