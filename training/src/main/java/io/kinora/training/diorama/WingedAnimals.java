package io.kinora.training.diorama;

import static io.kinora.training.diorama.Pen.blob;
import static io.kinora.training.diorama.Pen.darker;
import static io.kinora.training.diorama.Pen.ellipse;
import static io.kinora.training.diorama.Pen.lighter;
import static io.kinora.training.diorama.Pen.mix;
import static io.kinora.training.diorama.Pen.turned;
import static io.kinora.training.diorama.Toys.sine;
import static io.kinora.training.diorama.Toys.vary;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Animals that fly.
final class WingedAnimals {
  private WingedAnimals() {}

  static List<Subject> all() {
    return List.of(
        Subject.facing(
            "bird",
            Habitat.AIR,
            "fly",
            1.8,
            .34,
            WingedAnimals::bird,
            Colour.BLUE,
            Colour.RED,
            Colour.YELLOW,
            Colour.WHITE),
        Subject.facing(
            "butterfly",
            Habitat.AIR,
            "flutter",
            2,
            .32,
            WingedAnimals::butterfly,
            Colour.ORANGE,
            Colour.YELLOW,
            Colour.BLUE,
            Colour.PURPLE));
  }

  /// u: plumpness, head, tail length, wing length, beak, belly and wing-tip colour.
  private static void bird(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double plump = vary(u[0]);
    double head = vary(u[1]);
    double beat = .42 + .98 * sine(phase);
    double bob = -.03 * sine(phase - .1);
    double wing = .66 * vary(u[3]);
    double tail = -.68 - .22 * u[2];
    pen.part(wing(.06, -.12 + bob, wing, beat - .25), darker(colour, .38));
    pen.part(
        blob(
            -.35,
            .0 + bob,
            tail + .02,
            -.12 + .1 * bob,
            tail - .04,
            .04,
            tail + .06,
            .17,
            -.35,
            .2 + bob),
        darker(colour, .2));
    Shape body =
        blob(
            -.5,
            .08 + bob,
            -.15,
            -.2 * plump + bob,
            .28,
            -.24 * plump + bob,
            .56,
            .02 + bob,
            .3,
            .3 * plump + bob,
            -.12,
            .33 * plump + bob);
    pen.part(body, colour);
    pen.clipped(
        body,
        () ->
            pen.flat(
                ellipse(.2, .36 * plump + bob, .42, .24), lighter(mix(colour, accent, .5), .35)));
    pen.part(
        Pen.polygon(
            .52 + .18 * head,
            -.28 + bob,
            .88 + .12 * u[4],
            -.13 + bob,
            .52 + .18 * head,
            -.05 + bob),
        Toys.BEAK);
    pen.part(ellipse(.5, -.18 + bob, .25 * head, .24 * head), colour);
    pen.eye(.57, -.23 + bob, .085);
    pen.part(wing(-.02, -.02 + bob, wing, beat), darker(colour, .1));
    pen.flat(wing(-.2, -.03 + bob, wing * .45, beat * 1.02), mix(colour, accent, .75));
  }

  /// A wing that points back from the shoulder (x, y), turned upwards by `beat` radians.
  private static Shape wing(double x, double y, double length, double beat) {
    Shape level =
        blob(
            x + .2,
            y - .05,
            x - length * .45,
            y - .17,
            x - length * 1.05,
            y - .06,
            x - length * .8,
            y + .1,
            x - length * .5,
            y + .13,
            x - length * .25,
            y + .18,
            x + .12,
            y + .16);
    return turned(level, beat, x + .08, y + .04);
  }

  /// u: lower wings, upper wing width, spot size, antenna, upper wing height, spot colour.
  private static void butterfly(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double open = .66 + .28 * Toys.cosine(phase);
    double lower = vary(u[0]);
    double width = vary(u[1]);
    double upper = vary(u[4]);
    double spot = .75 + .5 * u[2];
    pen.turn(.3, 0, 0);
    for (int side = -1; side <= 1; side += 2) {
      double f = side * open;
      pen.part(
          blob(0, .02, f * .4, .06, f * .64 * lower, .36, f * .46, .74 * lower, f * .16, .52),
          darker(colour, .14));
      pen.part(
          blob(
              0,
              .06,
              f * .16,
              -.42,
              f * .6 * width,
              -.76 * upper,
              f * .88 * width,
              -.5 * upper,
              f * .62,
              .08),
          colour);
      pen.flat(ellipse(f * .58 * width, -.38, .17 * open * spot, .17 * spot), accent);
      pen.flat(ellipse(f * .4, .38, .11 * open * spot, .11 * spot), accent);
    }
    double reach = .7 + .16 * u[3];
    pen.stroke(Toys.arc(.03, -.4, .06, -reach, .22, -reach), .045, Toys.INK);
    pen.stroke(Toys.arc(-.03, -.4, -.06, -reach, -.22, -reach), .045, Toys.INK);
    Color body = new Color(78, 58, 54);
    pen.part(ellipse(0, .12, .085, .46), body);
    pen.part(ellipse(0, -.36, .125, .12), body);
    pen.eye(-.05, -.39, .05);
    pen.eye(.06, -.39, .05);
  }
}
