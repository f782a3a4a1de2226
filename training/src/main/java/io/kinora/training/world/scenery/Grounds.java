package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.polygon;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Ridge;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Bands of solid ground: hills, meadow, dunes, sand, snow, street, moon.
final class Grounds {
  private Grounds() {}

  static List<Thing> all() {
    return List.of(
        new Thing("hills", Box.BAND, Grounds::hills),
        new Thing("meadow", Box.BAND, Grounds::meadow),
        new Thing("dunes", Box.BAND, Grounds::dunes),
        new Thing("sand", Box.BAND, Grounds::sand),
        new Thing("snow ground", Box.BAND, Grounds::snow),
        new Thing("street", Box.BAND, Grounds::street),
        new Thing("moon ground", Box.BAND, Grounds::moon));
  }

  private static void hills(Pen pen, Color colour, float[] u, double phase) {
    Color green = mix(new Color(132, 184, 122), new Color(146, 186, 106), u[6]);
    double[] back = Ridge.heights(u, .20, -.36, -.52, -.22, -.44, -.56, -.30);
    double[] front = Ridge.heights(u, -.16, .06, .18, -.04, .20, .02, .16);
    pen.gradient(Ridge.smooth(back), -.7, lighter(green, .18), .4, darker(green, .06));
    pen.gradient(Ridge.smooth(front), -.2, lighter(green, .08), .9, darker(green, .22));
  }

  private static void meadow(Pen pen, Color colour, float[] u, double phase) {
    Color green = mix(new Color(126, 190, 84), new Color(144, 192, 80), u[6]);
    double[] top = Ridge.heights(u, .10, -.70, -.78, -.66, -.76, -.64, -.72);
    Shape ground = Ridge.smooth(top);
    pen.gradient(ground, -.85, lighter(green, .22), 1, darker(green, .42));
    double[] swell = Ridge.heights(u, -.12, -.22, -.34, -.10, -.30, -.14, -.26);
    pen.gradient(Ridge.smooth(swell), -.4, glaze(lighter(green, .30), .55), .5, glaze(green, 0));
    double[] fold = Ridge.heights(u, .12, .30, .20, .36, .18, .34, .24);
    pen.gradient(Ridge.smooth(fold), .1, glaze(lighter(green, .20), .5), .8, glaze(green, 0));
    tufts(pen, darker(green, .34), lighter(green, .45));
  }

  /// Tufts of grass at fixed places, larger towards the viewer.
  private static void tufts(Pen pen, Color shade, Color light) {
    for (int i = 0; i < 26; i++) {
      double y = -.40 + 1.35 * Bands.scatter(i, 2);
      double x = Ridge.LEFT + .15 + 7.7 * Bands.golden(i, .1);
      double s = .07 + .07 * (y + .5);
      Shape tuft =
          polygon(
              x - s,
              y,
              x - s * .8,
              y - s * .9,
              x - s * .3,
              y - s * .2,
              x,
              y - s * 1.3,
              x + s * .3,
              y - s * .2,
              x + s * .9,
              y - s * .8,
              x + s,
              y);
      pen.flat(tuft, glaze(i % 2 == 0 ? shade : light, .34));
    }
  }

  private static void dunes(Pen pen, Color colour, float[] u, double phase) {
    Color sand = mix(new Color(240, 200, 136), new Color(244, 194, 124), u[6]);
    double[] back = Ridge.heights(u, .18, -.30, -.58, -.20, -.50, -.28, -.56);
    double[] front = Ridge.heights(u, -.18, .16, -.10, .22, .02, .20, -.12);
    pen.gradient(Ridge.smooth(back), -.8, lighter(sand, .30), .5, darker(sand, .12));
    lee(pen, back, darker(sand, .40), .42);
    pen.gradient(Ridge.smooth(front), -.3, lighter(sand, .22), 1, darker(sand, .24));
    lee(pen, front, darker(sand, .42), .46);
  }

  /// The shaded side of each crest: from the top of the 2nd and 4th control point down to the
  /// right.
  private static void lee(Pen pen, double[] line, Color shade, double opacity) {
    Shape below = Ridge.smooth(line);
    double step = (Ridge.RIGHT - Ridge.LEFT) / (line.length - 1);
    pen.clipped(
        below,
        () -> {
          for (int i = 1; i < line.length; i += 2) {
            double x = Ridge.LEFT + step * i;
            double y = line[i];
            double end = line[Math.min(i + 1, line.length - 1)];
            var face = new java.awt.geom.Path2D.Double();
            face.moveTo(x - .05, y - .1);
            face.curveTo(x + .15, y + .25, x - .45, y + .45, x - .20, y + .95);
            face.curveTo(x + .3, y + .9, x + step * .7, end + .2, x + step * 1.1, end);
            face.lineTo(x + step * 1.1, y - .3);
            face.lineTo(x - .05, y - .3);
            face.closePath();
            pen.gradient(face, y, glaze(shade, opacity), y + .75, glaze(shade, 0));
          }
        });
  }

