package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Animals that swim.
final class WaterAnimals {
  private WaterAnimals() {}

  static List<Subject> all() {
    return List.of(
        subject("fish", WaterAnimals::fish)
            .in(Habitat.UNDERWATER)
            .does("swim", 1.4)
            .size(.34)
            .coloured(Colour.ORANGE, Colour.BLUE, Colour.YELLOW),
        subject("duck", WaterAnimals::duck)
            .in(Habitat.WATER)
            .at("lake", "lake", "sea")
            .does("swim", 1)
            .size(.32)
            .coloured(Colour.YELLOW, Colour.WHITE, Colour.BROWN),
        subject("whale", WaterAnimals::whale)
            .in(Habitat.WATER)
            .does("swim", .5)
            .size(.48)
            .coloured(Colour.BLUE, Colour.BLACK));
  }

  /// u: height, back fin, stripe width, tail height, side fin, colour of fins and stripes.
  private static void fish(Pen pen, Color colour, float[] u, double phase) {
    Color fins = Toys.kin(colour, u[5]);
    Color stripes = lighter(Toys.accent(colour, u[5]), .35);
    double height = vary(u[0]);
    double swing = .13 * sine(phase);
    double tail = .4 * vary(u[3]);
    pen.part(
        blob(
            -.42,
            .02,
            -.72,
            -tail * .85 + swing,
            -.93,
            -tail + swing * 1.4,
            -.78,
            swing * 1.3,
            -.93,
            tail + swing * 1.4,
            -.72,
            tail * .85 + swing),
        fins);
    double fin = -.5 - .26 * u[1];
    pen.part(blob(-.3, -.2, -.12, fin + .04 * swing, .14, fin, .34, -.28), fins);
    Shape body =
        blob(
            -.55,
            .3 * swing,
            -.2,
            -.36 * height,
            .3,
            -.44 * height,
            .8,
            .03,
            .3,
            .44 * height,
            -.2,
            .38 * height);
    pen.shade(body, colour);
    pen.clipped(
        body,
        () -> {
          for (int stripe = 0; stripe < 3; stripe++) {
            double x = .16 - .24 * stripe;
            pen.flat(ellipse(x, 0, .045 + .04 * u[2], .6), stripes);
          }
        });
    pen.stroke(body, .035, darker(colour, .62));
    double flap = .45 * sine(phase + .15);
    double side = .3 * vary(u[4]);
    pen.part(turned(blob(.2, .1, -.1, .14, .02 - side, .36, .14, .3), flap, .16, .12), fins);
    pen.eye(.5, -.1, .115);
    pen.stroke(Toys.arc(.58, .17, .67, .19, .73, .1), .045, darker(colour, .6));
    Toys.gloss(pen, .2, -.28 * height, .2, .06);
  }

