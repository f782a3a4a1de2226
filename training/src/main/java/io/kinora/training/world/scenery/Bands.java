package io.kinora.training.world.scenery;

import io.kinora.training.world.drawing.Thing;
import java.util.List;
import java.util.stream.Stream;

/// The wide layers of scenery, from far mountains to falling snow. A ridge or a shore is
/// transparent above its outline and opaque below it; stars, rain and snowfall fill their box.
public final class Bands {
  private Bands() {}

  /// All bands, each with its own name.
  public static List<Thing> all() {
    return Stream.of(Highlands.all(), Grounds.all(), Shores.all(), Veils.all(), Countryside.bands())
        .flatMap(List::stream)
        .toList();
  }

  /// Whether a band fills its box and is repeated above and below it.
  public static boolean tiles(String band) {
    return switch (band) {
      case "stars", "rain", "snowfall" -> true;
      default -> false;
    };
  }

  /// The k-th number of a sequence that fills [0, 1) evenly, the same for every picture.
  static double golden(int k, double offset) {
    double x = k * .6180339887 + offset;
    return x - Math.floor(x);
  }

  /// A fixed pseudo-random number in [0, 1) for a thing's k-th detail.
  static double scatter(int k, int salt) {
    double x = Math.sin(k * 12.9898 + salt * 78.233) * 43758.5453;
    return x - Math.floor(x);
  }
}
