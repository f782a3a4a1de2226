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

/// A dinosaur that walks and a dragon that flies.
final class Saurians {
  private static final Color IVORY = new Color(252, 244, 224);

  private Saurians() {}

  static List<Subject> dinosaur() {
    return List.of(
        subject("dinosaur", Saurians::dinosaur)
            .in(Habitat.GROUND)
            .at("jungle", "jungle", "desert", "mountains")
            .does("walk", .9)
            .size(.46)
            .coloured(Colour.GREEN, Colour.ORANGE, Colour.PURPLE));
  }

  static List<Subject> dragon() {
    return List.of(
        subject("dragon", Saurians::dragon)
            .in(Habitat.AIR)
            .at("mountains", "mountains", "sea", "desert", "forest")
            .does("fly", 1.1)
            .size(.44)
            .coloured(Colour.RED, Colour.GREEN, Colour.PURPLE));
  }

  /// u: body, head, tail length, spikes, jaw, colour of spikes and belly.
  private static void dinosaur(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double bob = .02 * cosine(2 * phase);
    double wag = .06 * sine(phase);
    double girth = vary(u[0]);
    var gait = new Toys.Gait(.9, .16, .12, .26);
    leg(pen, gait, .06, .42, .1, phase + .5, darker(colour, .3));
    double tail = -.66 - .24 * u[2];
    double spike = vary(u[3]);
    double[] ridgeX = {-.62, -.42, -.22, -.06, .06};
    double[] ridgeY = {.24, .08, -.1, -.3, -.5};
    for (int i = 0; i < ridgeX.length; i++) {
      double s = (.1 + .02 * i) * spike;
      double x = ridgeX[i] + (i < 2 ? wag * .3 : 0);
      double y = ridgeY[i] + bob;
      pen.part(polygon(x - .12, y + .1, x - s * .9, y - s * 1.2, x + .12, y - .02), accent);
    }
    pen.part(
        turned(tubeArm(.42, .06 + bob), .25 * sine(phase), .36, .06 + bob), darker(colour, .3));
    Shape body =
        blob(
            tail,
            .34 + wag,
            -.56,
            .26,
            -.28,
            -.02 + bob,
            -.02,
            -.36 + bob,
            .18,
            -.6 + bob,
            .42,
            -.5 + bob,
            .42,
            -.1 + bob,
            .44 * girth,
            .3 + bob,
            .2,
            .62 + bob,
            -.16,
            .64 + bob,
            -.5,
            .5);
    pen.shade(body, colour);
    pen.clipped(
        body, () -> pen.flat(ellipse(.42 * girth, .34 + bob, .2, .44), lighter(accent, .55)));
    pen.stroke(body, .035, darker(colour, .62));
    double y = -.58 + bob;
    double jaw = .1 + .08 * u[4] + .02 * sine(phase);
    double head = vary(u[1]);
    pen.part(
        blob(
            .34,
            y + .1,
            .6,
            y + .14,
            .86,
            y + .12 + jaw,
            .8,
            y + .2 + jaw,
            .5,
            y + .24 + jaw,
            .3,
            y + .2),
        darker(colour, .12));
    for (int tooth = 0; tooth < 3; tooth++) {
      double x = .58 + .12 * tooth;
      pen.flat(polygon(x, y + .1, x + .1, y + .1, x + .05, y + .22), Color.WHITE);
    }
    pen.part(
        blob(
            .1, y - .06,
            .26, y - .28 * head,
            .56, y - .28 * head,
            .92, y - .12,
            .95, y + .06,
            .6, y + .16,
            .22, y + .18),
        colour);
    pen.eye(.48, y - .1, .095);
    pen.flat(ellipse(.86, y - .04, .03, .03), darker(colour, .65));
    leg(pen, gait, -.12, .44, .1, phase, colour);
    pen.part(turned(tubeArm(.3, .1 + bob), -.25 * sine(phase), .24, .1 + bob), colour);
  }

  private static Shape tubeArm(double x, double y) {
    return blob(
        x - .1, y - .06, x + .08, y - .04, x + .3, y + .08, x + .3, y + .16, x + .02, y + .12);
  }

  /// u: girth, horns, tail length, wing size, snout, colour of wings and belly.
  private static void dragon(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double beat = .12 + .52 * sine(phase);
    double y = -.05 * sine(phase - .1) + .12;
    double wing = 1.12 * vary(u[3]);
    pen.part(turned(wing(.06, y - .12, wing * .9), beat - .2, .06, y - .1), darker(accent, .4));
    double wave = .07 * sine(phase - .25);
    double tail = -.7 - .12 * u[2];
    tube(
        pen,
        Toys.curve(-.3, y + .2, -.6, y + .46, tail, y + .3, tail - .02, y + .02 + wave),
        .15,
        darker(colour, .06));
    pen.part(
        polygon(tail - .14, y + .06 + wave, tail, y - .22 + wave, tail + .14, y + .06 + wave),
        accent);
    pen.part(
        blob(.14, y + .28, .3, y + .3, .34, y + .5, .22, y + .6, .1, y + .46), darker(colour, .28));
    double girth = vary(u[0]);
    Shape body =
        blob(
            -.46,
            y + .12,
            -.2,
            y - .14 * girth,
            .16,
            y - .16 * girth,
            .4,
            y - .3,
            .62,
            y - .16,
            .42,
            y + .22,
            .1,
            y + .4 * girth,
            -.28,
            y + .36 * girth);
    pen.shade(body, colour);
    pen.clipped(
        body,
        () ->
            pen.flat(
                blob(-.2, y + .46, .2, y + .26, .5, y - .04, .7, y, .4, y + .6),
                lighter(accent, .5)));
    pen.stroke(body, .035, darker(colour, .62));
    pen.part(blob(-.22, y + .28, -.04, y + .26, .0, y + .5, -.12, y + .62, -.26, y + .5), colour);
    double horn = .16 + .16 * u[1];
    pen.part(polygon(.38, y - .44, .2, y - .52 - horn, .5, y - .56), IVORY);
    pen.part(polygon(.52, y - .5, .42, y - .6 - horn, .64, y - .54), IVORY);
    double nose = .9 + .08 * (u[4] - .5);
    pen.part(
        blob(
            .34, y - .3, .44, y - .56, .68, y - .54, nose, y - .34, nose, y - .2, .66, y - .12, .42,
            y - .14),
        colour);
    pen.eye(.6, y - .4, .09);
    pen.flat(ellipse(nose - .06, y - .3, .03, .03), darker(colour, .65));
    pen.stroke(Toys.arc(.66, y - .2, .78, y - .18, nose - .02, y - .22), .035, darker(colour, .65));
    pen.part(turned(wing(-.08, y - .02, wing), beat, -.04, y), accent);
  }

  /// A bat's wing that points up and back from the shoulder (x, y).
  private static Shape wing(double x, double y, double size) {
    return polygon(
        x + .12,
        y + .04,
        x + .02,
        y - .5 * size,
        x - .16,
        y - .72 * size,
        x - .3,
        y - .44 * size,
        x - .46,
        y - .5 * size,
        x - .46,
        y - .24 * size,
        x - .62,
        y - .2 * size,
        x - .34,
        y + .02,
        x - .1,
        y + .12);
  }
}
