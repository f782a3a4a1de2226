package io.kinora.training.world;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/// The places of the world at every time of day and in every weather.
final class Scenery {
  private Scenery() {}

  /// The things of a scene in painting order, from far to near.
  ///
  /// @param v the [Layout#NUMBERS] numbers of the layout, in [0, 1)
  /// @param individuals draws the latent of each thing, even for an empty slot, so that weather
  ///     does not change the look of a mountain
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

  /// Random numbers of a layout.
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

  /// The cycles of a thing's phase per second; rain and snow fall by half their box per cycle.
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

  /// The drift of a thing: slow enough that moving clouds are not mistaken for a moving camera.
  static double drift(String thing, double nearness) {
    return "cloud".equals(thing) ? .08 * nearness : 0;
  }
}
