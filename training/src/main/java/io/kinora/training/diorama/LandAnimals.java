package io.kinora.training.diorama;

import static io.kinora.training.diorama.Pen.blob;
import static io.kinora.training.diorama.Pen.darker;
import static io.kinora.training.diorama.Pen.ellipse;
import static io.kinora.training.diorama.Pen.lighter;
import static io.kinora.training.diorama.Pen.mix;
import static io.kinora.training.diorama.Pen.polygon;
import static io.kinora.training.diorama.Pen.turned;
import static io.kinora.training.diorama.Toys.cosine;
import static io.kinora.training.diorama.Toys.leg;
import static io.kinora.training.diorama.Toys.sine;
import static io.kinora.training.diorama.Toys.tube;
import static io.kinora.training.diorama.Toys.vary;

import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Animals that walk, run and hop.
final class LandAnimals {
  private LandAnimals() {}

  static List<Subject> all() {
    return List.of(
        Subject.facing(
            "cat",
            Habitat.GROUND,
            "walk",
            1.1,
            .32,
            LandAnimals::cat,
            Colour.ORANGE,
            Colour.BLACK,
            Colour.WHITE),
        Subject.facing(
            "dog",
            Habitat.GROUND,
            "run",
            1.5,
            .34,
            LandAnimals::dog,
            Colour.BROWN,
            Colour.YELLOW,
            Colour.WHITE,
            Colour.BLACK),
        Subject.facing(
            "horse",
            Habitat.GROUND,
            "run",
            1.4,
            .44,
            LandAnimals::horse,
            Colour.BROWN,
            Colour.WHITE,
            Colour.BLACK),
        Subject.facing(
            "rabbit",
            Habitat.GROUND,
            "hop",
            1.4,
            .3,
            LandAnimals::rabbit,
            Colour.WHITE,
            Colour.BROWN),
        Subject.facing(
            "turtle",
            Habitat.GROUND,
            "walk",
            .6,
            .28,
            LandAnimals::turtle,
            Colour.GREEN,
            Colour.BROWN));
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
        Toys.curve(-.5, .14, -.98, .14, -.98, -.36 * tail, -.66 + wag, -.66 * tail),
        .11,
        colour);
    var gait = new Toys.Gait(.9, .13, .1, .16);
    leg(pen, gait, -.36, .3, -.05, phase + .5, darker(colour, .25));
    leg(pen, gait, .3, .3, .02, phase, darker(colour, .25));
    double bob = .012 * cosine(2 * phase);
    pen.part(
        blob(
            -.6,
            .12 + bob,
            -.35,
            -.12 * height + bob,
            .2,
            -.1 * height + bob,
            .46,
            .1 + bob,
            .3,
            .42 * height + bob,
            -.35,
            .42 * height + bob),
        colour);
    leg(pen, gait, -.46, .3, -.05, phase, colour);
    leg(pen, gait, .2, .32, .02, phase + .5, colour);
    double ear = .2 * vary(u[3]);
    double y = -.24 + bob;
    pen.part(polygon(.22, y - .1, .22, y - .3 - ear, .54, y - .24), colour);
    pen.part(polygon(.6, y - .24, .9, y - .3 - ear, .88, y - .08), colour);
    pen.flat(polygon(.28, y - .16, .28, y - .18 - ear, .44, y - .22), Toys.ROSE);
    pen.flat(polygon(.68, y - .22, .84, y - .18 - ear, .82, y - .12), Toys.ROSE);
    pen.stroke(Toys.arc(.3, .05 + bob, .5, .16 + bob, .7, .08 + bob), .12, accent);
    pen.part(ellipse(.56, y, .37 * head, .31 * head), colour);
    double muzzle = .13 * vary(u[4]);
    pen.flat(ellipse(.62, y + .13, muzzle * 1.3, muzzle), lighter(colour, .65));
    pen.eye(.44, y - .04, .095);
    pen.eye(.74, y - .04, .095);
    pen.flat(ellipse(.62, y + .07, .055, .042), Toys.ROSE);
    pen.stroke(Toys.arc(.52, y + .17, .62, y + .24, .72, y + .17), .035, darker(colour, .6));
  }

  /// u: body height, muzzle length, tail length, ear length, patch size, collar and patch colour.
  private static void dog(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double wag = .16 * sine(2 * phase);
    double tail = .3 * vary(u[2]);
    tube(pen, Toys.arc(-.52, .06, -.74, -.02, -.74 + wag, -.14 - tail), .13, colour);
    var gait = new Toys.Gait(.9, .19, .14, .17);
    leg(pen, gait, -.4, .3, -.07, phase + .5, darker(colour, .28));
    leg(pen, gait, .28, .3, .03, phase, darker(colour, .28));
    double bob = .02 * cosine(2 * phase);
    Shape body =
        blob(
            -.62,
            .1 + bob,
            -.3,
            -.1 * height + bob,
            .15,
            -.14 * height + bob,
            .46,
            -.02 + bob,
            .42,
            .4 * height + bob,
            0,
            .38 * height + bob,
            -.45,
            .42 * height + bob);
    pen.shade(body, colour);
    double patch = vary(u[4]);
    pen.clipped(
        body,
        () -> pen.flat(ellipse(-.2, .02 + bob, .24 * patch, .16 * patch), darker(colour, .38)));
    pen.stroke(body, .035, darker(colour, .62));
    leg(pen, gait, -.48, .28, -.07, phase, colour);
    leg(pen, gait, .26, .3, .03, phase + .5, colour);
    double y = -.32 + 1.5 * bob;
    pen.part(blob(.2, .1, .26, y, .6, y, .56, .14, .4, .26), colour);
    pen.stroke(Toys.arc(.22, .0 + bob, .4, .16 + bob, .6, .03 + bob), .12, accent);
    double nose = .84 + .12 * u[1];
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

  /// u: belly, neck height, mane, tail length, head length, saddle-cloth colour.
  private static void horse(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double belly = vary(u[0]);
    Color hair = darker(Toys.kin(colour, u[5]), .5);
    double wave = .1 * sine(phase);
    double tail = .5 * vary(u[3]);
    pen.part(
        blob(
            -.5,
            -.14,
            -.72,
            -.16,
            -.86 + wave * .4,
            .05,
            -.92 + wave,
            -.02 + tail,
            -.76 + wave,
            -.02 + tail * .9,
            -.66,
            .1),
        hair);
    var gait = new Toys.Gait(.9, .22, .16, .14);
    double bob = .02 * cosine(2 * phase);
    leg(pen, gait, -.34, .2, -.08, phase + .62, darker(colour, .28));
    leg(pen, gait, .26, .2, .06, phase + .12, darker(colour, .28));
    Shape body =
        blob(
            -.6,
            -.02 + bob,
            -.38,
            -.22 + bob,
            -.05,
            -.16 + bob,
            .3,
            -.2 + bob,
            .46,
            .05 + bob,
            .26,
            .27 * belly + bob,
            -.1,
            .29 * belly + bob,
            -.46,
            .24 * belly + bob);
    double lean = .04 * sine(phase);
    double rise = .12 * (u[1] - .5);
    double x = .55 + lean;
    double y = -.62 - rise + bob;
    Shape neck =
        blob(.12, -.1 + bob, .24, -.42 + bob, x - .14, y - .08, x + .12, y + .1, .5, -.1, .36, .14);
    pen.part(neck, colour);
    pen.part(body, colour);
    pen.shade(blob(.14, -.06, .3, -.3, .46, -.2, .42, .05, .28, .14), colour);
    leg(pen, gait, -.44, .16, -.08, phase + .12, colour);
    leg(pen, gait, .32, .18, .06, phase + .62, colour);
    pen.part(
        blob(-.3, -.22 + bob, .0, -.2 + bob, .04, .06 + bob, -.12, .12 + bob, -.3, .06 + bob),
        accent);
    double nose = .88 + .1 * (u[4] - .5);
    pen.part(polygon(x - .08, y - .06, x - .02, y - .3, x + .1, y - .08), colour);
    pen.part(
        blob(
            x - .12,
            y - .04,
            x + .06,
            y - .16,
            nose - .08,
            y + .06,
            nose + .02 + lean,
            y + .22,
            nose - .1 + lean,
            y + .32,
            x + .1,
            y + .18,
            x - .06,
            y + .14),
        colour);
    double mane = vary(u[2]);
    pen.part(
        blob(
            x + .06,
            y - .2,
            x - .12,
            y - .2,
            x - .3 * mane,
            y + .06 + wave * .3,
            .08 + .04 * (1 - mane),
            -.36,
            -.02,
            -.14 + bob,
            .16,
            -.16 + bob,
            .3,
            -.36,
            x - .06,
            y + .02),
        hair);
    pen.eye(x + .1, y + .0, .07);
    pen.flat(ellipse(nose - .06 + lean, y + .21, .04, .04), darker(colour, .6));
  }

  /// u: rump, head, ear length, ear width, tail, inner-ear and bow colour.
  private static void rabbit(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double hop = .5 - .5 * cosine(phase);
    double lift = -.15 * hop;
    double stretch = .1 * sine(phase);
    double rump = vary(u[0]);
    double head = vary(u[1]);
    double tail = .14 * vary(u[4]);
    pen.part(ellipse(-.72, .38 + lift, tail, tail), lighter(colour, .7));
    Color far = darker(colour, .25);
    Shape farFoot = blob(.14, .5, .36, .5, .46, .82, .42, .88, .22, .86);
    pen.part(turned(farFoot, -1.6 * stretch + .12 - .12 * cosine(phase), .25, .55 + lift), far);
    pen.part(
        blob(
            -.66,
            .42 + lift,
            -.5,
            .02 - .1 * (rump - 1) + lift,
            -.1,
            -.06 + lift,
            .28,
            .1 + lift,
            .42,
            .4 + lift,
            .2,
            .72 + lift,
            -.4,
            .8 + lift),
        colour);
    Shape paw = blob(.14, .44, .32, .44, .38, .74, .42, .88, .2, .88);
    pen.part(turned(shifted(paw, lift), -2 * stretch, .24, .5 + lift), colour);
    Shape foot = blob(-.56, .76, -.3, .7, .04, .78, .06, .88, -.5, .88);
    pen.part(turned(shifted(foot, lift * .8), 2.5 * stretch, -.4, .7 + lift), colour);
    pen.part(ellipse(-.36, .5 + lift, .28 * rump, .3 * rump), colour);
    double y = -.08 + lift;
    double swing = .35 * sine(phase - .1) - .2;
    double length = .36 * vary(u[2]);
    double width = .1 * vary(u[3]);
    ear(pen, .34, y - .2, length, width, swing - .28, darker(colour, .15), accent);
    ear(pen, .5, y - .22, length, width, swing, colour, accent);
    pen.part(
        blob(
            .14,
            y,
            .3,
            y - .28 * head,
            .62,
            y - .26 * head,
            .84,
            y + .02,
            .7,
            y + .24,
            .34,
            y + .26),
        colour);
    pen.flat(ellipse(.64, y + .12, .14, .09), lighter(colour, .6));
    pen.eye(.56, y - .06, .095);
    pen.flat(ellipse(.81, y + .02, .055, .05), Toys.ROSE);
  }

  private static void ear(
      Pen pen,
      double x,
      double y,
      double length,
      double width,
      double turn,
      Color colour,
      Color in) {
    pen.part(turned(ellipse(x, y - length * .85, width, length), turn, x, y), colour);
    pen.flat(
        turned(ellipse(x, y - length * .9, width * .5, length * .68), turn, x, y),
        mix(Toys.ROSE, in, .35));
  }

  private static Shape shifted(Shape shape, double y) {
    return java.awt.geom.AffineTransform.getTranslateInstance(0, y).createTransformedShape(shape);
  }

  /// u: shell height, head, tail, plate size, neck length, plate colour.
  private static void turtle(Pen pen, Color colour, float[] u, double phase) {
    Color skin = lighter(Toys.kin(colour, u[5]), .4);
    double height = vary(u[0]);
    double bob = .012 * cosine(2 * phase);
    double head = vary(u[1]);
    double reach = .06 * sine(phase) + .1 * (u[4] - .5);
    pen.part(polygon(-.66, .42, -.86 - .1 * u[2], .6 + .06 * sine(phase), -.6, .62), skin);
    var gait = new Toys.Gait(.9, .13, .1, .2);
    leg(pen, gait, -.36, .5, 0, phase + .5, darker(skin, .25));
    leg(pen, gait, .4, .5, 0, phase, darker(skin, .25));
    tube(pen, Toys.arc(.4, .46, .62, .46, .72 + reach, .22 + bob), .2, skin);
    double x = .74 + reach;
    pen.part(ellipse(x, .12 + bob, .2 * head, .19 * head), skin);
    pen.eye(x + .06, .07 + bob, .08);
    pen.stroke(
        Toys.arc(x + .02, .21 + bob, x + .1, .23 + bob, x + .15, .17 + bob),
        .035,
        darker(skin, .6));
    leg(pen, gait, -.48, .5, 0, phase, skin);
    leg(pen, gait, .28, .5, 0, phase + .5, skin);
    double top = -.42 * height + bob;
    Shape shell =
        blob(
            -.76, .48, -.62, .08, -.3, top + .07, 0, top, .3, top + .1, .54, .14, .62, .48, 0, .56);
    pen.shade(shell, colour);
    double plate = vary(u[3]);
    Color scute = Toys.kin(darker(colour, .12), u[5]);
    pen.clipped(
        shell,
        () -> {
          pen.part(hexagon(-.08, top + .32, .2 * plate, .2 * plate), scute);
          pen.part(hexagon(-.48, .16, .15 * plate, .16 * plate), scute);
          pen.part(hexagon(.34, .16, .15 * plate, .16 * plate), scute);
        });
    pen.stroke(shell, .035, darker(colour, .62));
    pen.stroke(Toys.arc(-.74, .48, -.06, .64, .6, .48), .1, darker(colour, .3));
    Toys.gloss(pen, -.2, top + .1, .16, .045);
  }

  private static Shape hexagon(double x, double y, double width, double height) {
    return polygon(
        x - width,
        y,
        x - width * .5,
        y - height,
        x + width * .5,
        y - height,
        x + width,
        y,
        x + width * .5,
        y + height,
        x - width * .5,
        y + height);
  }
}
