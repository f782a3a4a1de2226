package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.hsb;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.scenery.Props.lerp;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// Buildings, rocks and ice: props that stand on y = .9 and hardly move.
final class Landmarks {
  private static final double FOOT = .9;
  private static final Color LAMP = new Color(255, 218, 120);
  private static final Color GLASS = new Color(196, 224, 240);

  private Landmarks() {}

  static List<Thing> all() {
    return List.of(
        new Thing("house", Box.SQUARE, Landmarks::house),
        new Thing("tower", Box.SQUARE, (pen, colour, u, phase) -> tower(pen, u, false)),
        new Thing("lit tower", Box.SQUARE, (pen, colour, u, phase) -> tower(pen, u, true)),
        new Thing("lighthouse", Box.SQUARE, Landmarks::lighthouse),
        new Thing("umbrella", Box.SQUARE, Landmarks::umbrella),
        new Thing("snowman", Box.SQUARE, Landmarks::snowman),
        new Thing("iceberg", Box.SQUARE, Landmarks::iceberg),
        new Thing("rock", Box.SQUARE, Landmarks::rock));
  }

  private static void house(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .80);
    Color wall = hsb(lerp(.06, .14, u[0]), .16, .96);
    Color roof = hsb(lerp(-.03, .06, u[1]), .56, lerp(.66, .78, u[2]));
    double half = lerp(.56, .66, u[3]);
    double ridge = lerp(-.72, -.56, u[4]);
    pen.flat(box(.26, ridge + .02, .18, .5), darker(roof, .4));
    pen.gradient(
        box(-half, -.06, 2 * half, FOOT + .06), -.1, lighter(wall, .2), FOOT, darker(wall, .16));
    Shape gable = polygon(-half - .17, .06, -half * .55, ridge, half * .55, ridge, half + .17, .06);
    pen.gradient(gable, ridge, lighter(roof, .18), .06, darker(roof, .18));
    pen.flat(box(-half, .06, 2 * half, .08), glaze(darker(wall, .8), .22));
    pen.flat(box(-.12, .40, .26, FOOT - .40), darker(roof, .45));
    for (double x : new double[] {-half + .12, half - .38}) {
      pen.flat(box(x - .035, .265, .33, .33), Color.WHITE);
      pen.flat(box(x, .30, .26, .26), LAMP);
      pen.flat(box(x + .11, .30, .04, .26), Color.WHITE);
    }
  }

  /// A city building; by night it is drawn dark already, so that its windows can stay bright.
  private static void tower(Pen pen, float[] u, boolean lit) {
    Color cool = hsb(lerp(.54, .62, u[1]), .30, lerp(.66, .80, u[2]));
    Color day = Pen.mix(cool, new Color(222, 176, 150), u[0]);
    Color wall = lit ? hsb(lerp(.62, .70, u[0]), .48, lerp(.26, .33, u[2])) : day;
    double half = lerp(.38, .50, u[3]);
    double top = lerp(-.92, -.72, u[4]);
    pen.flat(box(-.05, top - .06, .10, .2), darker(wall, .3));
    pen.gradient(box(-half * .62, top, half * 1.24, .3), top, lighter(wall, .2), -.2, wall);
    Shape body = box(-half, top + .13, 2 * half, FOOT - top - .13);
    pen.gradient(body, top, lighter(wall, lit ? .10 : .22), FOOT, darker(wall, lit ? .25 : .12));
    pen.flat(
        box(half * .62, top + .13, half * .38, FOOT - top - .13), glaze(darker(wall, .7), .25));
    double pitchX = 2 * half / 4.2;
    double pitchY = (FOOT - top - .30) / 6;
    for (int row = 0; row < 6; row++) {
      for (int column = 0; column < 3; column++) {
        int i = 3 * row + column;
        double x = -half + pitchX * (.42 + 1.22 * column);
        double y = top + .24 + pitchY * row;
        double fixed = fraction(i * .6180339 + .1);
        Color pane =
            lit
                ? Pen.mix(lighter(wall, .12), LAMP, fixed < .3 ? .08 : .75 + .25 * fixed)
                : lighter(GLASS, .5 * fixed);
        pen.flat(box(x, y, pitchX * .86, pitchY * .58), pane);
      }
    }
  }

  private static void lighthouse(Pen pen, Color colour, float[] u, double phase) {
    double half = lerp(.26, .32, u[0]);
    Color red = hsb(lerp(-.03, .03, u[1]), .64, .84);
    Color white = new Color(250, 246, 238);
    pen.shade(
        blob(-.72, FOOT, -.5, .70, -.1, .64, .4, .68, .74, FOOT, .1, .94),
        new Color(120, 116, 122));
    Shape body = polygon(-half, .78, -half * .58, -.38, half * .58, -.38, half, .78);
    pen.flat(body, white);
    pen.clipped(
        body,
        () -> {
          pen.flat(box(-1, -.20, 2, .24), red);
          pen.flat(box(-1, .28, 2, .26), red);
          pen.flat(box(half * .1, -1, 1, 2), glaze(new Color(40, 30, 70), .16));
        });
    pen.flat(box(-half * .85, -.46, half * 1.7, .10), darker(red, .45));
    pen.flat(box(-half * .42, -.68, half * .84, .22), LAMP);
    pen.flat(box(-.03, -.68, .06, .22), darker(red, .45));
    pen.shade(polygon(-half * .68, -.66, 0, -.92, half * .68, -.66), red);
    pen.flat(blob(-.06, .78, -.06, .64, 0, .58, .06, .64, .06, .78), darker(red, .55));
  }

  private static void umbrella(Pen pen, Color colour, float[] u, double phase) {
    Color canvas = hsb(lerp(-.06, .10, u[0]), .66, .97);
    double tilt = lerp(-.20, -.06, u[1]) + .012 * swing(phase, 0);
    pen.flat(ellipse(.10, .86, .62, .07), glaze(new Color(60, 36, 30), .22));
    pen.turn(tilt, 0, FOOT);
    pen.line(0, -.6, 0, FOOT - .03, .055, new Color(236, 226, 212));
    Path2D dome = new Path2D.Double();
    dome.moveTo(-.88, -.02);
    dome.curveTo(-.78, -.62, -.32, -.78, 0, -.78);
    dome.curveTo(.32, -.78, .78, -.62, .88, -.02);
    dome.quadTo(.62, -.16, .40, -.02);
    dome.quadTo(.0, -.18, -.40, -.02);
    dome.quadTo(-.62, -.16, -.88, -.02);
    dome.closePath();
    pen.gradient(dome, -.78, lighter(canvas, .1), 0, darker(canvas, .08));
    Shape panel = blob(0, -.80, .22, -.5, .40, .02, 0, -.06, -.40, .02, -.22, -.5);
    pen.clipped(dome, () -> pen.flat(panel, new Color(255, 248, 236)));
    pen.clipped(dome, () -> pen.glow(.7, .1, .9, darker(canvas, .6), .3));
    pen.flat(ellipse(0, -.80, .06, .06), darker(canvas, .2));
  }

  private static void snowman(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .62);
    double belly = lerp(.44, .52, u[0]);
    double head = lerp(.25, .30, u[1]);
    Color snow = new Color(240, 246, 255);
    double headY = FOOT - 1.72 * belly - head * .72;
    double sway = .012 * swing(phase, 0);
    Color coal = new Color(52, 48, 66);
    Color scarf = hsb(lerp(-.05, .07, u[2]), .66, .86);
    pen.line(-.38, .10, -.78, lerp(-.22, -.02, u[3]) + sway, .055, new Color(112, 78, 56));
    pen.line(.38, .10, .78, lerp(-.22, -.02, u[4]) - sway, .055, new Color(112, 78, 56));
    ball(pen, 0, FOOT - belly * .92, belly, snow);
    ball(pen, 0, headY + .02, head, snow);
    pen.flat(
        blob(
            -head,
            headY + .20,
            0,
            headY + .27,
            head,
            headY + .20,
            head * .9,
            headY + .32,
            0,
            headY + .40,
            -head * .9,
            headY + .32),
        scarf);
    pen.flat(box(.10, headY + .28, .14, .34), darker(scarf, .12));
    pen.flat(ellipse(-.10, headY - .04, .045, .045), coal);
    pen.flat(ellipse(.12, headY - .04, .045, .045), coal);
    pen.flat(polygon(.0, headY + .02, .0, headY + .11, .26, headY + .09), new Color(246, 146, 60));
    pen.flat(ellipse(0, FOOT - belly * 1.25, .045, .045), coal);
    pen.flat(ellipse(0, FOOT - belly * .85, .045, .045), coal);
    pen.flat(box(-.32, headY - head - .02, .64, .08), coal);
    pen.flat(box(-.21, headY - head - .26, .42, .28), coal);
    pen.flat(box(-.21, headY - head - .09, .42, .08), scarf);
  }

  private static void ball(Pen pen, double x, double y, double radius, Color colour) {
    Shape ball = ellipse(x, y, radius, radius * .94);
    pen.gradient(ball, y - radius, Color.WHITE, y + radius, new Color(196, 212, 238));
    pen.clipped(ball, () -> pen.glow(x - radius * .4, y - radius * .45, radius, colour, .8));
  }

  private static void iceberg(Pen pen, Color colour, float[] u, double phase) {
    double top = lerp(-.62, -.36, u[0]);
    double second = lerp(-.16, .10, u[1]);
    double x = lerp(-.30, -.06, u[2]);
    Color ice = new Color(226, 242, 252);
    Color shade = new Color(150, 196, 226);
    pen.gradient(
        polygon(.05, .80, .30, second + .2, .52, second, .74, .42, .92, .80),
        second,
        ice,
        .8,
        shade);
    pen.gradient(
        polygon(
            -.92, .80, -.66, .30, x - .24, top + .26, x, top, x + .26, top + .34, .44, .44, .62,
            .80),
        top,
        Color.WHITE,
        .8,
        ice);
    pen.gradient(
        polygon(
            x, top, x + .26, top + .34, .44, .44, .62, .80, .06, .80, x + .16, .30, x - .02, .04),
        top,
        shade,
        .8,
        darker(shade, .1));
    pen.flat(ellipse(0, .80, .95, .07), glaze(Color.WHITE, .55));
  }

  private static void rock(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .95);
    Color stone = hsb(lerp(.60, .72, u[0]), .08, lerp(.56, .66, u[1]));
    double top = lerp(-.02, .22, u[2]);
    double x = lerp(-.22, .06, u[3]);
    Path2D body = new Path2D.Double();
    body.moveTo(-.88, FOOT);
    body.quadTo(-.90, .52, -.56, lerp(.30, .46, u[4]));
    body.quadTo(x - .22, top, x + .06, top);
    body.quadTo(x + .36, top + .02, .60, .46);
    body.quadTo(.90, .62, .88, FOOT);
    body.closePath();
    pen.gradient(body, top, lighter(stone, .28), FOOT, darker(stone, .34));
    Shape face = polygon(x + .10, top - .1, x - .04, .46, .14, .62, .02, 1, 1, 1, 1, 0);
    pen.clipped(body, () -> pen.flat(face, glaze(darker(stone, .75), .26)));
    pen.clipped(body, () -> pen.glow(x - .25, top + .05, .5, Color.WHITE, .3));
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }

  private static Shape box(double x, double y, double width, double height) {
    return new RoundRectangle2D.Double(x, y, width, height, .02, .02);
  }
}
