package io.kinora.house;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.Texture;
import io.kinora.house.compose.WaterLine;
import java.util.List;
import java.util.function.UnaryOperator;

/// A thing in the water, with its mirror image below it and foam at the water line.
final class Floating {
  /// The height of the foam relative to the thing's width, and the amplitude and frequency of its
  /// swell.
  private static final double FOAM = .27, SWELL = .05, SWELLS = .5;

  private Floating() {}

  /// @param thing the thing as on land
  /// @param foam in the light of the shot
  /// @param wide the share of its box's width that the thing fills
  /// @param line the height of the surface, from the top of the box (0) to its bottom (1)
  static List<Layer> layers(Layer thing, Texture foam, double wide, double line) {
    double surface = 2 * line - 1; // in half heights below the middle of the box
    double deeper = 2 * (WaterLine.SURFACE - line);
    Layer.Path path = seconds -> lower(thing.path().at(seconds), deeper);
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
        with(thing, texture -> WaterLine.mirrored(texture, line), below),
        with(thing, texture -> WaterLine.afloat(texture, line), path),
        new Layer(thing.name(), List.of(foam), false, _ -> 0, 1, Layer.Repeat.ONCE, parting));
  }

  private static Layer.Pose lower(Layer.Pose pose, double halfHeights) {
    return new Layer.Pose(
        pose.x(),
        pose.y() + halfHeights * pose.halfHeight(),
        pose.halfHeight(),
        pose.turn(),
        pose.mirrored(),
        pose.warp());
  }

  /// The thing in all its phases, changed by `left`.
  private static Layer with(Layer thing, UnaryOperator<Texture> left, Layer.Path path) {
    return new Layer(
        thing.name(),
        thing.phases().stream().map(left).toList(),
        thing.mixed(),
        thing.cycle(),
        1,
        Layer.Repeat.ONCE,
        path);
  }
}
