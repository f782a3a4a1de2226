package io.kinora.training.world.subject;

import java.util.List;

/// Where a subject usually is in a scene.
public enum Habitat {
  /// in the sky, and in space
  AIR,
  /// standing with its lowest point on the ground
  GROUND,
  /// floating on the surface of water
  WATER,
  /// below the surface
  UNDERWATER;

  /// The scenes of subjects that name none of their own, likelier ones more than once.
  List<String> homes() {
    return switch (this) {
      case AIR -> List.of("meadow", "sea", "mountains", "city", "forest", "beach", "farm", "lake");
      case GROUND -> List.of("meadow", "forest", "mountains", "farm", "jungle", "desert");
      case WATER -> List.of("sea", "sea", "beach", "lake");
      case UNDERWATER -> List.of("underwater");
    };
  }
}
