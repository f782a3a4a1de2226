package io.kinora.training.world.scenery;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import java.awt.Color;
import java.util.List;
import java.util.stream.Stream;

/// The props of scenery: single things that a layout puts into a scene, from a cloud to a
/// lighthouse. Plants and buildings have their base at [#FOOT].
public final class Props {
  /// The base of a standing prop, in half heights of its box below the centre.
  public static final double FOOT = .9 * .94;

  private Props() {}

  /// All props, each with its own name.
  public static List<Thing> all() {
    return Stream.of(SkyProps.all(), Plants.all(), Landmarks.all(), Countryside.props())
        .flatMap(List::stream)
        .toList();
  }

  /// The soft shade under a standing prop.
  static void ground(Pen pen, double x, double halfWidth) {
    Color dark = new Color(22, 26, 48);
    pen.flat(Pen.ellipse(x, .9, halfWidth, .075), Pen.glaze(dark, .12));
    pen.flat(Pen.ellipse(x, .9, halfWidth * .78, .055), Pen.glaze(dark, .14));
  }

  /// A smooth swing from -1 to 1, periodic in `phase`.
  static double swing(double phase, double offset) {
    return Math.sin(2 * Math.PI * (phase + offset));
  }

  /// `low` to `high` as `u` goes from 0 to 1.
  public static double lerp(double low, double high, double u) {
    return low + (high - low) * u;
  }
}
