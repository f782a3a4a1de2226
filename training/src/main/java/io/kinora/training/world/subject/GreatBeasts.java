package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
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

/// Large animals on four legs.
final class GreatBeasts {
  private static final Color IVORY = new Color(252, 244, 224);

  private GreatBeasts() {}

  static List<Subject> all() {
    return List.of(
        subject("elephant", GreatBeasts::elephant)
            .in(Habitat.GROUND)
            .at("jungle", "jungle", "meadow", "desert")
            .does("walk", .8)
            .size(.46)
            .coloured(Colour.WHITE, Colour.BLUE, Colour.PINK),
        subject("lion", GreatBeasts::lion)
            .in(Habitat.GROUND)
            .at("desert", "jungle", "meadow")
            .does("walk", 1)
            .size(.4)
            .coloured(Colour.YELLOW, Colour.ORANGE, Colour.BROWN),
        subject("cow", GreatBeasts::cow)
            .in(Habitat.GROUND)
            .at("farm", "farm", "farm", "meadow")
            .does("walk", .9)
            .size(.42)
            .coloured(Colour.WHITE, Colour.BROWN, Colour.BLACK));
  }

  /// u: body height, ear size, trunk length, head, tusk length, colour of the saddle cloth.
  private static void elephant(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double bob = .014 * cosine(2 * phase);
    double wag = .05 * sine(phase);
    tube(pen, Toys.arc(-.78, .0, -.94, .1, -.9 + wag, .38), .06, darker(colour, .2));
    var gait = new Toys.Gait(.9, .11, .08, .24);
    Color far = darker(colour, .26);
    leg(pen, gait, -.4, .4, .02, phase + .6, far);
    leg(pen, gait, .28, .4, .03, phase + .1, far);
    leg(pen, gait, -.58, .4, .02, phase + .1, colour);
    leg(pen, gait, .12, .4, .03, phase + .6, colour);
    Shape body =
        blob(
            -.82, .12 + bob,
            -.62, -.3 * height + bob,
            -.15, -.42 * height + bob,
            .28, -.3 * height + bob,
            .42, .16 + bob,
            .24, .52 + bob,
            -.2, .56 + bob,
            -.66, .52 + bob);
    pen.shade(body, colour);
    pen.clipped(
        body,
        () ->
            pen.part(
                blob(-.5, -.7, .1, -.7, .06, -.02 + bob, -.2, .1 + bob, -.46, -.02 + bob), accent));
    pen.stroke(body, .035, darker(colour, .62));
    double head = .33 * vary(u[3]);
    double y = -.2 + bob;
    double swing = .08 * sine(phase);
    double tip = .42 + .22 * u[2];
    tube(
        pen,
        Toys.curve(.66, y + .04, .88, y + .2, .72, tip, .78 + swing, tip + .1),
        .17,
        darker(colour, .05));
    double tusk = .12 + .26 * u[4];
    pen.part(
        polygon(.52, y + .2, .68, y + .16, .7 + tusk * .4, y + .26 + tusk, .58, y + .3), IVORY);
    pen.part(ellipse(.5, y, head, head * .98), colour);
    double ear = vary(u[1]);
    double flap = .12 * sine(phase + .1);
    Shape lobe =
        blob(
            .36,
            y - .22,
            .1,
            y - .36 * ear,
            -.14 * ear,
            y - .14,
            -.1 * ear,
            y + .22 * ear,
            .16,
            y + .36 * ear,
            .32,
            y + .12);
    pen.part(turned(lobe, flap, .34, y), darker(Toys.kin(colour, u[5]), .1));
    pen.eye(.6, y - .1, .085);
  }

