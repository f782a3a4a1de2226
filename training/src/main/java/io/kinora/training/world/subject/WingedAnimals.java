package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Animals that fly.
final class WingedAnimals {
  private WingedAnimals() {}

  static List<Subject> all() {
    return List.of(
        subject("bird", WingedAnimals::bird)
            .in(Habitat.AIR)
            .does("fly", 1.8)
            .size(.34)
            .coloured(Colour.BLUE, Colour.RED, Colour.YELLOW, Colour.WHITE),
        subject("butterfly", WingedAnimals::butterfly)
            .in(Habitat.AIR)
            .at("meadow", "meadow", "forest", "farm", "jungle", "lake")
            .does("flutter", 2)
            .size(.32)
            .coloured(Colour.ORANGE, Colour.YELLOW, Colour.BLUE, Colour.PURPLE));
  }

  /// u: plumpness, head, tail length, wing length, beak, belly and wing colour.
  private static void bird(Pen pen, Color colour, float[] u, double phase) {
    Color wingColour = Toys.kin(colour, u[5]);
    double plump = vary(u[0]);
    double head = .27 * vary(u[1]);
    double beat = .3 + 1.1 * sine(phase);
    double y = -.04 * sine(phase - .1);
    double length = .74 * vary(u[3]);
    double tail = -.66 - .24 * u[2];
    pen.part(wing(.1, y - .1, length, beat - .3), darker(wingColour, .4));
    pen.part(
        blob(
            -.35,
            y - .02,
            tail + .04,
            y - .16,
            tail - .04,
            y - .02,
            tail + .08,
            y + .13,
            -.35,
            y + .18),
        darker(colour, .22));
    Shape body =
        blob(
            -.5, y + .06,
            -.15, y - .22 * plump,
            .28, y - .26 * plump,
            .58, y + .02,
            .3, y + .32 * plump,
            -.12, y + .34 * plump);
    pen.shade(body, colour);
    Color belly = lighter(Toys.accent(colour, u[5]), .5);
    pen.clipped(body, () -> pen.flat(ellipse(.24, y + .36 * plump, .4, .22), belly));
    pen.stroke(body, .035, darker(colour, .62));
    double beak = .5 + head * .75;
    pen.part(Pen.polygon(beak, y - .3, .89 + .1 * u[4], y - .14, beak, y - .05), Toys.BEAK);
    pen.part(ellipse(.5, y - .18, head, head * .97), colour);
    pen.eye(.57, y - .22, .095);
    pen.part(wing(.0, y, length, beat), wingColour);
    pen.flat(wing(-.06, y + .01, length * .5, beat), lighter(wingColour, .35));
  }

  /// A wing that points back from the shoulder (x, y), turned upwards by `beat` radians.
  private static Shape wing(double x, double y, double length, double beat) {
    Shape level =
        blob(
            x + .2,
            y - .04,
            x - length * .35,
            y - .2,
            x - length * 1.02,
            y - .1,
            x - length * .86,
            y + .06,
            x - length * .6,
            y + .08,
            x - length * .36,
            y + .16,
            x + .1,
            y + .16);
    return turned(level, beat, x + .1, y + .05);
  }

  /// u: lower wings, upper wing width, spot size, antenna, upper wing height, spot colour.
  private static void butterfly(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double open = .68 + .3 * Toys.cosine(phase);
    double lower = vary(u[0]);
    double width = .88 * vary(u[1]);
    double upper = vary(u[4]);
    double spot = .75 + .5 * u[2];
    pen.turn(.26, 0, 0);
    for (int side = -1; side <= 1; side += 2) {
      double f = side * open;
      pen.part(
          blob(0, .02, f * .42, .06, f * .68 * lower, .38, f * .5, .8 * lower, f * .16, .56),
          darker(colour, .14));
      pen.part(
          blob(
              0,
              .06,
              f * .16,
              -.42,
              f * .6 * width,
              -.74 * upper,
              f * .85 * width,
              -.5 * upper,
              f * .62,
              .08),
          colour);
      pen.flat(ellipse(f * .58 * width, -.38, .17 * open * spot, .17 * spot), accent);
      pen.flat(ellipse(f * .4, .38, .11 * open * spot, .11 * spot), accent);
    }
    double reach = .68 + .14 * u[3];
    pen.stroke(Toys.arc(.03, -.4, .06, -reach, .22, -reach), .045, Toys.INK);
    pen.stroke(Toys.arc(-.03, -.4, -.06, -reach, -.22, -reach), .045, Toys.INK);
    Color body = new Color(78, 58, 54);
    pen.part(ellipse(0, .12, .085, .46), body);
    pen.part(ellipse(0, -.36, .125, .12), body);
    pen.eye(-.05, -.39, .05);
    pen.eye(.06, -.39, .05);
  }
}
