package io.kinora.house.place;

import io.kinora.house.compose.Layer;
import io.kinora.noun.Place;
import io.kinora.noun.Place.Ground;
import io.kinora.noun.Place.Prop;
import io.kinora.noun.Place.Surface;

/// The geometry of a place: the upper edge of its floor, the size of things on it, and the nearness
/// at each height. Lengths are in half frame heights, y down from the middle.
///
/// The eye is above the middle of the wall in a room, and near the horizon over open ground; in
/// both, a person of 1.7 m is one unit high on the line of the subjects.
final class Room {
  /// The height of a metre on the line on which subjects stand.
  private static final double METRE = .59;

  /// The nearness of things at the upper edge of the floor.
  private static final double FARTHEST = .6;

  /// The aspect at which the places of the table fill the frame.
  private static final double WIDE = 16 / 9.0;

  private final double horizon;
  private final double line;
  private final double narrow;

  Room(Place place, double aspect) {
    boolean walls = place.ground() == Ground.ROOM || place.ground() == Ground.YARD;
    boolean hall = place.wall() != null && place.ground() == Ground.WATER;
    horizon = walls || hall ? -.6 : .1;
    line = walls || hall ? .3 : place.ground() == Ground.WATER ? .2 : .35;
    narrow = Math.clamp(aspect / WIDE, .5, 1);
  }

  /// The upper edge of the floor.
  double line() {
    return line;
  }

  /// The nearness of a foot at a height.
  double nearness(double y) {
    double share = (y - line) / (Layer.Plane.STAND - line);
    return Math.clamp(FARTHEST + (1 - FARTHEST) * share, .3, 1);
  }

  /// The x of a thing: in a narrow picture all things move closer together, so that they stay in
  /// it.
  double x(Prop prop) {
    return prop.x() * narrow;
  }

  /// The height of a thing whose foot is at `y`.
  ///
  /// @param metres its real height
  double height(Prop prop, double metres, double y) {
    double natural = metres * METRE * (Math.max(y, line) - horizon) / (Layer.Plane.STAND - horizon);
    return narrow * (prop.height() > 0 ? prop.height() : natural);
  }

  /// The centre of a thing on the wall.
  double onWall(double y) {
    return line + (y - line) * narrow;
  }

  Layer.Plane plane(Surface floor) {
    return new Layer.Plane(horizon, line, floor.tile(), floor.halfWidth(), floor.middle());
  }
}
