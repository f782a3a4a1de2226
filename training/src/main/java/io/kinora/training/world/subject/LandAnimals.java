package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.leg;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.tube;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Animals that walk, run and hop.
final class LandAnimals {
  private LandAnimals() {}

  static List<Subject> all() {
    return List.of(
        subject("cat", LandAnimals::cat)
            .in(Habitat.GROUND)
            .at("meadow", "city", "farm", "beach")
            .does("walk", 1.1)
            .size(.32)
            .coloured(Colour.ORANGE, Colour.BLACK, Colour.WHITE),
        subject("dog", LandAnimals::dog)
            .in(Habitat.GROUND)
            .at("meadow", "beach", "farm", "snowfield")
            .does("run", 1.5)
            .size(.34)
            .coloured(Colour.BROWN, Colour.YELLOW, Colour.WHITE, Colour.BLACK),
        subject("horse", LandAnimals::horse)
            .in(Habitat.GROUND)
            .at("farm", "farm", "meadow", "mountains")
            .does("run", 1.4)
            .size(.44)
            .coloured(Colour.BROWN, Colour.WHITE, Colour.BLACK));
  }

  /// u: body height, head, tail length, ear height, muzzle, collar colour.
  private static void cat(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double head = vary(u[1]);
    double tail = .85 + .3 * u[2];
    double wag = .14 * sine(phase);
    tube(
        pen,
        Toys.curve(-.5, .16, -.96, .16, -.98, -.36 * tail, -.68 + wag, -.68 * tail),
        .12,
        darker(colour, .04));
    var gait = new Toys.Gait(.9, .13, .1, .16);
    Color far = darker(colour, .24);
    leg(pen, gait, -.34, .3, -.05, phase + .5, far);
    leg(pen, gait, .32, .3, .02, phase, far);
    leg(pen, gait, -.46, .3, -.05, phase, colour);
    leg(pen, gait, .2, .32, .02, phase + .5, colour);
    double bob = .012 * cosine(2 * phase);
    Shape body =
        blob(
            -.62, .14 + bob,
            -.38, -.1 * height + bob,
            .2, -.12 * height + bob,
            .48, .1 + bob,
            .32, .46 * height + bob,
            -.1, .42 * height + bob,
            -.44, .48 * height + bob);
    pen.part(body, colour);
    double ear = .2 * vary(u[3]);
    double y = -.24 + bob;
    pen.part(polygon(.22, y - .1, .22, y - .3 - ear, .54, y - .24), colour);
    pen.part(polygon(.6, y - .24, .9, y - .3 - ear, .88, y - .08), colour);
    pen.flat(polygon(.28, y - .16, .28, y - .18 - ear, .44, y - .22), Toys.ROSE);
    pen.flat(polygon(.68, y - .22, .84, y - .18 - ear, .82, y - .12), Toys.ROSE);
    pen.stroke(Toys.arc(.32, .06 + bob, .5, .16 + bob, .7, .08 + bob), .12, accent);
    pen.part(ellipse(.56, y, .37 * head, .31 * head), colour);
    double muzzle = .13 * vary(u[4]);
    pen.flat(ellipse(.62, y + .13, muzzle * 1.3, muzzle), lighter(colour, .65));
    pen.eye(.44, y - .04, .1);
    pen.eye(.74, y - .04, .1);
    pen.flat(ellipse(.62, y + .07, .055, .042), Toys.ROSE);
    pen.stroke(Toys.arc(.52, y + .17, .62, y + .24, .72, y + .17), .035, darker(colour, .6));
  }

