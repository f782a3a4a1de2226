package io.kinora.training.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The places of the world under every time of day and weather.
final class Scenery {
  private Scenery() {}

  /// What stands in a scene, in the order to paint it: from far to near.
  ///
  /// @param v the [Layout#NUMBERS] numbers of the layout, in [0, 1)
  /// @param individuals draws the numbers of each thing, whether its slot is filled or not, so that
  ///     weather does not change what a mountain looks like
  static List<Placement> of(
      String scene, String time, String weather, float[] v, RandomGenerator individuals) {
    var placements = new ArrayList<Placement>();
    for (Layout.Slot slot : Layout.of(scene, time, weather, v)) {
      float[] u = draw(individuals);
      if (slot.present()) {
        placements.add(
            new Placement(
                slot.thing(),
                slot.x(),
                slot.y(),
                slot.halfHeight(),
                slot.nearness(),
                slot.mirrored(),
                cyclesPerSecond(slot.thing(), slot.halfHeight()),
                drift(slot.thing(), slot.nearness()),
                u));
      }
    }
    return placements;
  }

  /// The numbers of a layout.
  static float[] numbers(RandomGenerator random) {
    var v = new float[Layout.NUMBERS];
    for (int i = 0; i < v.length; i++) {
      v[i] = random.nextFloat();
    }
    return v;
  }

  private static float[] draw(RandomGenerator random) {
    var u = new float[DioramaLayers.LATENTS];
    for (int i = 0; i < u.length; i++) {
      u[i] = random.nextFloat();
    }
    return u;
  }

  /// How often a second a thing goes through its phase; rain and snow fall by half their box then.
  static double cyclesPerSecond(String thing, double halfHeight) {
    return switch (thing) {
      case "rain" -> 1.9 / halfHeight;
      case "snowfall" -> .20 / halfHeight;
      case "seaweed", "water", "glitter", "water lilies" -> .25;
      case "cloud", "sun", "moon", "planet" -> .08;
      case "surf" -> .14;
      default -> .2;
    };
  }

  /// So slow that clouds are not taken for a camera that moves.
  static double drift(String thing, double nearness) {
    return "cloud".equals(thing) ? .08 * nearness : 0;
  }
}
