package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.tube;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Octopus, shark and submarine.
final class DeepWater {
  private DeepWater() {}

  static List<Subject> all() {
    return List.of(
        subject("octopus", DeepWater::octopus)
            .in(Habitat.UNDERWATER)
            .does("swim", .8)
            .size(.4)
            .frontless()
            .coloured(Colour.PURPLE, Colour.ORANGE, Colour.RED),
        subject("shark", DeepWater::shark)
            .in(Habitat.UNDERWATER)
            .does("swim", 1)
            .size(.42)
            .coloured(Colour.BLUE, Colour.WHITE, Colour.BLACK),
        subject("submarine", DeepWater::submarine)
            .in(Habitat.UNDERWATER)
            .does("dive", 1.2)
            .size(.4)
            .coloured(Colour.YELLOW, Colour.RED, Colour.BLACK));
  }

  /// u: height and width of the head, arm length, spots, eyes, colour of the spots.
  private static void octopus(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double length = .5 * vary(u[2]);
    double[] roots = {-.3, .3, -.18, .18, -.05, .06};
    double[] reach = {-.78, .78, -.46, .46, -.16, .18};
    for (int arm = 0; arm < roots.length; arm++) {
      double curl = .12 * sine(phase + .16 * arm);
      double tipY = .3 + length * (arm < 2 ? .62 : 1) + .04 * cosine(phase + .16 * arm);
      Shape curve =
          Toys.curve(
              roots[arm], .1, roots[arm] * 1.4, .5, reach[arm] - curl, .4, reach[arm] + curl, tipY);
      tube(pen, curve, .17, arm < 2 ? darker(colour, .2) : arm < 4 ? darker(colour, .1) : colour);
    }
    double squeeze = .03 * sine(phase);
    double wide = .48 * vary(u[1]) - squeeze;
    double top = -.4 - .42 * vary(u[0]) - squeeze;
    Shape head =
        blob(
            -wide,
            -.22,
            -wide * .72,
            top + .16,
            0,
            top,
            wide * .72,
            top + .16,
            wide,
            -.22,
            wide * .7,
            .2,
            0,
            .28,
            -wide * .7,
            .2);
    pen.shade(head, colour);
    double spot = .1 * vary(u[3]);
    pen.clipped(
        head,
        () -> {
          pen.flat(ellipse(-.2, top + .24, spot, spot * .8), accent);
          pen.flat(ellipse(.16, top + .16, spot * .8, spot * .65), accent);
          pen.flat(ellipse(.3, top + .42, spot * .7, spot * .6), accent);
        });
    pen.stroke(head, .035, darker(colour, .62));
    Toys.gloss(pen, -.24, top + .42, .07, .12);
    double eye = .125 * vary(u[4]);
    pen.eye(-.16, -.1, eye);
    pen.eye(.18, -.1, eye);
    pen.stroke(Toys.arc(-.1, .1, .02, .18, .14, .1), .045, darker(colour, .65));
  }

