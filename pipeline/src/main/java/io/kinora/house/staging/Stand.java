package io.kinora.house.staging;

import io.kinora.noun.Habitat;
import io.kinora.noun.Manner;
import io.kinora.noun.Noun;
import java.util.List;

/// Maps a noun painted from its code to the most similar subject that the networks of motion and
/// light know.
final class Stand {
  private Stand() {}

  /// The subject of the networks most similar to a noun.
  static String in(Noun noun) {
    boolean animal = noun.category().equals("animal");
    return switch (noun.habitat()) {
      case ROAD -> noun.height() > 2 ? "truck" : "car";
      case RAIL -> "train";
      case WATER -> animal ? "duck" : "sailboat";
      case UNDERWATER -> noun.height() > 1 ? "shark" : "fish";
      case AIR -> noun.manner() == Manner.FLUTTER ? "butterfly" : animal ? "bird" : "balloon";
      case SKY -> "balloon";
      case SPACE -> "ufo";
      case INDOOR, TABLE, WALL, HAND -> "candle";
      case GROUND -> onGround(noun, animal);
    };
  }

  private static String onGround(Noun noun, boolean animal) {
    if (java.util.Set.of("person", "pose", "fantasy").contains(noun.category())) {
      return noun.manner() == Manner.FLOAT ? "ufo" : "boy";
    }
    if (animal) {
      return noun.manner() == Manner.HOP
          ? "rabbit"
          : noun.height() > 2 ? "elephant" : noun.height() > 1 ? "horse" : "dog";
    }
    return noun.category().equals("vehicle") ? "car" : "tree";
  }

  /// Whether a thing floats on water and not in the air above it.
  static boolean drifts(Noun noun) {
    return switch (noun.habitat()) {
      case GROUND, TABLE, INDOOR, HAND -> true;
      case AIR -> noun.category().equals("plant");
      default -> false;
    };
  }

  /// The rank of a noun for the choice of the place: the homes of the noun with the lowest rank are
  /// used.
  static int placeRank(Noun noun) {
    if (noun.habitat() == Habitat.WATER && noun.category().equals("vehicle")) {
      return -1; // a boat is never on land
    }
    return switch (noun.category()) {
      case "building" -> 0;
      case "furniture" -> 1;
      default -> 2;
    };
  }

  /// The default scenes and places of a noun.
  static List<String> homes(Noun noun) {
    if (!noun.homes().isEmpty()) {
      return noun.homes();
    }
    Habitat habitat = noun.habitat();
    return switch (habitat) {
      case ROAD -> List.of("city");
      case RAIL -> List.of("meadow", "farm");
      case WATER -> List.of("lake", "sea");
      case UNDERWATER -> List.of("underwater");
      case SPACE -> List.of("space");
      case AIR, SKY -> List.of("meadow", "mountains", "sea");
      case INDOOR, TABLE, WALL, HAND -> List.of("meadow");
      case GROUND ->
          switch (noun.category()) {
            case "building", "street", "vehicle" -> List.of("city", "meadow");
            case "animal" -> List.of("meadow", "forest", "farm");
            default -> List.of("meadow", "farm");
          };
    };
  }
}
