package io.kinora.noun;

import java.util.Set;

/// The default position of a thing.
public enum Habitat {
  /// on open ground
  GROUND,
  ROAD,
  RAIL,
  /// on the surface of water, in it up to its water line
  WATER,
  UNDERWATER,
  /// above the ground, within reach of it
  AIR,
  /// far away in the sky: clouds, the moon
  SKY,
  SPACE,
  /// on the floor of a room
  INDOOR,
  TABLE,
  /// at a wall
  WALL,
  /// held in a hand, or lying on a table
  HAND;

  /// Actions that bring what lives under water above it.
  public static final Set<String> LEAVING_WATER = Set.of("hop", "fly", "take-off", "climb", "land");
}