  /// u: body height, muzzle length, tail length, ear length, patch size, collar colour.
  private static void dog(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double wag = .16 * sine(2 * phase);
    double tail = .3 * vary(u[2]);
    tube(pen, Toys.arc(-.52, .06, -.74, -.02, -.74 + wag, -.14 - tail), .13, colour);
    var gait = new Toys.Gait(.9, .19, .14, .17);
    Color far = darker(colour, .24);
    leg(pen, gait, -.36, .3, -.07, phase + .5, far);
    leg(pen, gait, .32, .3, .03, phase, far);
    leg(pen, gait, -.48, .3, -.07, phase, colour);
    leg(pen, gait, .22, .32, .03, phase + .5, colour);
    double bob = .02 * cosine(2 * phase);
    Shape body =
        blob(
            -.64,
            .12 + bob,
            -.34,
            -.1 * height + bob,
            .15,
            -.14 * height + bob,
            .48,
            -.02 + bob,
            .44,
            .42 * height + bob,
            0,
            .38 * height + bob,
            -.46,
            .46 * height + bob);
    pen.shade(body, colour);
    double patch = vary(u[4]);
    pen.clipped(
        body,
        () -> pen.flat(ellipse(-.2, .02 + bob, .24 * patch, .16 * patch), darker(colour, .38)));
    pen.stroke(body, .035, darker(colour, .62));
    double y = -.32 + 1.5 * bob;
    pen.part(blob(.2, .1, .26, y, .6, y, .56, .14, .4, .26), colour);
    pen.stroke(Toys.arc(.22, .0 + bob, .4, .16 + bob, .6, .03 + bob), .12, accent);
    double nose = .85 + .11 * u[1];
    pen.part(
        blob(.46, y - .12, .66, y - .12, nose, y - .02, nose, y + .16, .68, y + .22, .46, y + .2),
        colour);
    pen.part(ellipse(.46, y - .04, .29, .29), colour);
    pen.shade(ellipse(.62, y + .04, .14, .13), colour);
    pen.part(blob(.7, y + .18, .84, y + .17, .84, y + .32 + bob, .73, y + .32), Toys.ROSE);
    pen.flat(ellipse(nose - .01, y - .03, .075, .065), Toys.INK);
    pen.eye(.58, y - .1, .09);
    double ear = .38 * vary(u[3]);
    double flop = .3 * sine(2 * phase - .15);
    pen.part(
        turned(
            blob(.3, y - .28, .44, y - .2, .42, y + .05, .3, y - .15 + ear, .16, y + .02),
            flop * .5 + .1,
            .36,
            y - .22),
        darker(colour, .38));
  }

  /// u: belly, neck height, mane, tail length, head length, colour of saddle cloth and hair.
  private static void horse(Pen pen, Color colour, float[] u, double phase) {
    double belly = vary(u[0]);
    Color hair = darker(Toys.kin(colour, u[5]), .42);
    double wave = .1 * sine(phase);
    double tail = .5 * vary(u[3]);
    pen.part(
        blob(
            -.46,
            -.16,
            -.68,
            -.16,
            -.8 + wave * .4,
            .05,
            -.84 + wave,
            -.02 + tail,
            -.68 + wave,
            -.02 + tail * .9,
            -.6,
            .1),
        hair);
    var gait = new Toys.Gait(.9, .2, .15, .14);
    double bob = .02 * cosine(2 * phase);
    Color far = darker(colour, .22);
    leg(pen, gait, -.34, .2, -.08, phase + .62, far);
    leg(pen, gait, .26, .2, .06, phase + .12, far);
    leg(pen, gait, -.44, .18, -.08, phase + .12, colour);
    leg(pen, gait, .32, .2, .06, phase + .62, colour);
    Shape body =
        blob(
            -.62, .02 + bob,
            -.38, -.24 + bob,
            -.05, -.17 + bob,
            .3, -.2 + bob,
            .48, .06 + bob,
            .3, .32 * belly + bob,
            -.1, .3 * belly + bob,
            -.46, .32 * belly + bob);
    double lean = .04 * sine(phase);
    double rise = .12 * (u[1] - .5);
    double x = .53 + lean;
    double y = -.57 - rise + bob;
    pen.part(
        blob(
            .1, -.08 + bob, .22, -.42 + bob, x - .16, y - .08, x + .14, y + .12, .5, -.1, .38, .16),
        colour);
    pen.part(body, colour);
    pen.shade(blob(.12, -.04, .3, -.32, .48, -.22, .43, .06, .28, .14), colour);
    pen.part(
        blob(
            -.3, -.23 + bob,
            .0, -.2 + bob,
            .04, .06 + bob,
            -.12, .13 + bob,
            -.3, .06 + bob),
        Toys.accent(colour, u[5]));
    double nose = .9 + .1 * (u[4] - .5) + lean;
    pen.part(
        blob(
            x - .16,
            y - .02,
            x + .04,
            y - .2,
            nose - .12,
            y + .04,
            nose + .02,
            y + .24,
            nose - .1,
            y + .37,
            x + .1,
            y + .24,
            x - .08,
            y + .18),
        colour);
    double mane = vary(u[2]);
    pen.part(
        blob(
            x + .08,
            y - .22,
            x - .12,
            y - .24,
            x - .32 * mane,
            y + .04 + wave * .3,
            .12 - .04 * mane,
            -.36,
            -.02,
            -.14 + bob,
            .16,
            -.14 + bob,
            .3,
            -.34,
            x - .08,
            y + .02),
        hair);
    pen.part(polygon(x - .04, y - .14, x + .03, y - .33, x + .13, y - .12), colour);
    pen.eye(x + .12, y + .02, .08);
    pen.flat(ellipse(nose - .06, y + .24, .042, .042), darker(colour, .6));
  }
}
