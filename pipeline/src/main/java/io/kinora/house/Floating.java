package io.kinora.house;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Texture;
import io.kinora.house.compose.WaterLine;
import java.util.List;

/// A thing in the water, with its mirror image below it and foam where it parts the water.
final class Floating {
  /// How high the foam is over the width of the thing, and how much and how often it swells.
  private static final double FOAM = .27, SWELL = .05, SWELLS = .5;

  private Floating() {}

  /// @param thing as it would be on land
  /// @param foam in the light of the shot
  /// @param wide the part of its box's width that the thing fills
  static List<Layer> layers(Layer thing, Texture foam, double wide) {
    double surface = 2 * WaterLine.SURFACE - 1; // in half heights below the middle of the box
    Texture texture = thing.phases().getFirst();
    Layer.Path path = thing.path();
    Layer.Path below =
        seconds -> {
          Layer.Pose pose = path.at(seconds);
          double half = pose.halfHeight();
          return new Layer.Pose(
              pose.x(), pose.y() + 2 * surface * half, half, -pose.turn(), pose.mirrored());
        };
    Layer.Path parting =
        seconds -> {
          Layer.Pose pose = path.at(seconds);
          double half = pose.halfHeight();
          double swell = 1 + SWELL * Math.sin(2 * Math.PI * SWELLS * seconds);
          return new Layer.Pose(
              pose.x(), pose.y() + surface * half, FOAM * half * wide * swell, 0, false);
        };
    return List.of(
        flat(thing.name(), WaterLine.mirrored(texture), below),
        flat(thing.name(), WaterLine.afloat(texture), path),
        flat(thing.name(), foam, parting));
  }

  private static Layer flat(String name, Texture texture, Layer.Path path) {
    return new Layer(name, List.of(texture), false, _ -> 0, 1, Layer.Repeat.ONCE, path);
  }
}
