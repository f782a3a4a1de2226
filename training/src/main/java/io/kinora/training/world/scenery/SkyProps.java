package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.hsb;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Pen.union;
import static io.kinora.training.world.scenery.Props.lerp;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Arc2D;
import java.util.List;

/// Props of the sky and of light: sun, moon, cloud, planet, lamp light, glitter on water, shadow.
final class SkyProps {
  private SkyProps() {}

  static List<Thing> all() {
    return List.of(
        new Thing("sun", Box.SQUARE, SkyProps::sun),
        new Thing("moon", Box.SQUARE, SkyProps::moon),
        new Thing("cloud", Box.SQUARE, SkyProps::cloud),
        new Thing("planet", Box.SQUARE, SkyProps::planet),
        new Thing("glow", Box.SQUARE, SkyProps::glow),
        new Thing("glitter", Box.SQUARE, SkyProps::glitter),
        new Thing("shadow", Box.SQUARE, SkyProps::shadow));
  }

  private static void sun(Pen pen, Color colour, float[] u, double phase) {
    double radius = lerp(.36, .44, u[0]);
    Color light = new Color(255, 236, 178);
    pen.glow(0, 0, 1, light, .62 + .05 * swing(phase, 0));
    pen.flat(ellipse(0, 0, radius, radius), new Color(255, 247, 216));
  }

  private static void moon(Pen pen, Color colour, float[] u, double phase) {
    pen.glow(0, 0, 1, new Color(214, 226, 255), .42 + .04 * swing(phase, 0));
    double r = lerp(.40, .46, u[0]);
    Shape disc = ellipse(0, 0, r, r);
    pen.gradient(disc, -r, new Color(255, 253, 240), r, new Color(226, 228, 232));
    Color sea = new Color(208, 210, 216);
    double turn = .6 * (u[1] - .5);
    pen.clipped(
        disc,
        () -> {
          pen.flat(turned(ellipse(-.15, -.12, .12, .10), turn, 0, 0), sea);
          pen.flat(turned(ellipse(.14, .13, .10, .085), turn, 0, 0), sea);
          pen.flat(turned(ellipse(.15, -.20, .06, .055), turn, 0, 0), sea);
          pen.flat(turned(ellipse(-.10, .22, .065, .055), turn, 0, 0), sea);
        });
  }

  private static void cloud(Pen pen, Color colour, float[] u, double phase) {
    double breath = 1 + .025 * swing(phase, 0);
    double other = 1 + .025 * swing(phase, .37);
    double base = .34;
    Shape puffs =
        union(
            ellipse(0, base - .13, .92, .17),
            puff(lerp(-.62, -.52, u[0]), base - .16, lerp(.26, .34, u[1]) * other),
            puff(lerp(-.22, -.12, u[2]), base - .32, lerp(.36, .46, u[3]) * breath),
            puff(lerp(.26, .36, u[4]), base - .22, lerp(.30, .40, u[5]) * other),
            puff(.62, base - .14, .22 * breath));
    pen.gradient(puffs, -.5, Color.WHITE, base + .06, new Color(206, 216, 234));
    // A soft second light gives the billows volume.
    pen.clipped(
        puffs,
        () -> {
          pen.glow(lerp(-.30, -.20, u[2]), base - .48, .5, Color.WHITE, .9);
          pen.glow(lerp(.22, .32, u[4]), base - .36, .4, Color.WHITE, .8);
        });
  }

  private static Shape puff(double x, double y, double radius) {
    return ellipse(x, y, radius, radius * .92);
  }

  private static void planet(Pen pen, Color colour, float[] u, double phase) {
    Color ground = hsb(lerp(.92, 1.72, u[0]), .5, .92);
    double r = lerp(.50, .58, u[1]);
    double tilt = lerp(-.45, -.15, u[2]);
    Color ring = new Color(240, 222, 190);
    pen.glow(0, 0, .88, lighter(ground, .3), .35);
    pen.stroke(ring(r, tilt, 0, 180), .085, glaze(darker(ring, .35), .9));
    Shape ball = ellipse(0, 0, r, r);
    pen.gradient(ball, -r, lighter(ground, .28), r, darker(ground, .5));
    pen.clipped(
        ball,
        () -> {
          double drift = .03 * swing(phase, 0);
          Color stripe = glaze(Color.WHITE, .2);
          pen.flat(turned(ellipse(drift, -.26, .8, .07), tilt, 0, 0), stripe);
          pen.flat(turned(ellipse(-drift, .0, .8, .09), tilt, 0, 0), stripe);
          pen.flat(turned(ellipse(drift, .27, .8, .06), tilt, 0, 0), stripe);
          pen.glow(.40, .38, .75, new Color(18, 10, 46), .55);
        });
    pen.stroke(ring(r, tilt, 180, 180), .085, glaze(ring, .95));
  }

  private static Shape ring(double radius, double tilt, double start, double extent) {
    double w = radius * 1.62;
    double h = radius * .42;
    return turned(new Arc2D.Double(-w, -h, 2 * w, 2 * h, start, extent, Arc2D.OPEN), tilt, 0, 0);
  }

  private static void glow(Pen pen, Color colour, float[] u, double phase) {
    double flicker = 1 + .06 * swing(phase, 0);
    Color lamp = new Color(255, 214, 128);
    pen.glow(0, 0, 1, lamp, .5 * flicker);
    pen.glow(0, 0, lerp(.40, .50, u[0]), new Color(255, 240, 190), .9);
  }

  /// The glitter path of the sun or the moon on water: rows of soft lens shapes, wider towards the
  /// viewer.
  private static void glitter(Pen pen, Color colour, float[] u, double phase) {
    Color light = new Color(255, 244, 214);
    for (int row = 0; row < 9; row++) {
      double near = row / 8.0;
      double y = -.92 + 1.84 * Math.pow(near, 1.25);
      double width = (.16 + .56 * near) * (1 + .16 * swing(phase, row * .381)) * lerp(.8, 1, u[0]);
      double x = .08 * swing(phase, row * .618) * (.4 + near) + .06 * (u[1] - .5);
      double opacity = .62 - .34 * near;
      pen.flat(ellipse(x, y, width, .03 + .045 * near), glaze(light, opacity * .45));
      pen.flat(ellipse(x, y, width * .62, .022 + .03 * near), glaze(light, opacity));
    }
  }

  private static void shadow(Pen pen, Color colour, float[] u, double phase) {
    Color dark = new Color(18, 16, 44);
    for (int i = 0; i < 5; i++) {
      double size = 1 - .14 * i;
      pen.flat(ellipse(0, 0, .98 * size, .24 * size), glaze(dark, .075));
    }
  }
}
