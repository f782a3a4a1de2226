package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.smooth;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.util.List;

/// Vehicles on land and water.
final class Vehicles {
  private static final Color LAMP = new Color(255, 238, 140);

  private Vehicles() {}

  static List<Subject> all() {
    return List.of(
        subject("sailboat", Vehicles::sailboat)
            .in(Habitat.WATER)
            .does("sail", .4)
            .size(.46)
            .coloured(Colour.WHITE, Colour.RED, Colour.BLUE),
        subject("car", Vehicles::car)
            .in(Habitat.GROUND)
            .at("city", "city", "desert", "farm")
            .does("drive", 3)
            .size(.34)
            .coloured(Colour.RED, Colour.BLUE, Colour.YELLOW),
        subject("train", Vehicles::train)
            .in(Habitat.GROUND)
            .at("farm", "mountains", "meadow", "desert")
            .does("drive", 1.2)
            .size(.42)
            .coloured(Colour.BLACK, Colour.GREEN, Colour.RED));
  }

  /// u: mainsail width, jib width, hull height, flag, hull darkness, jib and flag colour.
  private static void sailboat(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double billow = .1 + .05 * sine(phase + .15);
    double boom = .66 * vary(u[0]);
    double jib = .6 * vary(u[1]);
    pen.turn(.07 * sine(phase), 0, .6);
    pen.line(.04, .5, .04, -.92, .07, Toys.WOOD);
    double wave = .05 * sine(phase);
    double flag = .2 + .08 * u[3];
    pen.part(polygon(.04, -.97, .04 - flag, -.89 + wave, .04, -.77), accent);
    pen.part(sail(-.02, -.78, -boom, .36, -.02, .4, -billow), colour);
    pen.part(sail(.1, -.74, .1 + jib, .34, .1, .4, billow), lighter(accent, .45));
    Color hull = darker(colour, .04 + .2 * u[4]);
    double keel = .84 + .07 * u[2];
    Shape side = blob(-.82, .46, 0, .54, .93, .41, .64, keel - .06, .0, keel, -.6, keel - .06);
    pen.shade(side, hull);
    pen.clipped(
        side, () -> pen.flat(blob(-1, .59, 0, .65, 1, .54, 1, .61, 0, .72, -1, .66), Color.WHITE));
    pen.stroke(side, .035, darker(hull, .62));
  }