  /// u: body height, dorsal fin, tail fin, side fin, snout, tone of the fins.
  private static void shark(Pen pen, Color colour, float[] u, double phase) {
    Color fin = darker(Toys.kin(colour, u[5]), .16);
    pen.turn(.12, 0, 0);
    double height = vary(u[0]);
    double sweep = .12 * sine(phase);
    double tail = vary(u[2]);
    double x = -.66;
    pen.part(
        blob(
            x,
            .0 + sweep * .5,
            x - .2,
            -.3 * tail + sweep,
            x - .3,
            -.46 * tail + sweep,
            x - .14,
            -.06 + sweep,
            x - .24,
            .34 * tail + sweep,
            x - .08,
            .24 * tail + sweep,
            x + .06,
            .12 + sweep * .5),
        fin);
    double dorsal = .3 * vary(u[1]);
    pen.part(blob(-.2, -.2, -.12, -.34 - dorsal, .0, -.4 - dorsal, .18, -.2), fin);
    pen.part(polygon(-.54, .16, -.62, .38, -.36, .24), fin);
    double snout = .9 + .08 * (u[4] - .5);
    Shape body =
        blob(
            -.78,
            .02 + sweep * .6,
            -.4,
            -.16 * height + sweep * .2,
            .1,
            -.32 * height,
            .56,
            -.26 * height,
            snout,
            .0,
            .8,
            .14,
            .44,
            .32 * height,
            -.1,
            .32 * height,
            -.5,
            .16 * height + sweep * .2);
    pen.shade(body, colour);
    Color pale = new Color(246, 248, 252);
    pen.clipped(
        body, () -> pen.flat(blob(-.7, .22, -.1, .16, .4, .14, .95, .1, .9, .6, -.1, .6), pale));
    pen.stroke(body, .035, darker(colour, .62));
    for (int gill = 0; gill < 3; gill++) {
      double at = .18 + .1 * gill;
      pen.stroke(Toys.arc(at, -.1, at - .06, .02, at, .12), .035, darker(colour, .55));
    }
    pen.stroke(Toys.arc(.56, .22, .72, .22, .84, .1), .045, darker(colour, .7));
    for (int tooth = 0; tooth < 3; tooth++) {
      double at = .6 + .075 * tooth;
      pen.flat(polygon(at, .2 - .02 * tooth, at + .07, .18 - .02 * tooth, at + .03, .28), pale);
    }
    pen.eye(.6, -.08, .085);
    double flap = .25 * sine(phase + .2);
    Shape side = blob(.02, .2, .22, .22, .06, .46 * vary(u[3]), -.18, .6 * vary(u[3]), -.14, .4);
    pen.part(turned(side, flap, .12, .2), fin);
    Toys.gloss(pen, .1, -.2 * height, .22, .04);
  }

  /// u: hull height, tower, periscope, portholes, fins, colour of tower and fins.
  private static void submarine(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double bob = .02 * sine(phase);
    double hull = .34 * vary(u[0]);
    double y = .2 + bob;
    for (int bubble = 0; bubble < 3; bubble++) {
      double age = bubble / 3.0 + (phase - Math.floor(phase)) / 3;
      double size = .04 + .05 * age;
      double opacity = .8 * Toys.smooth(age * 5) * Toys.smooth((1 - age) * 2.5);
      pen.flat(
          ellipse(-.8 - .06 * sine(age), y - .2 - .6 * age, size, size),
          glaze(new Color(226, 246, 252), opacity));
    }
    double blade = .3 * Math.abs(cosine(phase / 2));
    pen.part(ellipse(-.88, y - blade * .5 - .02, .055, blade * .5 + .03), Toys.METAL);
    pen.part(ellipse(-.88, y + blade * .5 + .02, .055, blade * .5 + .03), Toys.METAL);
    double fin = .26 * vary(u[4]);
    pen.part(polygon(-.78, y, -.84, y - .14 - fin, -.5, y - .1), accent);
    pen.part(polygon(-.78, y, -.84, y + .14 + fin, -.5, y + .1), accent);
    double scope = .22 + .16 * u[2];
    double tower = y - hull - .22 * vary(u[1]);
    tube(
        pen,
        Toys.curve(.16, tower, .16, tower - scope, .16, tower - scope, .3, tower - scope),
        .07,
        Toys.METAL);
    pen.part(box(-.2, tower, .52, y - tower, .16), accent);
    Shape body =
        blob(
            -.84,
            y,
            -.6,
            y - hull * .72,
            -.1,
            y - hull,
            .5,
            y - hull * .9,
            .88,
            y - hull * .3,
            .9,
            y + hull * .3,
            .5,
            y + hull * .9,
            -.1,
            y + hull,
            -.6,
            y + hull * .72);
    pen.shade(body, colour);
    pen.clipped(body, () -> pen.flat(box(-1, y + hull * .45, 2, .08, 0), lighter(accent, .3)));
    pen.stroke(body, .035, darker(colour, .62));
    double port = .1 * vary(u[3]);
    for (int i = 0; i < 3; i++) {
      double x = -.32 + .36 * i;
      pen.part(ellipse(x, y - .06, port + .05, port + .05), Toys.METAL);
      pen.flat(ellipse(x, y - .06, port, port), Toys.GLASS);
      pen.flat(ellipse(x - .03, y - .1, port * .4, port * .3), Color.WHITE);
    }
    pen.part(ellipse(.78, y - .02, .08, .1), new Color(255, 238, 140));
    Toys.gloss(pen, .1, y - hull * .72, .36, .035);
  }
}
