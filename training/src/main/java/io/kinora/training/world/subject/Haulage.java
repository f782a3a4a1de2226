package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Truck and bus.
final class Haulage {
  private static final Color LAMP = new Color(255, 238, 140);

  private Haulage() {}

  static List<Subject> all() {
    return List.of(
        subject("truck", Haulage::truck)
            .in(Habitat.GROUND)
            .at("city", "city", "desert", "farm")
            .does("drive", 2.4)
            .size(.42)
            .coloured(Colour.RED, Colour.BLUE, Colour.GREEN, Colour.YELLOW),
        subject("bus", Haulage::bus)
            .in(Habitat.GROUND)
            .at("city", "city", "city", "farm")
            .does("drive", 2.4)
            .size(.44)
            .coloured(Colour.YELLOW, Colour.RED, Colour.BLUE));
  }

  /// u: height of the box, wheels, length of the box, windscreen, bonnet, stripe colour.
  private static void truck(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double bounce = .012 * sine(phase);
    double radius = .2 * vary(u[1]);
    double top = -.56 * vary(u[0]) + bounce;
    double front = .2 + .1 * (u[2] - .5);
    pen.part(box(-.9, .44 + bounce, 1.78, .14, .06), darker(colour, .55));
    Shape cargo = box(-.92, top, front + .92, .5 - top + bounce, .08);
    pen.shade(cargo, colour);
    pen.clipped(cargo, () -> pen.flat(box(-1, .1 + bounce, 2, .14, 0), lighter(accent, .2)));
    pen.stroke(cargo, .035, darker(colour, .62));
    double nose = .06 * (u[4] - .5);
    double rake = .12 * (u[3] - .5);
    Shape cab =
        polygon(
            front + .06,
            .52 + bounce,
            front + .06,
            -.26 + bounce,
            .6 + rake,
            -.26 + bounce,
            .76 + rake * .5,
            .08 + bounce + nose,
            .92,
            .14 + bounce + nose,
            .92,
            .52 + bounce);
    pen.part(cab, darker(colour, .1));
    pen.part(
        polygon(
            front + .18, .06 + bounce,
            front + .18, -.16 + bounce,
            .54 + rake, -.16 + bounce,
            .66 + rake * .5, .06 + bounce),
        Toys.GLASS);
    pen.part(ellipse(.88, .3 + bounce, .055, .075), LAMP);
    pen.part(box(.78, .46 + bounce, .18, .1, .06), Toys.METAL);
    for (double x : new double[] {-.62, -.16, .6}) {
      pen.flat(ellipse(x, .66, radius + .05, radius + .05), darker(colour, .75));
      Toys.wheel(pen, x, .88 - radius, radius, phase);
    }
  }

  /// u: roof height, wheels, window size, front, door, stripe colour.
  private static void bus(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double bounce = .012 * sine(phase);
    double radius = .2 * vary(u[1]);
    double top = -.5 * vary(u[0]) + bounce;
    double front = .86 + .08 * u[3];
    Shape body =
        blob(
            -.92,
            .5 + bounce,
            -.94,
            top + .2,
            -.84,
            top,
            0,
            top - .04,
            front - .14,
            top,
            front,
            top + .26,
            front + .02,
            .5 + bounce,
            .8,
            .62 + bounce,
            0,
            .62 + bounce,
            -.82,
            .62 + bounce);
    pen.shade(body, colour);
    pen.clipped(body, () -> pen.flat(box(-1, .22 + bounce, 2, .12, 0), accent));
    pen.stroke(body, .035, darker(colour, .62));
    double pane = .26 * vary(u[2]);
    double sill = .06 + bounce;
    for (int window = 0; window < 4; window++) {
      pen.part(box(-.82 + .33 * window, sill - pane, .25, pane, .08), Toys.GLASS);
    }
    double door = .2 * vary(u[4]);
    pen.part(box(.5, sill - pane, door, .5 + pane - .02, .05), lighter(Toys.GLASS, .2));
    pen.line(.5 + door / 2, sill - pane, .5 + door / 2, .54 + bounce, .035, darker(colour, .5));
    pen.part(
        polygon(.76, sill + .02, .76, sill - pane, front - .04, sill - pane, front, sill + .02),
        Toys.GLASS);
    pen.part(ellipse(front - .02, .38 + bounce, .06, .08), LAMP);
    pen.flat(ellipse(-.9, .4 + bounce, .04, .08), new Color(225, 60, 55));
    for (double x : new double[] {-.5, .34}) {
      pen.flat(ellipse(x, .66, radius + .06, radius + .06), darker(colour, .7));
      Toys.wheel(pen, x, .88 - radius, radius, phase);
    }
    Toys.gloss(pen, -.2, top + .07, .5, .03);
  }
}
