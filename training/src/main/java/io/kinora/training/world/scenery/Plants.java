package io.kinora.training.world.scenery;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.hsb;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.union;
import static io.kinora.training.world.scenery.Props.lerp;
import static io.kinora.training.world.scenery.Props.swing;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.drawing.Thing.Box;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.QuadCurve2D;
import java.awt.geom.RoundRectangle2D;
import java.util.List;

/// Plants and corals. All stand on y = .9; the wind moves their tops and leaves their feet.
final class Plants {
  private static final double FOOT = .9;
  private static final Color BARK = new Color(118, 84, 62);

  private Plants() {}

  static List<Thing> all() {
    return List.of(
        new Thing("pine", Box.SQUARE, (pen, colour, u, phase) -> pine(pen, u, phase, false)),
        new Thing("snowy pine", Box.SQUARE, (pen, colour, u, phase) -> pine(pen, u, phase, true)),
        new Thing("oak", Box.SQUARE, Plants::oak),
        new Thing("palm", Box.SQUARE, Plants::palm),
        new Thing("cactus", Box.SQUARE, Plants::cactus),
        new Thing("bush", Box.SQUARE, Plants::bush),
        new Thing("flowers", Box.SQUARE, Plants::flowers),
        new Thing("seaweed", Box.SQUARE, Plants::seaweed),
        new Thing("coral", Box.SQUARE, Plants::coral));
  }

  private static void pine(Pen pen, float[] u, double phase, boolean snowy) {
    Props.ground(pen, 0, .66);
    double width = lerp(.46, .62, u[0]);
    double top = lerp(-.95, -.75, u[1]);
    double sway = .03 * swing(phase, 0);
    Color green =
        hsb(lerp(.38, .43, u[2]), snowy ? .45 : .56, lerp(.46, .56, u[3]) - (snowy ? .04 : 0));
    pen.gradient(box(-.075, .45, .15, FOOT - .45), .45, darker(BARK, .35), FOOT, BARK);
    double height = .62 - top;
    for (int tier = 0; tier < 4; tier++) {
      double share = 1 - tier / 4.0;
      double foot = .68 - height * .235 * tier;
      double peak = foot - height * (.40 - .02 * tier);
      double half = width * (.30 + .70 * share);
      double lean = sway * (1 - share + .25);
      Shape skirt = skirt(lean, peak, half, foot);
      pen.gradient(skirt, peak, lighter(green, .16), foot, darker(green, .30));
      pen.clipped(
          skirt, () -> pen.flat(leftFace(lean, peak, half, foot), glaze(lighter(green, .55), .16)));
      if (snowy) {
        pen.clipped(
            skirt,
            () ->
                pen.gradient(
                    snow(lean, peak, half, foot),
                    peak,
                    Color.WHITE,
                    foot,
                    new Color(214, 226, 244)));
      }
    }
  }

  private static Shape skirt(double lean, double peak, double half, double foot) {
    Path2D path = new Path2D.Double();
    path.moveTo(lean * 1.6, peak);
    path.quadTo(lean + half * .42, foot - .20, lean + half, foot);
    path.quadTo(lean, foot + .09, lean - half, foot);
    path.quadTo(lean - half * .42, foot - .20, lean * 1.6, peak);
    path.closePath();
    return path;
  }

  private static Shape leftFace(double lean, double peak, double half, double foot) {
    return polygon(
        lean, peak, lean + half * .12, foot + .1, lean - half, foot + .1, lean - half, peak);
  }

  private static Shape snow(double lean, double peak, double half, double foot) {
    double h = foot - peak;
    return polygon(
        lean,
        peak - .02,
        lean + half * .75,
        peak + h * .66,
        lean + half * .38,
        peak + h * .58,
        lean + half * .12,
        peak + h * .76,
        lean - half * .2,
        peak + h * .56,
        lean - half * .5,
        peak + h * .78,
        lean - half * .8,
        peak + h * .66);
  }