  /// u: body height, mane size, tail length, muzzle, ears, colour of the mane.
  private static void lion(Pen pen, Color colour, float[] u, double phase) {
    Color mane = darker(Toys.kin(colour, u[5]), .3);
    double height = vary(u[0]);
    double wag = .1 * sine(phase);
    double tail = .26 + .22 * u[2];
    double tipX = -.82 + .5 * wag;
    tube(pen, Toys.curve(-.55, .1, -.84, -.06, -.9, .14, tipX, tail), .09, colour);
    pen.part(ellipse(tipX, tail + .06, .11, .13), mane);
    var gait = new Toys.Gait(.9, .14, .1, .18);
    Color far = darker(colour, .24);
    leg(pen, gait, -.38, .3, -.05, phase + .5, far);
    leg(pen, gait, .26, .3, .02, phase, far);
    leg(pen, gait, -.52, .3, -.05, phase, colour);
    leg(pen, gait, .14, .32, .02, phase + .5, colour);
    double bob = .014 * cosine(2 * phase);
    pen.part(
        blob(
            -.68, .12 + bob,
            -.42, -.12 * height + bob,
            .1, -.14 * height + bob,
            .4, .1 + bob,
            .26, .46 * height + bob,
            -.14, .4 * height + bob,
            -.5, .48 * height + bob),
        colour);
    double y = -.26 + bob;
    double x = .4;
    double wide = .15 * vary(u[1]);
    for (int tuft = 0; tuft < 11; tuft++) {
      double turn = tuft / 11.0 + .012 * sine(phase);
      pen.part(ellipse(x + .38 * cosine(turn), y + .38 * sine(turn), wide, wide), mane);
    }
    pen.shade(ellipse(x, y, .44, .44), mane);
    double ear = .1 * vary(u[4]);
    pen.part(ellipse(x - .24, y - .28, ear, ear), colour);
    pen.part(ellipse(x + .28, y - .28, ear, ear), colour);
    pen.part(ellipse(x + .04, y, .31, .29), colour);
    double muzzle = .13 * vary(u[3]);
    pen.flat(ellipse(x + .1, y + .13, muzzle * 1.35, muzzle), lighter(colour, .65));
    pen.eye(x - .06, y - .05, .085);
    pen.eye(x + .22, y - .05, .085);
    pen.flat(polygon(x + .03, y + .04, x + .17, y + .04, x + .1, y + .12), darker(mane, .5));
    pen.stroke(
        Toys.arc(x + .01, y + .17, x + .1, y + .25, x + .19, y + .17), .035, darker(mane, .5));
  }

  /// u: body height, horn length, tail, muzzle, patch size, tone of the muzzle.
  private static void cow(Pen pen, Color colour, float[] u, double phase) {
    double luma = (.3 * colour.getRed() + .59 * colour.getGreen() + .11 * colour.getBlue()) / 255;
    Color patch = mix(lighter(colour, .85), darker(colour, .8), Toys.smooth((luma - .5) / .1));
    Color snout = Pen.hsb(.94 + .13 * u[5], .3 + .16 * u[5], .97);
    double height = vary(u[0]);
    double wag = .1 * sine(phase);
    double tail = .3 + .16 * u[2];
    tube(pen, Toys.arc(-.74, -.08, -.88, .02, -.82 + wag, tail), .07, colour);
    pen.part(ellipse(-.82 + wag, tail + .06, .075, .1), patch);
    var gait = new Toys.Gait(.9, .12, .09, .16);
    double bob = .014 * cosine(2 * phase);
    Color far = darker(colour, .26);
    leg(pen, gait, -.44, .3, -.04, phase + .6, far);
    leg(pen, gait, .26, .3, .03, phase + .1, far);
    pen.part(ellipse(-.3, .4 + bob, .17, .13), darker(snout, .08));
    leg(pen, gait, -.58, .3, -.04, phase + .1, colour);
    leg(pen, gait, .12, .3, .03, phase + .6, colour);
    Shape body =
        blob(
            -.8, .06 + bob,
            -.7, -.2 * height + bob,
            -.1, -.22 * height + bob,
            .3, -.24 * height + bob,
            .44, .1 + bob,
            .28, .42 + bob,
            -.2, .4 + bob,
            -.66, .42 + bob);
    pen.shade(body, colour);
    double spot = vary(u[4]);
    pen.clipped(
        body,
        () -> {
          pen.flat(ellipse(-.5, -.04 + bob, .19 * spot, .16 * spot), patch);
          pen.flat(ellipse(.02, .16 + bob, .16 * spot, .13 * spot), patch);
        });
    pen.stroke(body, .035, darker(colour, .62));
    double y = -.3 + 1.4 * bob;
    double horn = .14 + .14 * u[1];
    pen.part(blob(.36, y - .16, .3, y - .2 - horn, .38, y - .24 - horn, .48, y - .2), IVORY);
    pen.part(blob(.62, y - .2, .76, y - .24 - horn, .82, y - .2 - horn, .76, y - .14), IVORY);
    pen.part(turned(ellipse(.26, y - .06, .16, .085), .25 + .15 * sine(phase), .34, y), patch);
    pen.part(
        blob(.32, y - .18, .58, y - .26, .8, y - .16, .84, y + .16, .6, y + .3, .38, y + .14),
        colour);
    double nose = vary(u[3]);
    pen.part(ellipse(.7, y + .2, .23 * nose, .16 * nose), snout);
    pen.flat(ellipse(.64, y + .18, .035, .045), darker(snout, .6));
    pen.flat(ellipse(.8, y + .18, .035, .045), darker(snout, .6));
    pen.eye(.52, y - .04, .085);
    pen.eye(.74, y - .04, .085);
  }
}