  private static Shape sail(
      double x0, double y0, double x1, double y1, double x2, double y2, double billow) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.quadTo((x0 + x1) / 2 + billow * 1.8, (y0 + y1) / 2, x1, y1);
    path.quadTo((x1 + x2) / 2, y1 + .08, x2, y2);
    path.closePath();
    return path;
  }

  /// u: roof height, wheels, roof length, windscreen, body height, stripe colour.
  private static void car(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double roof = .52 * vary(u[0]);
    double radius = .25 * vary(u[1]);
    double back = -.12 * (u[2] - .5);
    double front = .16 * (u[3] - .5);
    double bounce = .012 * sine(phase);
    double y = .26 + bounce;
    double top = y - roof;
    pen.part(
        blob(
            -.64,
            y,
            -.46 + back,
            top + .04,
            -.1,
            top - .03,
            .24 + front,
            top + .03,
            .58 + front,
            y,
            0,
            y + .1),
        colour);
    pen.part(
        polygon(-.5, y - .02, -.38 + back, top + .12, -.08, top + .08, -.08, y - .02), Toys.GLASS);
    pen.part(
        polygon(.06, y - .02, .06, top + .08, .2 + front, top + .12, .42 + front, y - .02),
        Toys.GLASS);
    double body = .04 * (u[4] - .5);
    Shape shell =
        blob(
            -.9,
            y + .1,
            -.82,
            y - .04 - body,
            -.4,
            y - .06 - body,
            .4,
            y - .06 - body,
            .78,
            y + .02,
            .92,
            y + .2,
            .86,
            y + .42,
            0,
            y + .45,
            -.86,
            y + .42);
    pen.shade(shell, colour);
    pen.clipped(shell, () -> pen.flat(box(-1, y + .18, 2, .085, 0), accent));
    pen.stroke(shell, .035, darker(colour, .62));
    pen.line(.0, y + .02, -.1, y + .02, .045, darker(colour, .55));
    pen.part(box(.8, y + .32, .14, .09, .08), Toys.METAL);
    pen.part(box(-.94, y + .32, .14, .09, .08), Toys.METAL);
    pen.part(ellipse(.82, y + .13, .075, .085), LAMP);
    pen.flat(ellipse(-.86, y + .12, .05, .08), new Color(225, 60, 55));
    for (int side = -1; side <= 1; side += 2) {
      pen.flat(ellipse(.5 * side, .62, radius + .06, radius + .06), darker(colour, .7));
      Toys.wheel(pen, .5 * side, .88 - radius, radius, phase);
    }
    Toys.gloss(pen, .55, y + .04, .16, .035);
  }

  /// u: boiler height, chimney, cab roof, wheels, dome, band and wheel colour.
  private static void train(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double boiler = .27 * vary(u[0]);
    double chimney = .1 * vary(u[1]);
    double y = .12 + .008 * cosine(phase);
    double chimneyTop = y - boiler - .3;
    for (int puff = 0; puff < 3; puff++) {
      double age = puff / 3.0 + (phase - Math.floor(phase)) / 3;
      double size = .07 + .13 * age;
      double opacity = .85 * smooth(age * 5) * smooth((1 - age) * 2.5);
      pen.flat(
          ellipse(.52 - .95 * age, chimneyTop - .02 - .2 * age, size, size * .9),
          glaze(new Color(245, 245, 250), opacity));
    }
    double roof = .14 * vary(u[2]);
    pen.part(
        polygon(
            .52 - chimney,
            y - boiler + .06,
            .52 - chimney * 1.5,
            chimneyTop,
            .52 + chimney * 1.5,
            chimneyTop,
            .52 + chimney,
            y - boiler + .06),
        darker(colour, .35));
    double dome = .13 * vary(u[4]);
    pen.part(ellipse(.14, y - boiler, dome, dome * 1.2), accent);
    Shape barrel = box(-.4, y - boiler, 1.22, 2 * boiler, .22);
    pen.shade(barrel, colour);
    pen.clipped(
        barrel,
        () -> {
          pen.flat(box(.3, -1, .075, 2, 0), accent);
          pen.flat(box(-.04, -1, .075, 2, 0), accent);
        });
    pen.stroke(barrel, .035, darker(colour, .62));
    pen.part(ellipse(.82, y, .07, boiler * .85), darker(colour, .3));
    pen.part(ellipse(.88, y - .1, .07, .08), LAMP);
    pen.part(box(-.84, y - .48, .5, .86, .06), colour);
    pen.part(box(-.73, y - .36, .28, .28, .08), Toys.GLASS);
    pen.part(box(-.93, y - .48 - roof, .68, roof, .1), darker(accent, .12));
    pen.part(box(-.9, .4, 1.72, .13, .06), darker(colour, .45));
    pen.part(polygon(.72, .5, .96, .88, .62, .88), accent);
    double radius = .2 * vary(u[3]) / 1.15 + .03;
    double axle = .88 - radius;
    for (int wheel = 0; wheel < 3; wheel++) {
      double x = -.64 + .5 * wheel;
      pen.part(ellipse(x, axle, radius, radius), Toys.TYRE);
      pen.flat(ellipse(x, axle, radius * .68, radius * .68), lighter(accent, .1));
      pen.flat(
          ellipse(
              x - radius * .38 * cosine(phase),
              axle - radius * .38 * sine(phase),
              radius * .24,
              radius * .24),
          darker(accent, .5));
    }
    double crankX = radius * .45 * cosine(phase);
    double crankY = axle + radius * .45 * sine(phase);
    pen.line(-.64 + crankX, crankY, .36 + crankX, crankY, .09, Toys.TYRE);
    pen.line(-.64 + crankX, crankY, .36 + crankX, crankY, .05, Toys.METAL);
    Toys.gloss(pen, .1, y - boiler * .55, .4, .04);
  }
}
