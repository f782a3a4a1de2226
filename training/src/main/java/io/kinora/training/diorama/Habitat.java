package io.kinora.training.diorama;

/// Where a subject usually is in a scene.
enum Habitat {
  /// in the sky, and in space
  AIR,
  /// standing with its lowest point on the ground
  GROUND,
  /// floating on the surface of water
  WATER,
  /// below the surface
  UNDERWATER
}