  /// u: breast, head, tail, wing, bill length, colour of wing and neck ring.
  private static void duck(Pen pen, Color colour, float[] u, double phase) {
    double breast = .04 * (u[0] - .5);
    double head = .32 * vary(u[1]);
    double bob = .03 * sine(phase);
    pen.turn(.05 * cosine(phase), 0, .5);
    for (int foot = 0; foot < 2; foot++) {
      double kick = .35 * sine(phase + .5 * foot);
      double x = -.1 + .24 * foot;
      Shape web = blob(x - .06, .64, x + .06, .64, x + .15, .88, x - .13, .88);
      pen.part(turned(web, kick, x, .6), foot == 0 ? darker(Toys.BEAK, .25) : Toys.BEAK);
    }
    double tip = -.1 - .14 * u[2];
    Shape neck =
        blob(
            .2, .3,
            .22, -.3,
            .6, -.3,
            .64, .05,
            .7, .4,
            .4, .5);
    pen.part(neck, colour);
    pen.part(
        blob(
            -.86,
            tip + bob,
            -.6,
            .16,
            -.15,
            .1,
            .3,
            .12,
            .68 + breast,
            .22,
            .74 + breast,
            .46,
            .46,
            .72,
            -.1,
            .78,
            -.56,
            .68,
            -.86,
            .34,
            -.93,
            tip + .1 + bob),
        colour);
    pen.shade(ellipse(.43, .18, .2, .16), Pen.lighter(colour, .06));
    pen.stroke(Toys.arc(.25, .0, .42, .1, .6, .0), .1, lighter(Toys.accent(colour, u[5]), .2));
    double x = .42;
    double y = -.38 + bob;
    double bill = x + .42 + .12 * u[4];
    pen.part(
        blob(
            x + .2,
            y - .06,
            bill - .08,
            y + .0,
            bill,
            y + .09,
            bill - .1,
            y + .16,
            x + .18,
            y + .17),
        Toys.BEAK);
    pen.part(ellipse(x, y, head, head * .96), colour);
    pen.eye(x + .11, y - .07, .1);
    double wing = vary(u[3]);
    Shape folded =
        blob(
            .3, .34, .0, .2, -.6 * wing, .18, -.52 * wing, .36, -.4 * wing, .48, -.1, .6, .22, .54);
    pen.part(turned(folded, .12 * sine(phase), .25, .4), Toys.kin(colour, u[5]));
  }

  /// u: body height, fluke, fin, spout height, belly height, belly colour.
  private static void whale(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double beat = .12 * sine(phase);
    Color water = new Color(205, 236, 255);
    double jet = .24 + .1 * u[3] + .07 * sine(phase + .25);
    double top = -.34 * height;
    for (int side = -1; side <= 1; side += 2) {
      double x = .32 + .02 * side;
      Toys.tube(pen, Toys.arc(x, top, x, top - jet, x + .2 * side, top - jet), .09, water);
      pen.part(ellipse(x + .27 * side, top - jet + .15, .055, .07), water);
    }
    double fluke = vary(u[1]);
    double y = -.3 + beat;
    pen.part(
        blob(
            -.76,
            y + .1,
            -.72,
            y - .22 * fluke,
            -.58,
            y - .36 * fluke,
            -.62,
            y - .02,
            -.74,
            y + .14),
        darker(colour, .12));
    pen.part(
        blob(
            -.7,
            y + .1,
            -.86,
            y - .16 * fluke,
            -.99 + .06 * fluke,
            y - .3 * fluke,
            -.92,
            y + .05,
            -.76,
            y + .16),
        darker(colour, .12));
    Shape body =
        blob(
            -.8,
            y + .1,
            -.62,
            .0 + .5 * beat,
            -.25,
            -.12 * height,
            .3,
            -.38 * height,
            .82,
            -.12,
            .86,
            .3,
            .5,
            .6 * height,
            -.1,
            .56 * height,
            -.6,
            .28 + .5 * beat);
    pen.shade(body, colour);
    Color belly = lighter(mix(colour, accent, .35), .62);
    double line = .34 - .1 * u[4];
    pen.clipped(
        body,
        () -> {
          pen.flat(blob(1, line, .5, line + .04, -.1, line + .2, -.3, .9, .5, 1, 1, .9), belly);
          for (int groove = 0; groove < 3; groove++) {
            double shift = .14 * groove;
            pen.stroke(
                Toys.arc(
                    .1 + shift, line + .24, .4 + shift, line + .16, .95, line + .13 + shift * .3),
                .035,
                darker(belly, .28));
          }
        });
    pen.stroke(body, .035, darker(colour, .62));
    double fin = .3 * vary(u[2]);
    pen.part(
        turned(
            blob(.22, .3, .02, .38, -.1 - fin * .4, .5 + fin * .6, .08, .52 + fin * .3, .32, .42),
            .35 * sine(phase + .2),
            .2,
            .34),
        darker(colour, .12));
    pen.eye(.58, .08, .1);
    Toys.gloss(pen, .35, -.22 * height, .22, .06);
  }
}
