package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
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

/// Simply drawn people, whose clothes have the subject's colour, and a bear that walks upright.
final class People {
  private static final Color FAIR = new Color(252, 214, 180);
  private static final Color DARK = new Color(142, 92, 62);

  private People() {}

  static List<Subject> all() {
    return List.of(
        subject("girl", People::girl)
            .in(Habitat.GROUND)
            .at("meadow", "farm", "beach", "city", "lake")
            .does("walk", 1.1)
            .size(.42)
            .coloured(Colour.RED, Colour.PINK, Colour.YELLOW, Colour.BLUE),
        subject("boy", People::boy)
            .in(Habitat.GROUND)
            .at("meadow", "farm", "beach", "city", "lake")
            .does("walk", 1.1)
            .size(.42)
            .coloured(Colour.BLUE, Colour.GREEN, Colour.RED, Colour.ORANGE),
        subject("bear", People::bear)
            .in(Habitat.GROUND)
            .at("forest", "forest", "mountains", "snowfield")
            .does("walk", .9)
            .size(.42)
            .coloured(Colour.BROWN, Colour.WHITE, Colour.BLACK));
  }

  /// u: width of the dress, head, hair length, skin, arm length, colour of the hair.
  private static void girl(Pen pen, Color colour, float[] u, double phase) {
    Color skin = mix(FAIR, DARK, u[3]);
    Color hair = hair(u[5]);
    double bob = .018 * cosine(2 * phase);
    double swing = .5 * sine(phase);
    double head = .27 * vary(u[1]);
    double y = -.54 + bob;
    double tail = .38 + .34 * u[2];
    double sway = .08 * sine(phase - .12);
    pen.part(
        blob(
            -.12,
            y - .2,
            -.42,
            y - .12,
            -.5 + sway,
            y + tail,
            -.36 + sway,
            y + tail + .08,
            -.2,
            y + .2),
        darker(hair, .15));
    arm(pen, .24, -.1 + bob, .36 * vary(u[4]), swing, darker(skin, .2), darker(colour, .3));
    leg(pen, .1, phase + .5, darker(skin, .22), darker(colour, .45));
    leg(pen, -.1, phase, skin, darker(colour, .35));
    double hem = .54 * vary(u[0]);
    double wave = .04 * sine(phase - .1);
    Shape dress =
        blob(
            -.24,
            -.22 + bob,
            .24,
            -.22 + bob,
            .32,
            .14 + bob,
            hem + wave,
            .52,
            .1,
            .58,
            -.1,
            .58,
            -hem + wave,
            .52,
            -.32,
            .14 + bob);
    pen.part(dress, colour);
    pen.stroke(Toys.arc(-.3, .11 + bob, 0, .17 + bob, .3, .11 + bob), .075, lighter(colour, .5));
    face(pen, y, head, skin);
    pen.part(
        blob(
            -head - .04,
            y + .06,
            -head,
            y - .28,
            0,
            y - head - .08,
            head * .8,
            y - .26,
            head + .03,
            y - .02,
            head * .5,
            y - .16,
            -.06,
            y - .14,
            -head * .62,
            y + .08),
        hair);
    pen.part(blob(-.26, y - .3, -.5, y - .42, -.5, y - .14, -.26, y - .2), colour);
    pen.part(ellipse(-.27, y - .25, .08, .08), darker(colour, .1));
    arm(pen, -.24, -.1 + bob, .36 * vary(u[4]), -swing, skin, darker(colour, .06));
  }

  /// u: width of the shirt, head, cap, skin, arm length, colour of the hair.
  private static void boy(Pen pen, Color colour, float[] u, double phase) {
    Color skin = mix(FAIR, DARK, u[3]);
    Color hair = hair(u[5]);
    double bob = .018 * cosine(2 * phase);
    double swing = .6 * sine(phase);
    double head = .31 * vary(u[1]);
    double y = -.4 + bob;
    arm(pen, .28, .0 + bob, .4 * vary(u[4]), swing, darker(skin, .2), darker(colour, .3));
    Color trousers = mix(new Color(70, 84, 130), colour, .35);
    trouserLeg(pen, .13, phase + .5, darker(trousers, .3));
    trouserLeg(pen, -.13, phase, trousers);
    double wide = .36 * vary(u[0]);
    Shape shirt =
        blob(
            -wide * .8,
            -.16 + bob,
            wide * .8,
            -.16 + bob,
            wide,
            .2 + bob,
            wide * .94,
            .5 + bob,
            0,
            .53 + bob,
            -wide * .94,
            .5 + bob,
            -wide,
            .2 + bob);
    pen.shade(shirt, colour);
    pen.clipped(shirt, () -> pen.flat(box(-1, .14 + bob, 2, .12, 0), lighter(colour, .5)));
    pen.stroke(shirt, .035, darker(colour, .62));
    face(pen, y, head, skin);
    pen.part(
        blob(
            -head - .03,
            y + .04,
            -head - .02,
            y - .22,
            -.1,
            y - .3,
            -.1,
            y - .08,
            -head * .6,
            y + .12),
        hair);
    double cap = .2 * vary(u[2]);
    pen.part(
        blob(.1, y - .2, .5, y - .2, .62, y - .12, .3, y - .1, .08, y - .12), darker(colour, .2));
    pen.part(
        blob(
            -head - .05,
            y - .12,
            -head * .8,
            y - .2 - cap,
            .04,
            y - .26 - cap,
            head * .9,
            y - .18 - cap * .7,
            head + .04,
            y - .12,
            0,
            y - .16),
        colour);
    pen.part(ellipse(.04, y - .26 - cap, .06, .05), lighter(colour, .3));
    arm(pen, -.28, .0 + bob, .4 * vary(u[4]), -swing, skin, darker(colour, .06));
  }

