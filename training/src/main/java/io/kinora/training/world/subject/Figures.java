package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.util.List;

/// Things that stand upright: plants and figures.
final class Figures {
  private static final Color LEAF = new Color(82, 162, 74);

  private Figures() {}

  static List<Subject> all() {
    return List.of(
        subject("flower", Figures::flower)
            .in(Habitat.GROUND)
            .at("meadow", "meadow", "forest", "farm", "lake")
            .does("sway", .45)
            .size(.36)
            .frontless()
            .coloured(Colour.RED, Colour.YELLOW, Colour.PINK, Colour.PURPLE),
        subject("robot", Figures::robot)
            .in(Habitat.GROUND)
            .at("city", "space", "desert")
            .does("walk", .9)
            .size(.4)
            .coloured(Colour.BLUE, Colour.WHITE, Colour.ORANGE));
  }

  /// u: petal length, petal width, stem bend, leaf size, heart size, heart colour.
  private static void flower(Pen pen, Color colour, float[] u, double phase) {
    double sway = .09 * sine(phase);
    double bend = .22 * (u[2] - .5);
    double x = 1.1 * sway;
    double y = -.2;
    pen.stroke(Toys.arc(0, .9, bend, .4, x, y), .15, darker(LEAF, .55));
    pen.stroke(Toys.arc(0, .9, bend, .4, x, y), .09, LEAF);
    double leaf = vary(u[3]);
    double flutter = .12 * sine(phase - .12);
    pen.part(
        turned(blob(.0, .8, .22 * leaf, .5, .55 * leaf, .46, .34 * leaf, .72), flutter, 0, .8),
        LEAF);
    pen.part(
        turned(blob(.0, .86, -.22 * leaf, .58, -.55 * leaf, .56, -.34 * leaf, .8), flutter, 0, .86),
        darker(LEAF, .12));
    double length = .225 * vary(u[0]);
    double width = .19 * vary(u[1]);
    for (int petal = 0; petal < 7; petal++) {
      double turn = 2 * Math.PI * petal / 7 + 1.6 * sway;
      pen.part(turned(ellipse(x, y - .18 - length, width, length + .08), turn, x, y), colour);
    }
    double heart = .2 * vary(u[4]);
    Color pollen = Pen.hsb(.07 + .07 * u[5], .8, .98);
    pen.part(ellipse(x, y, heart, heart), mix(pollen, Toys.WOOD, yellowness(colour)));
    pen.flat(ellipse(x - .05, y - .06, .06, .05), lighter(pollen, .5));
  }

  /// The similarity of a colour to yellow, 0 … 1: a yellow flower gets a brown centre.
  private static double yellowness(Color colour) {
    double warmth = Math.min(colour.getRed(), colour.getGreen()) - colour.getBlue();
    return Toys.smooth((warmth - 90) / 60);
  }

  /// u: head width, body width, antenna, arm length, body height, lamp and belly colour.
  private static void robot(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double bob = .02 * cosine(2 * phase);
    double swing = .42 * sine(phase);
    double arm = .36 * vary(u[3]);
    double body = .4 * vary(u[1]);
    double head = .43 * vary(u[0]);
    Color joint = new Color(120, 124, 138);
    limb(pen, body * .7, .02 + bob, arm, swing, darker(joint, .25), darker(colour, .3));
    foot(pen, .14, phase + .5, darker(joint, .25), darker(colour, .35));
    foot(pen, -.14, phase, joint, darker(colour, .15));
    double top = -.08 - .08 * (u[4] - .5) + bob;
    pen.line(.0, top - .1, .0, top + .1, .16, joint);
    pen.part(box(-body, top, 2 * body, .56 - top, .16), colour);
    pen.part(box(-body * .3, top + .14, body * 1.05, .24, .1), lighter(accent, .15));
    pen.flat(ellipse(-body * .3 + .12, top + .26, .055, .055), Toys.INK);
    pen.flat(ellipse(-body * .3 + .26, top + .26, .055, .055), new Color(225, 70, 60));
    limb(pen, -body * .78, .02 + bob, arm, -swing, joint, colour);
    double y = -.4 + bob;
    double antenna = .16 * vary(u[2]);
    double lean = .05 * sine(phase);
    pen.line(.02, y - .26, .02 + lean, y - .27 - antenna, .055, joint);
    pen.part(ellipse(.02 + lean, y - .29 - antenna, .08, .08), accent);
    pen.part(box(-head - .06, y - .1, .14, .22, .08), joint);
    pen.part(box(-head, y - .28, 2 * head, .54, .2), colour);
    pen.part(box(-head * .62, y - .17, head * 1.55, .32, .16), new Color(50, 56, 76));
    pen.eye(-head * .62 + head * .42, y - .03, .095);
    pen.eye(-head * .62 + head * 1.12, y - .03, .095);
  }

  private static void limb(
      Pen pen, double x, double y, double length, double swing, Color joint, Color hand) {
    double handX = x - length * Math.sin(swing);
    double handY = y + length * Math.cos(swing);
    Toys.tube(pen, Toys.arc(x, y, x - .04, (y + handY) / 2, handX, handY), .1, joint);
    pen.part(ellipse(handX, handY, .11, .11), hand);
  }

  private static void foot(Pen pen, double x, double cycle, Color joint, Color boot) {
    double lift = Math.max(0, -sine(cycle));
    double footX = x + .15 * cosine(cycle);
    double footY = .88 - .1 * lift * lift;
    Toys.tube(pen, Toys.arc(x, .5, x + .03, .65, footX, footY - .12), .12, joint);
    pen.part(
        blob(
            footX - .14,
            footY - .12,
            footX + .02,
            footY - .17,
            footX + .18,
            footY - .04,
            footX + .16,
            footY,
            footX - .14,
            footY),
        boot);
  }
}
