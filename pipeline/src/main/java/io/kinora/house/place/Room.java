package io.kinora.house.place;

import io.kinora.house.compose.Layer;
import io.kinora.noun.Place;
import io.kinora.noun.Place.Ground;
import io.kinora.noun.Place.Prop;
import io.kinora.noun.Place.Surface;

/// The geometry of a place: where its floor begins, how large things are on it, and how much nearer
/// one line of it is than another. Lengths are half frame heights, y down from the middle.
///
/// The eye looks down on the floor of a room from above the wall's middle and over open ground from
/// near the horizon; on both, a person of 1.7 m is one unit high where subjects stand.
final class Room {
  /// Height of a metre on the line on which subjects stand.
  private static final double METRE = .59;

  /// The nearness of what stands at the upper edge of the floor.
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

  /// Where the floor begins.
  double line() {
    return line;
  }

  /// The nearness of a foot at a height.
  double nearness(double y) {
    double share = (y - line) / (Layer.Plane.STAND - line);
    return Math.clamp(FARTHEST + (1 - FARTHEST) * share, .3, 1);
  }

  /// In a narrow picture all is moved together, so that it stays in it.
  double x(Prop prop) {
    return prop.x() * narrow;
  }

  /// The height of a thing, where its foot is at `y`.
  ///
  /// @param metres its real height
  double height(Prop prop, double metres, double y) {
    double natural = metres * METRE * (Math.max(y, line) - horizon) / (Layer.Plane.STAND - horizon);
    return narrow * (prop.height() > 0 ? prop.height() : natural);
  }

  /// Where the middle of something on the wall is.
  double onWall(double y) {
    return line + (y - line) * narrow;
  }

  Layer.Plane plane(Surface floor) {
    return new Layer.Plane(horizon, line, floor.tile(), floor.halfWidth(), floor.middle());
  }
}
