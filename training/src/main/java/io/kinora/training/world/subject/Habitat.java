package io.kinora.training.world.subject;

import java.util.List;

/// The usual position of a subject in a scene.
public enum Habitat {
  /// in the sky, and in space
  AIR,
  /// standing with its lowest point on the ground
  GROUND,
  /// floating on the surface of water
  WATER,
  /// below the surface
  UNDERWATER;

  /// The default scenes of subjects without scenes of their own; more likely ones occur more than
  /// once.
  List<String> homes() {
    return switch (this) {
      case AIR -> List.of("meadow", "sea", "mountains", "city", "forest", "beach", "farm", "lake");
      case GROUND -> List.of("meadow", "forest", "mountains", "farm", "jungle", "desert");
      case WATER -> List.of("sea", "sea", "beach", "lake");
      case UNDERWATER -> List.of("underwater");
    };
  }
}