  private static Color hair(float u) {
    return Pen.hsb(.04 + .06 * u, .6 - .1 * u, .22 + .66 * u);
  }

  private static void face(Pen pen, double y, double radius, Color skin) {
    pen.part(ellipse(0, y, radius, radius), skin);
    pen.eye(.04, y - .0, .075);
    pen.eye(.22, y - .0, .075);
    pen.flat(ellipse(-.02, y + .13, .06, .04), mix(skin, Toys.ROSE, .55));
    pen.flat(ellipse(.26, y + .12, .05, .04), mix(skin, Toys.ROSE, .55));
    pen.stroke(Toys.arc(.05, y + .14, .13, y + .21, .2, y + .14), .04, darker(skin, .6));
  }

  /// An arm in a sleeve that hangs from the shoulder (x, y), swung by `swing` radians.
  private static void arm(
      Pen pen, double x, double y, double length, double swing, Color skin, Color sleeve) {
    double handX = x + length * Math.sin(swing) * 1.1;
    double handY = y + length * Math.cos(swing);
    double midX = (x + handX) / 2 - .03;
    double midY = (y + handY) / 2;
    tube(pen, Toys.arc(x, y, midX, midY, handX, handY), .1, skin);
    tube(pen, Toys.arc(x, y, x, y, midX, midY), .13, sleeve);
    pen.part(ellipse(handX, handY, .075, .075), skin);
  }

  private static void leg(Pen pen, double x, double cycle, Color skin, Color shoe) {
    double lift = Math.max(0, -sine(cycle));
    double footX = x + .17 * cosine(cycle);
    double footY = .88 - .1 * lift * lift;
    tube(pen, Toys.arc(x, .5, x + .04, .66, footX, footY - .1), .1, skin);
    shoe(pen, footX, footY, shoe);
  }

  private static void trouserLeg(Pen pen, double x, double cycle, Color cloth) {
    double lift = Math.max(0, -sine(cycle));
    double footX = x + .17 * cosine(cycle);
    double footY = .88 - .1 * lift * lift;
    tube(pen, Toys.arc(x, .5, x + .04, .64, footX, footY - .12), .16, cloth);
    shoe(pen, footX, footY, new Color(84, 72, 84));
  }

  private static void shoe(Pen pen, double x, double y, Color colour) {
    pen.part(
        blob(x - .11, y - .1, x + .04, y - .13, x + .18, y - .03, x + .15, y, x - .11, y), colour);
  }

  /// u: girth, ears, muzzle, belly, arm length, colour of the neckerchief.
  private static void bear(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    Color pale = lighter(colour, .38);
    double bob = .02 * cosine(2 * phase);
    double swing = .35 * sine(phase);
    double girth = .44 * vary(u[0]);
    double reach = .4 * vary(u[4]);
    paw(pen, .24, phase + .5, darker(colour, .28));
    limb(pen, girth * .75, -.02 + bob, reach, .25 + swing, darker(colour, .28));
    paw(pen, -.2, phase, darker(colour, .08));
    Shape body =
        blob(
            -.26,
            -.16 + bob,
            .26,
            -.16 + bob,
            girth,
            .28 + bob,
            .3,
            .7 + bob,
            0,
            .76 + bob,
            -.3,
            .7 + bob,
            -girth,
            .28 + bob);
    pen.shade(body, colour);
    double belly = .25 * vary(u[3]);
    pen.clipped(body, () -> pen.flat(ellipse(.08, .36 + bob, belly, .28), pale));
    pen.stroke(body, .035, darker(colour, .62));
    double y = -.46 + bob;
    double ear = .14 * vary(u[1]);
    pen.part(ellipse(-.28, y - .28, ear, ear), colour);
    pen.part(ellipse(.34, y - .28, ear, ear), colour);
    pen.flat(ellipse(-.28, y - .27, ear * .55, ear * .55), pale);
    pen.flat(ellipse(.34, y - .27, ear * .55, ear * .55), pale);
    pen.stroke(Toys.arc(-.26, -.14 + bob, .06, .04 + bob, .34, -.14 + bob), .14, accent);
    pen.part(ellipse(.04, y, .39, .35), colour);
    double muzzle = .16 * vary(u[2]);
    pen.part(ellipse(.14, y + .12, muzzle * 1.2, muzzle), pale);
    pen.flat(ellipse(.15, y + .06, .07, .05), Toys.INK);
    pen.stroke(Toys.arc(.06, y + .16, .15, y + .22, .23, y + .16), .035, darker(colour, .65));
    pen.eye(-.06, y - .08, .085);
    pen.eye(.28, y - .08, .085);
    limb(pen, -girth * .72, -.02 + bob, reach, -.25 - swing, darker(colour, .05));
  }

  private static void paw(Pen pen, double x, double cycle, Color colour) {
    double lift = Math.max(0, -sine(cycle));
    double footX = x + .12 * cosine(cycle);
    double footY = .88 - .1 * lift * lift;
    tube(pen, Toys.arc(x, .55, x + .02, .66, footX, footY - .12), .24, colour);
    pen.part(ellipse(footX + .06, footY - .09, .17, .09), colour);
  }

  private static void limb(Pen pen, double x, double y, double length, double swing, Color colour) {
    double handX = x + length * Math.sin(swing);
    double handY = y + length * Math.cos(swing);
    tube(pen, Toys.arc(x, y, (x + handX) / 2, (y + handY) / 2, handX, handY), .2, colour);
  }
}
