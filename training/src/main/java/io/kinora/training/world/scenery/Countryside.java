package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.hsb;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.union;
import static io.kinora.training.world.scenery.Props.lerp;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Ridge;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// Props and bands of the farm, the jungle and the lake. Props stand on y = .9.
final class Countryside {
  private static final double FOOT = .9;
  private static final Color BARK = new Color(124, 92, 66);
  private static final Color STRAW = new Color(236, 200, 108);

  private Countryside() {}

  static List<Thing> props() {
    return List.of(
        new Thing("barn", Box.SQUARE, Countryside::barn),
        new Thing("fence", Box.SQUARE, Countryside::fence),
        new Thing("hay bale", Box.SQUARE, Countryside::hayBale),
        new Thing("jungle tree", Box.SQUARE, Countryside::jungleTree),
        new Thing("fern", Box.SQUARE, Countryside::fern),
        new Thing("reeds", Box.SQUARE, Countryside::reeds),
        new Thing("water lilies", Box.SQUARE, Countryside::waterLilies));
  }

  static List<Thing> bands() {
    return List.of(
        new Thing("wheat field", Box.BAND, Countryside::wheatField),
        new Thing("jungle wall", Box.BAND, Countryside::jungleWall));
  }

  /// A gambrel-roofed barn with a white-framed gate, and a silo behind it.
  private static void barn(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, .06, .92);
    Color red = hsb(lerp(-.02, .03, u[0]), .66, lerp(.66, .76, u[1]));
    Color roof = hsb(lerp(.58, .68, u[2]), .14, .46);
    Color white = new Color(250, 244, 234);
    Color steel = new Color(186, 194, 206);
    double silo = lerp(-.72, -.56, u[3]);
    pen.gradient(box(.46, silo, .40, FOOT - silo), silo, lighter(steel, .3), FOOT, steel);
    pen.flat(box(.70, silo, .16, FOOT - silo), glaze(darker(steel, .6), .25));
    pen.gradient(
        ellipse(.66, silo, .20, .17), silo - .17, lighter(red, .2), silo + .1, darker(red, .2));
    double half = lerp(.58, .64, u[4]);
    double ridge = lerp(-.58, -.46, u[5]);
    Path2D front = new Path2D.Double();
    front.moveTo(-half - .10, FOOT);
    front.lineTo(-half - .10, .10);
    front.lineTo(-half * .66 - .10, ridge + .22);
    front.lineTo(-.10, ridge);
    front.lineTo(half * .66 - .10, ridge + .22);
    front.lineTo(half - .10, .10);
    front.lineTo(half - .10, FOOT);
    front.closePath();
    pen.gradient(front, ridge, lighter(red, .14), FOOT, darker(red, .24));
    Path2D eaves = new Path2D.Double();
    eaves.moveTo(-half - .16, .16);
    eaves.lineTo(-half * .66 - .12, ridge + .20);
    eaves.lineTo(-.10, ridge - .04);
    eaves.lineTo(half * .66 - .08, ridge + .20);
    eaves.lineTo(half - .04, .16);
    pen.stroke(eaves, .13, roof);
    pen.flat(box(-.24, ridge + .24, .28, .26), white);
    pen.flat(box(-.20, ridge + .28, .20, .18), darker(red, .55));
    pen.flat(box(-.44, .26, .68, FOOT - .26), white);
    pen.flat(box(-.38, .32, .56, FOOT - .32), darker(red, .12));
    pen.line(-.36, .34, .16, FOOT - .03, .065, white);
    pen.line(.16, .34, -.36, FOOT - .03, .065, white);
  }

  private static void fence(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .96);
    Color wood = mix(new Color(176, 132, 92), new Color(226, 214, 196), u[0]);
    double top = lerp(.16, .26, u[1]);
    double tilt = .05 * (u[2] - .5);
    for (double y : new double[] {top + .16, top + .42}) {
      Shape rail =
          polygon(-.97, y - tilt, .97, y + tilt, .97, y + .13 + tilt, -.97, y + .13 - tilt);
      pen.gradient(rail, y, lighter(wood, .12), y + .13, darker(wood, .26));
    }
    for (int i = 0; i < 4; i++) {
      double x = -.75 + .5 * i + .06 * (u[3 + i % 3] - .5);
      Shape post = new RoundRectangle2D.Double(x - .08, top, .16, FOOT - top, .08, .08);
      pen.gradient(post, top, lighter(wood, .25), FOOT, darker(wood, .32));
    }
  }

  /// A round bale seen a little from its end.
  private static void hayBale(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .88);
    Color straw = mix(STRAW, new Color(226, 182, 98), u[0]);
    double radius = lerp(.48, .56, u[1]);
    double length = lerp(.24, .40, u[2]);
    double y = FOOT - radius;
    Shape body =
        union(
            ellipse(-length, y, radius * .8, radius), ellipse(length * .8, y, radius * .8, radius));
    pen.gradient(body, y - radius, lighter(straw, .25), FOOT, darker(straw, .34));
    pen.gradient(
        box(-length, y - radius, length * 1.8, 2 * radius),
        y - radius,
        lighter(straw, .25),
        FOOT,
        darker(straw, .34));
    double x = length * .8;
    pen.flat(ellipse(x, y, radius * .78, radius * .98), darker(straw, .20));
    pen.flat(ellipse(x, y, radius * .66, radius * .84), lighter(straw, .12));
    pen.flat(ellipse(x, y, radius * .46, radius * .60), darker(straw, .16));
    pen.flat(ellipse(x, y, radius * .34, radius * .45), lighter(straw, .10));
    pen.flat(ellipse(x, y, radius * .16, radius * .22), darker(straw, .22));
    pen.stroke(
        new QuadCurve2D.Double(-length * .7, y - radius, -length * 1.05, y, -length * .7, FOOT),
        .045,
        darker(straw, .34));
  }

  /// A tall tree with a flat wide crown and lianas.
  private static void jungleTree(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .5);
    double sway = .02 * swing(phase, 0);
    double lean = .10 * (u[0] - .5);
    Path2D trunk = new Path2D.Double();
    trunk.moveTo(-.34, FOOT);
    trunk.quadTo(-.13, .72, -.11 + lean, -.3);
    trunk.lineTo(.11 + lean, -.3);
    trunk.quadTo(.13, .72, .34, FOOT);
    trunk.closePath();
    pen.gradient(trunk, -.3, darker(BARK, .40), FOOT, lighter(BARK, .06));
    pen.clipped(trunk, () -> pen.flat(box(-.40, -.4, .36, 1.4), glaze(lighter(BARK, .5), .22)));
    Color green = hsb(lerp(.31, .38, u[1]), .60, lerp(.44, .54, u[2]));
    double y = lerp(-.50, -.42, u[3]);
    Color liana = darker(green, .30);
    for (int i = 0; i < 3; i++) {
      double x = -.52 + .52 * i + .10 * (u[4] - .5) + (i == 1 ? .30 : 0);
      double end = .10 + .16 * ((i * 2) % 3) + .1 * u[5];
      double swing = .05 * swing(phase, .2 * i);
      pen.stroke(
          new QuadCurve2D.Double(x, y, x + swing * .3, end * .6, x + swing, end), .05, liana);
    }
    double bulk = lerp(.94, 1.04, u[5]);
    Shape crown =
        union(
            ellipse(sway - .54 * bulk, y + .10, .36 * bulk, .24),
            ellipse(sway + .54 * bulk, y + .06, .36 * bulk, .25),
            ellipse(sway - .22, y - .16, .40 * bulk, .28),
            ellipse(sway + .26, y - .14, .40 * bulk, .28),
            ellipse(sway, y + .10, .52 * bulk, .26));
    pen.gradient(crown, y - .4, lighter(green, .28), y + .36, darker(green, .36));
    pen.clipped(
        crown,
        () -> {
          pen.glow(sway - .32, y - .24, .5, lighter(green, .6), .5);
          pen.glow(sway + .44, y + .26, .5, darker(green, .7), .35);
        });
  }

  private static void fern(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .6);
    Color green = hsb(lerp(.27, .37, u[0]), .62, lerp(.52, .64, u[1]));
    double reach = lerp(.84, .94, u[2]);
    double rise = lerp(.80, .96, u[3]);
    double[] xs = {-.98, .98, -.74, .76, -.40, .42, .02};
    double[] ys = {.30, .34, -.12, -.08, -.46, -.42, -.62};
    for (int i = 0; i < xs.length; i++) {
      double flutter = .04 * swing(phase, .14 * i);
      double x = xs[i] * reach + (i == 6 ? .2 * (u[4] - .5) : 0);
      double y = FOOT + (ys[i] - FOOT) * rise + flutter;
      double wide = .13 + .05 * u[5];
      double midX = x * .42;
      double midY = FOOT + (y - FOOT) * .95 - .10;
      Path2D leaf = new Path2D.Double();
      leaf.moveTo(0, FOOT);
      leaf.quadTo(midX - wide * .6, midY - wide, x, y);
      leaf.quadTo(midX + wide * .6, midY + wide * 1.7, 0, FOOT);
      leaf.closePath();
      Color shade = i % 2 == 0 ? darker(green, .14) : green;
      pen.gradient(leaf, -.6, lighter(shade, .30), FOOT, darker(shade, .36));
    }
  }

  private static void reeds(Pen pen, Color colour, float[] u, double phase) {
    Color green = hsb(lerp(.22, .30, u[0]), .50, lerp(.52, .62, u[1]));
    Color brown = new Color(122, 80, 52);
    double[] xs = {-.62, -.30, .04, .36, .66};
    double[] tops = {-.20, -.66, -.38, -.72, -.10};
    for (int i = 0; i < xs.length; i++) {
      double sway = .07 * swing(phase, .12 * i);
      double foot = xs[i] * .62;
      double top = tops[i] + .22 * (u[i % 4 + 2] - .5);
      double x = xs[i] + sway;
      double side = i % 2 == 0 ? -.34 : .34;
      Path2D leaf = new Path2D.Double();
      leaf.moveTo(foot - .09, FOOT);
      leaf.quadTo(foot + side * .3, .30, foot + side + sway, top + .40);
      leaf.quadTo(foot + side * .5 + .10, .42, foot + .09, FOOT);
      leaf.closePath();
      pen.gradient(leaf, -.4, lighter(green, .22), FOOT, darker(green, .32));
      pen.stroke(new QuadCurve2D.Double(foot, FOOT, foot, .2, x, top), .075, darker(green, .16));
      if (i % 2 == 1 || i == 2) {
        pen.flat(new RoundRectangle2D.Double(x - .07, top - .16, .14, .38, .14, .14), brown);
      }
    }
  }

  private static void waterLilies(Pen pen, Color colour, float[] u, double phase) {
    Color green = hsb(lerp(.30, .37, u[0]), .54, lerp(.52, .62, u[1]));
    Color petal = hsb(lerp(.88, .96, u[2]), .32, .99);
    double bob = .012 * swing(phase, 0);
    double[] xs = {-.58, .56, -.06};
    double[] ys = {.60, .66, .80};
    double[] halves = {.36, .38, .44};
    for (int i = 0; i < xs.length; i++) {
      double x = xs[i] + .10 * (u[3 + i] - .5);
      double y = ys[i] + (i % 2 == 0 ? bob : -bob);
      pen.flat(ellipse(x, y + .03, halves[i], .115), glaze(new Color(16, 50, 70), .28));
      pen.gradient(ellipse(x, y, halves[i], .11), y - .11, lighter(green, .28), y + .11, green);
    }
    double x = -.10 + .10 * (u[5] - .5);
    double y = .72 + bob;
    for (int k = 0; k < 5; k++) {
      double turn = -1.1 + .55 * k;
      pen.gradient(
          Pen.turned(ellipse(x, y - .15, .085, .17), turn, x, y),
          y - .34,
          lighter(petal, .45),
          y,
          petal);
    }
    pen.flat(ellipse(x, y - .04, .07, .06), new Color(252, 208, 92));
  }

  /// Ripe corn with furrows along the slope of the ground.
  private static void wheatField(Pen pen, Color colour, float[] u, double phase) {
    Color gold = mix(new Color(226, 188, 88), new Color(234, 200, 104), u[6]);
    double[] top = Ridge.heights(u, .09, -.72, -.80, -.68, -.78, -.66, -.74);
    pen.gradient(Ridge.smooth(top), -.85, lighter(gold, .30), 1, darker(gold, .26));
    double down = .16;
    double step = .15;
    for (int row = 0; row < 5; row++) {
      double[] furrow = Ridge.heights(u, .09 * (1 - row * .18), -.72, -.80, -.68, -.78, -.66, -.74);
      for (int i = 0; i < furrow.length; i++) {
        furrow[i] += down;
      }
      Shape below = Ridge.smooth(furrow);
      Color green = mix(gold, new Color(140, 160, 70), .45);
      pen.gradient(below, down - .8, glaze(green, .55), down - .8 + step, glaze(green, 0));
      down += step;
      step *= 1.32;
    }
  }

  /// A wall of crowns: a light far row, a dark near row, deep shade below.
  private static void jungleWall(Pen pen, Color colour, float[] u, double phase) {
    Color green = mix(new Color(74, 142, 84), new Color(92, 146, 72), u[6]);
    double[] line = Ridge.heights(u, .14, -.36, -.50, -.30, -.46, -.28, -.44);
    crowns(pen, line, 15, -.06, 1, lighter(green, .22), darker(green, .10));
    crowns(pen, line, 12, .38, 2, lighter(green, .04), darker(green, .44));
  }

  private static void crowns(
      Pen pen, double[] line, int count, double lift, int salt, Color top, Color bottom) {
    double pitch = (Ridge.RIGHT - Ridge.LEFT) / count;
    var shapes = new Shape[count + 2];
    shapes[0] = Ridge.slab(.62 + lift * .5, 1.1);
    for (int i = 0; i <= count; i++) {
      double x = Ridge.LEFT + pitch * i;
      double place = (x - Ridge.LEFT) / (Ridge.RIGHT - Ridge.LEFT) * (line.length - 1);
      int at = Math.clamp((int) place, 0, line.length - 2);
      double y = lerp(line[at], line[at + 1], place - at) + lift;
      y += .26 * (Bands.scatter(i, salt + 20) - .5);
      double half = pitch * (.62 + .22 * Bands.scatter(i, salt + 23));
      double height = .30 + .14 * Bands.scatter(i, salt + 26);
      Shape dome = ellipse(x, y + height, half, height);
      shapes[i + 1] = union(dome, box(x - half, y + height, 2 * half, 1.2 - y - height));
    }
    pen.gradient(union(shapes), -.55 + lift, top, .55 + lift, bottom);
  }

  private static Shape box(double x, double y, double width, double height) {
    return polygon(x, y, x + width, y, x + width, y + height, x, y + height);
  }
}
