package io.kinora.training.world;

import io.kinora.training.world.subject.Habitat;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.util.List;

/// Where a subject is at home: the scenes that it is shown in when a prompt names none, likelier
/// ones more than once.
final class Homes {
  private Homes() {}

  static List<String> of(Subject subject) {
    return switch (subject.name()) {
      case "rocket", "ufo" -> List.of("space", "space", "desert", "city", "mountains");
      case "butterfly" -> List.of("meadow", "meadow", "forest", "farm", "jungle", "lake");
      case "car" -> List.of("city", "city", "desert", "farm");
      case "train" -> List.of("farm", "mountains", "meadow", "desert");
      case "robot" -> List.of("city", "space", "desert");
      case "cat" -> List.of("meadow", "city", "farm", "beach");
      case "dog" -> List.of("meadow", "beach", "farm", "snowfield");
      case "horse" -> List.of("farm", "farm", "meadow", "mountains");
      case "flower" -> List.of("meadow", "meadow", "forest", "farm", "lake");
      case "turtle" -> List.of("beach", "beach", "meadow", "jungle");
      case "rabbit" -> List.of("meadow", "forest", "farm", "snowfield");
      case "duck" -> List.of("lake", "lake", "sea");
      case "elephant" -> List.of("jungle", "jungle", "meadow", "desert");
      case "lion" -> List.of("desert", "jungle", "meadow");
      case "cow" -> List.of("farm", "farm", "farm", "meadow");
      case "penguin" -> List.of("snowfield", "snowfield", "snowfield", "beach");
      case "owl" -> List.of("forest", "forest", "forest", "farm");
      case "bee" -> List.of("meadow", "meadow", "farm", "forest");
      case "frog" -> List.of("lake", "lake", "jungle", "meadow");
      case "dinosaur" -> List.of("jungle", "jungle", "desert", "mountains");
      case "dragon" -> List.of("mountains", "mountains", "sea", "desert", "forest");
      case "girl", "boy" -> List.of("meadow", "farm", "beach", "city", "lake");
      case "bear" -> List.of("forest", "forest", "mountains", "snowfield");
      case "truck" -> List.of("city", "city", "desert", "farm");
      case "bus" -> List.of("city", "city", "city", "farm");
      case "tree" -> List.of("meadow", "meadow", "farm", "lake");
      case "candle" -> List.of("meadow", "snowfield", "forest");
      case "kite" -> List.of("beach", "beach", "meadow", "farm");
      case "star" -> List.of("space", "space", "mountains", "sea");
      default -> of(subject.habitat());
    };
  }

  /// Whether training never shows this subject in this scene: one pair in six of those where it is
  /// not at home.
  static boolean heldOut(Subject subject, String scene) {
    int pair = Subjects.all().indexOf(subject) * 5 + DioramaWords.SCENES.indexOf(scene);
    return pair % 6 == 2 && !of(subject).contains(scene);
  }

  private static List<String> of(Habitat habitat) {
    return switch (habitat) {
      case AIR -> List.of("meadow", "sea", "mountains", "city", "forest", "beach", "farm", "lake");
      case GROUND -> List.of("meadow", "forest", "mountains", "farm", "jungle", "desert");
      case WATER -> List.of("sea", "sea", "beach", "lake");
      case UNDERWATER -> List.of("underwater");
    };
  }
}
