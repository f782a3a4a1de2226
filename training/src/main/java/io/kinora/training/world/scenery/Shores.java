package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Ridge;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.util.List;

/// Bands of water: its surface, its edge on a beach, its floor.
final class Shores {
  private Shores() {}

  static List<Thing> all() {
    return List.of(
        new Thing("water", Box.BAND, Shores::water),
        new Thing("surf", Box.BAND, Shores::surf),
        new Thing("seabed", Box.BAND, Shores::seabed));
  }

  /// Water from the horizon at y = -.96 down; lens-shaped highlights at fixed positions appear and
  /// fade.
  private static void water(Pen pen, Color colour, float[] u, double phase) {
    Color deep = mix(new Color(28, 104, 164), new Color(26, 118, 160), u[6]);
    Color shallow = mix(new Color(146, 214, 226), new Color(140, 204, 230), u[7]);
    pen.gradient(Ridge.slab(-.96, .1), -.96, shallow, .1, mix(shallow, deep, .62));
    pen.gradient(Ridge.slab(.09, 1.1), .09, mix(shallow, deep, .62), 1.1, darker(deep, .18));
    for (int i = 0; i < 46; i++) {
      double down = Math.pow((i + .5) / 46, 1.5);
      double y = -.90 + 1.84 * down;
      double x = Ridge.LEFT + 8 * Bands.golden(i, .05) + .07 * swing(phase, Bands.scatter(i, 11));
      double wave = .5 + .5 * swing(phase, Bands.scatter(i, 12));
      double width = (.12 + .34 * down) * (.75 + .25 * wave);
      double strength = .75 + .5 * (u[i % 6] - .5);
      Color lens = i % 3 == 0 ? darker(deep, .25) : lighter(shallow, .5);
      double opacity = (.16 + .30 * wave) * strength * (i % 3 == 0 ? .6 : 1);
      pen.flat(ellipse(x, y, width, .020 + .030 * down), glaze(lens, opacity));
    }
  }

  /// The edge of the sea on a beach: shallow water, foam, wet sand, dry sand.
  private static void surf(Pen pen, Color colour, float[] u, double phase) {
    Color sand = mix(new Color(240, 206, 150), new Color(238, 198, 142), u[6]);
    double tide = .05 * swing(phase, 0);
    double[] edge = Ridge.heights(u, .10, -.52, -.40, -.56, -.38, -.54, -.42);
    double[] reach = shifted(edge, .16 + tide);
    pen.gradient(
        Ridge.smooth(shifted(edge, -.24 + .4 * tide)),
        -.9,
        new Color(150, 222, 220),
        -.2,
        new Color(178, 232, 224));
    pen.flat(Ridge.smooth(edge), new Color(255, 255, 255));
    pen.gradient(
        Ridge.smooth(shifted(edge, .10 + .3 * tide)),
        -.5,
        new Color(176, 228, 222),
        -.1,
        new Color(206, 236, 226));
    pen.flat(Ridge.smooth(reach), new Color(250, 254, 252));
    pen.gradient(Ridge.smooth(shifted(reach, .11)), -.3, new Color(196, 160, 116), .40, sand);
    pen.gradient(
        Ridge.smooth(shifted(edge, .62)),
        .0,
        glaze(lighter(sand, .26), .0),
        .45,
        lighter(sand, .12));
    pen.gradient(Ridge.slab(.44, 1.1), .44, lighter(sand, .12), 1.1, darker(sand, .26));
  }

  private static void seabed(Pen pen, Color colour, float[] u, double phase) {
    Color sand = mix(new Color(228, 212, 164), new Color(220, 210, 176), u[6]);
    double[] back = Ridge.heights(u, .16, -.48, -.66, -.38, -.62, -.44, -.60);
    double[] front = Ridge.heights(u, -.12, .0, -.12, .08, -.10, .06, -.08);
    pen.gradient(
        Ridge.smooth(back),
        -.8,
        mix(sand, new Color(90, 150, 180), .45),
        .4,
        mix(sand, new Color(50, 100, 150), .55));
    pen.gradient(Ridge.smooth(front), -.2, lighter(sand, .16), 1, darker(sand, .42));
    for (int i = 0; i < 12; i++) {
      double x = Ridge.LEFT + 8 * Bands.golden(i, .25) + .05 * swing(phase, Bands.scatter(i, 13));
      double y = .22 + .70 * Bands.scatter(i, 14);
      double bright = .22 + .10 * swing(phase, Bands.golden(i, .5));
      pen.flat(ellipse(x, y, .34, .035), glaze(lighter(sand, .7), bright));
    }
  }

  private static double[] shifted(double[] heights, double by) {
    var moved = heights.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += by;
    }
    return moved;
  }
}
