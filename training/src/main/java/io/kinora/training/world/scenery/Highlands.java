package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.union;
import static io.kinora.training.world.scenery.Props.lerp;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Ridge;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;

/// Distant bands: mountains, tree line, skylines.
final class Highlands {
  private static final double[] PEAKS = {-3.35, -2.05, -.62, .72, 2.02, 3.38};

  private Highlands() {}

  static List<Thing> all() {
    return List.of(
        new Thing("far mountains", Box.BAND, Highlands::farMountains),
        new Thing("mountains", Box.BAND, (pen, colour, u, phase) -> mountains(pen, u)),
        new Thing("snowy mountains", Box.BAND, (pen, colour, u, phase) -> snowyMountains(pen, u)),
        new Thing("tree line", Box.BAND, Highlands::treeLine),
        new Thing("skyline", Box.BAND, (pen, colour, u, phase) -> skyline(pen, u, false)),
        new Thing("lit skyline", Box.BAND, (pen, colour, u, phase) -> skyline(pen, u, true)));
  }

  private static void farMountains(Pen pen, Color colour, float[] u, double phase) {
    Color blue = mix(new Color(140, 166, 206), new Color(160, 166, 208), u[6]);
    double[] base = {-.34, -.60, -.38, -.74, -.36, -.56};
    pen.flat(Ridge.slab(.5, 1.1), lighter(blue, .50));
    var mountains = new Shape[PEAKS.length];
    for (int i = 0; i < PEAKS.length; i++) {
      mountains[i] = new Mountain(PEAKS[i], base[i] + .44 * (u[i] - .5), 1.25, i).body();
    }
    pen.gradient(union(mountains), -.8, lighter(blue, .06), .5, lighter(blue, .50));
    double[] front = Ridge.heights(u, -.10, .10, -.06, .16, -.02, .18, .0);
    pen.gradient(
        Ridge.smooth(Ridge.refined(front, .07, -.08, .08, -.10, .05)),
        -.1,
        lighter(blue, .20),
        .9,
        lighter(blue, .58));
  }

  private static void mountains(Pen pen, float[] u) {
    Color rock = mix(new Color(104, 126, 164), new Color(112, 128, 150), u[6]);
    Color foot = mix(new Color(142, 176, 158), new Color(150, 176, 176), u[7]);
    range(pen, u, rock, foot, false);
  }

  private static void snowyMountains(Pen pen, float[] u) {
    Color rock = mix(new Color(122, 140, 178), new Color(132, 146, 172), u[6]);
    Color foot = mix(new Color(192, 208, 232), new Color(204, 214, 232), u[7]);
    range(pen, u, rock, foot, true);
  }

  /// Six peaks with a light and a dark face; `u[i]` is the height of the i-th.
  private static void range(Pen pen, float[] u, Color rock, Color foot, boolean snowy) {
    double[] base = {-.30, -.62, -.36, -.78, -.38, -.60};
    pen.flat(Ridge.slab(.5, 1.1), foot);
    for (int i : new int[] {1, 3, 5, 0, 2, 4}) {
      double y = base[i] - .42 * (u[i] - .5);
      var mountain = new Mountain(PEAKS[i], y, 1.0 + .14 * Bands.scatter(i, 3), i);
      Color face = i % 2 == 0 ? rock : lighter(rock, .12);
      Color dark = darker(rock, .5);
      pen.gradient(mountain.body(), y, lighter(face, .16), .75, foot);
      pen.gradient(mountain.shade(), y, glaze(dark, .44), .6, glaze(dark, 0));
      if (snowy) {
        pen.flat(mountain.snow(), new Color(250, 252, 255));
        pen.flat(mountain.snowShade(), new Color(194, 209, 237));
      }
    }
  }

  /// One craggy mountain as wide as `spread` times its height to either side.
  private record Mountain(double x, double y, double spread, int index) {
    Shape body() {
      return of(0, 0, .16, .20, .29, .24, .50, .52, 1, 1, -1, 1, -.52, .46, -.38, .36, -.17, .14);
    }

    Shape shade() {
      return of(
          0, 0, .05, .14, -.01, .33, .08, .50, -.03, .68, .10, 1, 1, 1, .50, .52, .29, .24, .16,
          .20);
    }

    Shape snow() {
      return of(
          0, 0, .16, .20, .29, .24, .18, .29, .11, .22, -.01, .33, -.09, .25, -.18, .36, -.25, .28,
          -.38, .36, -.17, .14);
    }

    Shape snowShade() {
      return of(0, 0, .05, .14, -.01, .33, .11, .22, .18, .29, .29, .24, .16, .20);
    }

    /// A polygon of points in heights of the mountain from its peak; every other one is mirrored.
    private Shape of(double... p) {
      double height = 1.1 - y;
      double wide = spread * height * (.94 + .12 * Bands.scatter(index, 5));
      var points = new double[p.length];
      for (int i = 0; i < p.length; i += 2) {
        points[i] = x + p[i] * wide;
        points[i + 1] = y + p[i + 1] * height;
      }
      return polygon(points);
    }
  }

