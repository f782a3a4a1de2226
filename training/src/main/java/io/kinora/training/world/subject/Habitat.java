package io.kinora.training.world.subject;

import java.util.List;

/// Where a subject usually is in a scene.
public enum Habitat {
  /// in the sky, and in space
  AIR("meadow", "sea", "mountains", "city", "forest", "beach", "farm", "lake"),
  /// standing with its lowest point on the ground
  GROUND("meadow", "forest", "mountains", "farm", "jungle", "desert"),
  /// floating on the surface of water
  WATER("sea", "sea", "beach", "lake"),
  /// below the surface
  UNDERWATER("underwater");

  private final List<String> homes;

  Habitat(String... homes) {
    this.homes = List.of(homes);
  }

  /// The scenes of subjects that name none of their own, likelier ones more than once.
  List<String> homes() {
    return homes;
  }
}