  private static void oak(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .60);
    double sway = .035 * swing(phase, 0);
    double bulk = lerp(.9, 1.08, u[0]);
    Color green = hsb(lerp(.25, .33, u[1]), .52, lerp(.62, .72, u[2]));
    Path2D trunk = new Path2D.Double();
    trunk.moveTo(-.15, FOOT);
    trunk.quadTo(-.06, .5, -.07 + sway * .5, .05);
    trunk.lineTo(.07 + sway * .5, .05);
    trunk.quadTo(.06, .5, .16, FOOT);
    trunk.closePath();
    pen.gradient(trunk, .1, darker(BARK, .3), FOOT, BARK);
    double y = lerp(-.26, -.18, u[3]);
    Shape crown =
        union(
            ellipse(sway - .36 * bulk, y + .20, .36 * bulk, .32),
            ellipse(sway + .38 * bulk, y + .16, .36 * bulk, .32),
            ellipse(sway * 1.4 + lerp(-.12, .12, u[4]), y - .20, .46 * bulk, .44),
            ellipse(sway, y + .16, .5 * bulk, .36));
    pen.gradient(crown, -.9, lighter(green, .24), .4, darker(green, .34));
    pen.clipped(
        crown,
        () -> {
          pen.glow(sway - .30, y - .34, .6, lighter(green, .6), .5);
          pen.glow(sway + .42, y + .30, .5, darker(green, .7), .32);
          pen.glow(sway - .05, y + .52, .5, darker(green, .7), .3);
        });
  }

  private static void palm(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, -.2, .45);
    double sway = .04 * swing(phase, 0);
    double x = lerp(.08, .28, u[0]) + sway;
    double y = lerp(-.46, -.34, u[1]);
    Color wood = new Color(164, 124, 84);
    Path2D trunk = new Path2D.Double();
    trunk.moveTo(-.30, FOOT);
    trunk.quadTo(-.10, .25, x - .055, y);
    trunk.lineTo(x + .055, y);
    trunk.quadTo(.06, .3, -.10, FOOT);
    trunk.closePath();
    pen.gradient(trunk, y, lighter(wood, .12), FOOT, darker(wood, .3));
    Color green = hsb(lerp(.28, .35, u[2]), .60, lerp(.56, .66, u[3]));
    double[] reach = {-.78, -.62, .74, .60, -.22, .26};
    double[] rise = {.10, -.34, .06, -.36, -.52, -.50};
    for (int i = 0; i < reach.length; i++) {
      double flutter = .04 * swing(phase, .17 * i);
      double tipX = x + reach[i] * lerp(.92, 1.05, u[4]);
      double tipY = y + rise[i] + .26 + flutter;
      Path2D leaf = new Path2D.Double();
      leaf.moveTo(x, y + .03);
      leaf.quadTo(x + reach[i] * .45, y + rise[i] - .14 + flutter, tipX, tipY);
      leaf.quadTo(x + reach[i] * .42, y + rise[i] + .20 + flutter, x, y + .03);
      leaf.closePath();
      Color leafGreen = i % 2 == 0 ? darker(green, .22) : green;
      pen.gradient(leaf, y - .5, lighter(leafGreen, .25), y + .4, darker(leafGreen, .15));
    }
    pen.flat(ellipse(x - .06, y + .06, .06, .06), darker(wood, .4));
    pen.flat(ellipse(x + .06, y + .08, .06, .06), darker(wood, .5));
  }

  private static void cactus(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .50);
    Color green = hsb(lerp(.36, .42, u[0]), .48, lerp(.52, .62, u[1]));
    double top = lerp(-.88, -.70, u[2]);
    double left = lerp(-.32, -.12, u[3]);
    double right = lerp(-.50, -.30, u[4]);
    double lean = .012 * swing(phase, 0);
    Color limb = darker(green, .16);
    limb(pen, -.50 + lean, left, .34, limb);
    limb(pen, .52 + lean, right, .16, limb);
    Shape stem = new RoundRectangle2D.Double(-.19, top, .38, FOOT - top + .1, .38, .38);
    pen.clipped(
        box(-1, -1, 2, 1 + FOOT),
        () -> {
          pen.gradient(stem, top, lighter(green, .2), FOOT, darker(green, .22));
          pen.clipped(stem, () -> pen.flat(box(-.19, top, .13, 2), glaze(lighter(green, .6), .3)));
          pen.clipped(stem, () -> pen.flat(box(.08, top, .12, 2), glaze(darker(green, .6), .3)));
        });
  }

  /// An arm of a cactus from the stem at `elbow` out to `x` and up to `top`.
  private static void limb(Pen pen, double x, double top, double elbow, Color green) {
    Path2D arm = new Path2D.Double();
    arm.moveTo(0, elbow);
    arm.lineTo(x * .7, elbow);
    arm.quadTo(x, elbow, x, elbow - .25);
    arm.lineTo(x, top);
    pen.stroke(arm, .24, green);
  }

  private static void bush(Pen pen, Color colour, float[] u, double phase) {
    Props.ground(pen, 0, .96);
    Color green = hsb(lerp(.26, .34, u[0]), .5, lerp(.54, .64, u[1]));
    double sway = .02 * swing(phase, 0);
    Shape leaves =
        union(
            ellipse(-.48 + sway, .56, .44, lerp(.34, .44, u[2])),
            ellipse(.46 + sway, .58, .46, lerp(.32, .42, u[3])),
            ellipse(lerp(-.12, .12, u[4]) + sway * 1.5, .40, .50, .46));
    pen.clipped(
        box(-1, -1, 2, 1 + FOOT),
        () -> {
          pen.gradient(leaves, -.1, lighter(green, .26), FOOT, darker(green, .36));
          pen.clipped(leaves, () -> pen.glow(-.25 + sway, .16, .55, lighter(green, .6), .45));
        });
  }

  private static void flowers(Pen pen, Color colour, float[] u, double phase) {
    Color leaf = new Color(88, 154, 72);
    double[] xs = {-.72, -.40, -.08, .24, .54, .80};
    double[] tops = {.30, .02, .26, -.08, .22, .40};
    for (int i = 0; i < xs.length; i++) {
      double sway = .045 * swing(phase, .13 * i);
      double y = tops[i] + .16 * (u[i] - .5);
      Shape stem = new QuadCurve2D.Double(xs[i], FOOT, xs[i], (y + FOOT) / 2, xs[i] + sway, y);
      pen.stroke(stem, .055, leaf);
      pen.flat(
          blob(xs[i], FOOT, xs[i] + .05, .66, xs[i] + .20, .56, xs[i] + .12, .74),
          darker(leaf, .1));
    }
    double hue = lerp(-.10, .12, u[6]);
    for (int i = 0; i < xs.length; i++) {
      double x = xs[i] + .045 * swing(phase, .13 * i);
      double y = tops[i] + .16 * (u[i] - .5);
      Color petal = hsb(i % 2 == 0 ? hue : hue + .10, i % 3 == 2 ? .12 : .52, 1);
      for (int k = 0; k < 5; k++) {
        double angle = 2 * Math.PI * k / 5 + .3;
        pen.flat(
            ellipse(x + .105 * Math.cos(angle), y + .105 * Math.sin(angle), .085, .085), petal);
      }
      pen.flat(ellipse(x, y, .07, .07), new Color(252, 204, 84));
    }
  }

  private static void seaweed(Pen pen, Color colour, float[] u, double phase) {
    double[] xs = {-.52, -.22, .12, .46};
    for (int i = 0; i < xs.length; i++) {
      double top = lerp(-.85, -.45, u[i]) + .22 * Math.abs(i - 1.5) - .1;
      Color green = hsb(lerp(.38, .46, u[4]) - .03 * (i % 2), .58, .52 + .08 * (i % 2));
      pen.gradient(
          frond(xs[i], top, phase + .19 * i), top, lighter(green, .22), FOOT, darker(green, .35));
    }
  }

  /// A leaf that waves more and more towards its tip.
  private static Shape frond(double x, double top, double phase) {
    int joints = 7;
    var points = new double[4 * joints];
    for (int i = 0; i < joints; i++) {
      double along = i / (joints - 1.0);
      double y = FOOT + (top - FOOT) * along;
      double bend = (.05 + .13 * along) * Math.sin(2 * Math.PI * (along * .9 - phase)) * along;
      double half = .10 * Math.sqrt(Math.max(0, 1 - along * along)) + .02;
      points[2 * i] = x + bend - half;
      points[2 * i + 1] = y;
      points[4 * joints - 2 - 2 * i] = x + bend + half;
      points[4 * joints - 1 - 2 * i] = y;
    }
    return blob(points);
  }

  private static void coral(Pen pen, Color colour, float[] u, double phase) {
    Color pink = hsb(lerp(.92, 1.06, u[0]), .50, .92);
    Color shade = darker(pink, .25);
    double sway = .012 * swing(phase, 0);
    double[] tipX = {-.66, -.28, .12, .46, .74};
    double[] tipY = {-.08, -.46, -.62, -.36, .04};
    for (int i = 0; i < tipX.length; i++) {
      double x = tipX[i] + sway;
      double y = tipY[i] + .22 * (u[i + 1] - .5);
      Color branch = i % 2 == 0 ? shade : pink;
      Shape arm = new QuadCurve2D.Double(.02 * i - .04, .82, tipX[i] * .9, .45, x, y);
      pen.stroke(arm, .19, branch);
      pen.flat(ellipse(x, y, .135, .135), lighter(pink, .2));
      double sideX = tipX[i] * .62;
      Shape twig = new QuadCurve2D.Double(sideX, .42, sideX + .16, .26, sideX + .2, (y + .5) / 2);
      pen.stroke(twig, .12, branch);
    }
    pen.flat(ellipse(0, .84, .34, .10), shade);
  }

  private static Shape box(double x, double y, double width, double height) {
    return polygon(x, y, x + width, y, x + width, y + height, x, y + height);
  }
}
