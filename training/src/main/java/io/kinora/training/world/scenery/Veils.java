package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Ridge;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// Bands that fill their whole box, mostly transparent: stars, rain, snowfall. Rain and snow repeat
/// every unit of height and fall by that much in one cycle of phase, so they loop and tile. No
/// detail is narrower than a pixel of the painter's logits (1/16 of a unit), because it would not
/// be learnt.
public final class Veils {
  private Veils() {}

  public static List<Thing> all() {
    return List.of(
        new Thing("stars", Box.BAND, Veils::stars),
        new Thing("rain", Box.BAND, Veils::rain),
        new Thing("snowfall", Box.BAND, Veils::snowfall));
  }

  private static void stars(Pen pen, Color colour, float[] u, double phase) {
    for (int i = 0; i < 48; i++) {
      double x = Ridge.LEFT + 8 * Bands.golden(i, .3);
      double y = -.96 + 1.92 * Bands.scatter(i, 11);
      double size = .028 + .026 * Math.pow(Bands.golden(7 * i, .6), 2);
      double shine = .62 + .28 * swing(phase, Bands.scatter(i, 12)) + .16 * (u[i % 6] - .5);
      Color light = i % 4 == 0 ? new Color(255, 236, 206) : new Color(226, 236, 255);
      pen.flat(ellipse(x, y, size * 1.8, size * 1.8), glaze(light, shine * .14));
      pen.flat(ellipse(x, y, size, size), glaze(light, Math.min(1, shine)));
    }
  }

  private static void rain(Pen pen, Color colour, float[] u, double phase) {
    Color drop = new Color(214, 228, 244);
    for (int i = 0; i < 24; i++) {
      double x = Ridge.LEFT + .08 + 7.84 * (i + .5) / 24;
      double length = .28 + .16 * Bands.golden(i, .4);
      double opacity = .42 + .22 * (u[i % 6] - .5);
      double start = Bands.scatter(i, 13) + phase;
      start -= Math.floor(start);
      for (int k = -1; k < 3; k++) {
        double y = -1 + start + k - length;
        pen.flat(
            new RoundRectangle2D.Double(x - .03, y, .06, length, .06, .06), glaze(drop, opacity));
      }
    }
  }

  private static void snowfall(Pen pen, Color colour, float[] u, double phase) {
    for (int i = 0; i < 26; i++) {
      double size = .045 + .030 * Bands.golden(5 * i, .2);
      double x = Ridge.LEFT + .12 + 7.76 * (i + .5) / 26 + .05 * swing(phase, Bands.golden(i, .7));
      double opacity = .86 + .2 * (u[i % 6] - .5);
      double start = Bands.scatter(i, 14) + phase;
      start -= Math.floor(start);
      for (int k = -1; k < 3; k++) {
        pen.flat(ellipse(x, -1 + start + k, size, size), glaze(Color.WHITE, Math.min(1, opacity)));
      }
    }
  }
}
