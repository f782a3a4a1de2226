package io.kinora.training.world.subject;

/// Where a subject usually is in a scene.
public enum Habitat {
  /// in the sky, and in space
  AIR,
  /// standing with its lowest point on the ground
  GROUND,
  /// floating on the surface of water
  WATER,
  /// below the surface
  UNDERWATER
}