  private static void sand(Pen pen, Color colour, float[] u, double phase) {
    Color sand = mix(new Color(240, 206, 150), new Color(238, 198, 142), u[6]);
    pen.gradient(
        Ridge.smooth(Ridge.heights(u, .08, -.74, -.68, -.78, -.70, -.76, -.68)),
        -.8,
        lighter(sand, .30),
        1,
        darker(sand, .28));
    double[] swell = Ridge.heights(u, -.10, -.10, -.24, -.06, -.20, -.02, -.18);
    pen.gradient(Ridge.smooth(swell), -.3, glaze(darker(sand, .30), .30), .4, glaze(sand, 0));
    double[] fold = Ridge.heights(u, .10, .40, .30, .46, .28, .44, .34);
    pen.gradient(Ridge.smooth(fold), .2, glaze(lighter(sand, .40), .5), .8, glaze(sand, 0));
  }

  private static void snow(Pen pen, Color colour, float[] u, double phase) {
    Color shade = mix(new Color(196, 212, 240), new Color(202, 210, 240), u[6]);
    double[] top = Ridge.heights(u, .11, -.68, -.78, -.62, -.76, -.62, -.72);
    pen.gradient(Ridge.smooth(top), -.85, Color.WHITE, 1.1, shade);
    double[] swell = Ridge.heights(u, -.13, -.18, -.32, -.06, -.28, -.10, -.24);
    pen.gradient(Ridge.smooth(swell), -.4, Color.WHITE, .8, glaze(shade, .5));
    double[] fold = Ridge.heights(u, .13, .38, .24, .46, .22, .42, .30);
    pen.gradient(Ridge.smooth(fold), .1, Color.WHITE, 1.0, shade);
  }

  /// A street seen from the pavement across: kerb, asphalt, dashes, kerb.
  private static void street(Pen pen, Color colour, float[] u, double phase) {
    Color asphalt = mix(new Color(104, 108, 122), new Color(112, 110, 118), u[6]);
    pen.gradient(
        Ridge.slab(-.96, 1.1), -.96, new Color(206, 202, 200), -.5, new Color(178, 176, 182));
    pen.flat(Ridge.slab(-.60, -.50), new Color(226, 222, 216));
    pen.gradient(Ridge.slab(-.50, 1.1), -.5, lighter(asphalt, .10), 1, darker(asphalt, .30));
    Color paint = new Color(246, 236, 204);
    for (int i = 0; i < 8; i++) {
      double x = Ridge.LEFT + i + .22;
      pen.flat(polygon(x, .14, x + .56, .14, x + .60, .25, x - .04, .25), paint);
    }
    pen.gradient(Ridge.slab(.80, 1.1), .8, new Color(214, 208, 204), 1, new Color(180, 176, 182));
  }

  private static void moon(Pen pen, Color colour, float[] u, double phase) {
    Color dust = mix(new Color(176, 170, 190), new Color(190, 176, 178), u[6]);
    double[] back = Ridge.heights(u, .14, -.62, -.74, -.52, -.70, -.56, -.76);
    double[] front = Ridge.heights(u, -.08, -.18, -.08, -.22, -.06, -.20, -.10);
    pen.gradient(
        Ridge.smooth(Ridge.refined(back, .06, -.08, .07, -.05, .08)),
        -.85,
        lighter(dust, .1),
        .2,
        darker(dust, .48));
    pen.gradient(Ridge.smooth(front), -.3, lighter(dust, .30), 1, darker(dust, .42));
    for (int i = 0; i < 9; i++) {
      double x = Ridge.LEFT + .45 + .88 * i;
      double y = .12 + .70 * Bands.scatter(i, 4);
      double r = .16 + .20 * (y + .1) * (.6 + .4 * Bands.golden(i, .2));
      pen.flat(ellipse(x, y, r * 1.12, r * .34), glaze(lighter(dust, .5), .55));
      pen.gradient(
          ellipse(x, y + .02, r, r * .28), y - .1, darker(dust, .62), y + .12, darker(dust, .34));
    }
  }
}