  /// A forest far away: a soft back row and a front row of fixed tops on a line that `u` moves.
  private static void treeLine(Pen pen, Color colour, float[] u, double phase) {
    Color green = mix(new Color(70, 126, 96), new Color(84, 134, 88), u[6]);
    double[] line = Ridge.heights(u, .12, .12, .02, .14, .04, .10, .0);
    pen.gradient(tops(line, 24, .62, -.20, 1), -.6, lighter(green, .34), .3, lighter(green, .26));
    pen.gradient(tops(line, 19, .78, .14, 2), -.3, lighter(green, .10), .7, darker(green, .26));
  }

  private static Shape tops(double[] line, int count, double height, double lift, int salt) {
    double pitch = (Ridge.RIGHT - Ridge.LEFT) / count;
    Path2D path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    path.moveTo(Ridge.LEFT - .1, 1.1);
    path.lineTo(Ridge.LEFT - .1, at(line, Ridge.LEFT) + lift + .16);
    for (int i = 0; i < count; i++) {
      double x = Ridge.LEFT + pitch * (i + .3 + .4 * Bands.scatter(i, salt + 7));
      double foot = at(line, x) + lift + .16;
      double top = foot - height * (.60 + .50 * Bands.scatter(i, salt));
      double tier = (foot - top) / 3;
      double half = pitch * .62;
      path.lineTo(x - half, foot);
      path.lineTo(x - half * .36, foot - tier * .95);
      path.lineTo(x - half * .66, foot - tier);
      path.lineTo(x - half * .20, foot - tier * 1.95);
      path.lineTo(x - half * .42, foot - tier * 2);
      path.lineTo(x, top);
      path.lineTo(x + half * .42, foot - tier * 2);
      path.lineTo(x + half * .20, foot - tier * 1.95);
      path.lineTo(x + half * .66, foot - tier);
      path.lineTo(x + half * .36, foot - tier * .95);
      path.lineTo(x + half, foot);
    }
    path.lineTo(Ridge.RIGHT + .1, at(line, Ridge.RIGHT) + lift + .16);
    path.lineTo(Ridge.RIGHT + .1, 1.1);
    path.closePath();
    return path;
  }

  /// The height of a line through six control heights, straight between them.
  private static double at(double[] line, double x) {
    double place = (x - Ridge.LEFT) / (Ridge.RIGHT - Ridge.LEFT) * (line.length - 1);
    int i = Math.clamp((int) place, 0, line.length - 2);
    return lerp(line[i], line[i + 1], place - i);
  }

  /// A city far away: fixed plots, six groups of houses whose heights `u` moves.
  private static void skyline(Pen pen, float[] u, boolean lit) {
    Color far = lit ? new Color(48, 52, 98) : new Color(172, 188, 216);
    Color near = lit ? new Color(36, 38, 78) : new Color(140, 158, 194);
    double[] groups = Ridge.heights(u, .16, -.16, -.36, -.26, -.44, -.22, -.34);
    plots(pen, groups, 17, -.14, 1, far, lit ? new Color(70, 70, 122) : lighter(far, .4), false);
    plots(pen, groups, 20, .14, 2, near, lit ? new Color(46, 48, 92) : lighter(near, .34), lit);
  }

  private static void plots(
      Pen pen,
      double[] groups,
      int count,
      double lift,
      int salt,
      Color top,
      Color bottom,
      boolean lit) {
    double pitch = (Ridge.RIGHT - Ridge.LEFT) / count;
    pen.flat(Ridge.slab(.75, 1.1), bottom);
    for (int i = 0; i < count; i++) {
      double x = Ridge.LEFT + pitch * i;
      double y = at(groups, x + pitch / 2) + lift - .62 * (Bands.scatter(i, salt) - .5);
      double width = pitch * (1.02 + .12 * Bands.scatter(i, salt + 4));
      pen.gradient(box(x, y, width, 1.1 - y), y, top, .7, bottom);
      if (Bands.scatter(i, salt + 8) > .6) {
        pen.gradient(box(x + width * .25, y - .14, width * .5, .16), y, top, .7, bottom);
      }
      for (int k = 0; lit && k < 8; k++) {
        int row = k / 2;
        double glow = Bands.scatter(8 * i + k, 6);
        if (glow > .42) {
          Color pane = mix(new Color(255, 190, 96), new Color(255, 232, 168), glow);
          pen.flat(
              box(x + width * (k % 2 == 0 ? .18 : .58), y + .10 + .13 * row, width * .24, .06),
              pane);
        }
      }
    }
  }

  private static Shape box(double x, double y, double width, double height) {
    return polygon(x, y, x + width, y, x + width, y + height, x, y + height);
  }
}
