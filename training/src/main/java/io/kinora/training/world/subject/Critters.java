package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.util.List;

/// Penguin, owl, bee and frog.
final class Critters {
  private Critters() {}

  static List<Subject> all() {
    return List.of(
        subject("penguin", Critters::penguin)
            .in(Habitat.GROUND)
            .at("snowfield", "snowfield", "snowfield", "beach")
            .does("walk", 1.2)
            .size(.36)
            .coloured(Colour.BLACK, Colour.BLUE, Colour.BLACK),
        subject("owl", Critters::owl)
            .in(Habitat.AIR)
            .at("forest", "forest", "forest", "farm")
            .does("fly", 1.5)
            .size(.36)
            .coloured(Colour.BROWN, Colour.WHITE, Colour.ORANGE),
        subject("bee", Critters::bee)
            .in(Habitat.AIR)
            .at("meadow", "meadow", "farm", "forest")
            .does("flutter", 2.6)
            .size(.28)
            .coloured(Colour.YELLOW, Colour.ORANGE),
        subject("frog", Critters::frog)
            .in(Habitat.GROUND)
            .at("lake", "lake", "jungle", "meadow")
            .does("hop", 1.2)
            .size(.3)
            .coloured(Colour.GREEN, Colour.GREEN, Colour.BROWN));
  }

  /// u: girth, head, belly, flipper length, beak, scarf colour.
  private static void penguin(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double girth = .43 * vary(u[0]);
    double head = .32 * vary(u[1]);
    foot(pen, -.16, phase);
    foot(pen, .18, phase + .5);
    pen.turn(.07 * sine(phase), 0, .9);
    double flipper = .44 * vary(u[3]);
    double swing = .25 * sine(phase);
    Shape far = blob(.26, -.2, .4, -.12, .46, flipper, .36, flipper + .04);
    pen.part(turned(far, -.5 + swing, .3, -.16), darker(colour, .3));
    Shape body =
        blob(-girth, .3, -.3, -.26, 0, -.36, .32, -.26, girth + .04, .3, .26, .8, 0, .84, -.26, .8);
    pen.shade(body, colour);
    double belly = .24 * vary(u[2]);
    pen.clipped(body, () -> pen.flat(ellipse(.2, .36, belly, .42), new Color(250, 250, 252)));
    pen.stroke(body, .035, darker(colour, .62));
    pen.part(ellipse(.06, -.56, head, head * .96), colour);
    pen.flat(ellipse(.2, -.5, .15, .15), new Color(250, 250, 252));
    double beak = .2 + head;
    pen.part(polygon(.26, -.58, beak + .1 + .1 * u[4], -.48, .26, -.4), Toys.BEAK);
    pen.eye(.16, -.62, .085);
    pen.stroke(Toys.arc(-.24, -.3, .06, -.14, .34, -.3), .12, accent);
    Shape near = blob(-.3, -.2, -.14, -.16, -.16, flipper, -.3, flipper + .08, -.38, .1);
    pen.part(turned(near, .4 - swing, -.24, -.16), darker(colour, .14));
  }

  private static void foot(Pen pen, double x, double cycle) {
    double lift = Math.max(0, -sine(cycle));
    double y = .86 - .1 * lift * lift;
    pen.part(
        blob(x - .16, y, x - .02, y - .1, x + .2, y - .02, x + .2, y + .03, x - .14, y + .03),
        Toys.BEAK);
  }

  /// u: girth, eye size, ear tufts, wing length, belly, colour of belly and wings.
  private static void owl(Pen pen, Color colour, float[] u, double phase) {
    Color wingColour = mix(darker(colour, .22), Toys.kin(colour, u[5]), .35);
    Color pale = mix(lighter(colour, .8), lighter(Toys.accent(colour, u[5]), .4), .3);
    double beat = .15 + .65 * sine(phase);
    double y = -.05 * sine(phase - .1);
    double girth = .42 * vary(u[0]);
    double length = .5 * vary(u[3]);
    for (int side = -1; side <= 1; side += 2) {
      Shape wing =
          blob(
              side * .26, y - .18,
              side * (.36 + length * .6), y - .2,
              side * (.36 + length), y + .0,
              side * (.32 + length * .86), y + .26,
              side * (.3 + length * .4), y + .26,
              side * .26, y + .34);
      pen.part(turned(wing, -side * beat, side * .3, y), wingColour);
    }
    pen.part(
        polygon(-.18, y + .6, .18, y + .6, .24, y + .92, 0, y + .84, -.24, y + .92), wingColour);
    Shape body =
        blob(-girth, y + .2, -.36, y - .4, 0, y - .5, .36, y - .4, girth, y + .2, 0, y + .8);
    pen.shade(body, colour);
    double belly = .22 * vary(u[4]);
    pen.clipped(body, () -> pen.flat(ellipse(.04, y + .44, belly, .26), pale));
    pen.stroke(body, .035, darker(colour, .62));
    double tuft = .16 + .14 * u[2];
    pen.part(polygon(-.4, y - .38, -.4, y - .62 - tuft, -.1, y - .58), colour);
    pen.part(polygon(.4, y - .38, .4, y - .62 - tuft, .1, y - .58), colour);
    pen.part(
        blob(-.44, y - .3, -.3, y - .62, 0, y - .58, .3, y - .62, .44, y - .3, 0, y - .02), colour);
    double eye = .15 * vary(u[1]);
    for (int side = -1; side <= 1; side += 2) {
      pen.flat(ellipse(side * .2 + .02, y - .34, eye + .07, eye + .05), lighter(colour, .6));
      pen.eye(side * .2 + .03, y - .34, eye);
    }
    pen.part(polygon(-.06, y - .24, .1, y - .24, .03, y - .08), Toys.BEAK);
    pen.part(ellipse(-.13, y + .78, .09, .06), Toys.BEAK);
    pen.part(ellipse(.15, y + .78, .09, .06), Toys.BEAK);
  }

  /// u: length, wing size, stripe width, head, antennae, colour of the wings.
  private static void bee(Pen pen, Color colour, float[] u, double phase) {
    double beat = .5 * sine(phase);
    double y = .14 - .04 * sine(phase - .1);
    double length = .52 * vary(u[0]);
    double wing = vary(u[1]);
    Color film = lighter(Pen.hsb(.45 + .3 * u[5], .35, .98), .25);
    Shape back = blob(-.02, y - .3, -.2, y - .78 * wing, -.02, y - .88 * wing, .18, y - .64 * wing);
    pen.part(turned(back, .55 + beat, .0, y - .28), darker(film, .18));
    pen.part(polygon(-length - .12, y, -length - .36, y + .06, -length - .1, y + .14), Toys.INK);
    Shape body = ellipse(-.14, y + .06, length, .42);
    pen.shade(body, colour);
    double stripe = .13 * vary(u[2]);
    pen.clipped(
        body,
        () -> {
          pen.flat(Toys.box(-.5 - stripe / 2, -1, stripe, 2, 0), Toys.INK);
          pen.flat(Toys.box(-.16 - stripe / 2, -1, stripe, 2, 0), Toys.INK);
        });
    pen.stroke(body, .035, darker(colour, .62));
    Toys.gloss(pen, -.3, y - .2, .2, .05);
    double head = .31 * vary(u[3]);
    double reach = .1 + .14 * u[4];
    double nod = .03 * sine(phase);
    pen.stroke(
        Toys.arc(.46, y - .2, .5, y - .42, .56 + reach, y - .4 - reach + nod), .06, Toys.INK);
    pen.stroke(
        Toys.arc(.6, y - .16, .66, y - .3, .72 + reach, y - .24 - reach + nod), .06, Toys.INK);
    pen.part(ellipse(.5, y + .02, head, head), lighter(colour, .12));
    pen.eye(.6, y - .06, .115);
    pen.stroke(Toys.arc(.54, y + .14, .64, y + .2, .72, y + .11), .04, darker(colour, .7));
    Shape front =
        blob(-.1, y - .26, -.44, y - .72 * wing, -.26, y - .88 * wing, .02, y - .62 * wing);
    pen.part(turned(front, .15 + beat, -.08, y - .24), film);
  }

  /// u: girth, eyes, thigh, belly, spots, colour of belly and spots.
  private static void frog(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double hop = .5 - .5 * cosine(phase);
    double lift = -.12 * hop;
    double stretch = .12 * sine(phase);
    double girth = vary(u[0]);
    double thigh = vary(u[2]);
    Color far = darker(colour, .26);
    Shape farPaw = blob(.3, .4, .5, .4, .5, .74, .62, .88, .34, .88);
    pen.part(turned(shifted(farPaw, lift), -1.5 * stretch, .4, .46 + lift), far);
    Shape body =
        blob(
            -.84, .5 + lift,
            -.5, .06 * girth + lift,
            -.1, -.2 * girth + lift,
            .3, -.34 + lift,
            .82, -.2 + lift,
            .94, .12 + lift,
            .64, .42 + lift,
            .2, .7 + lift,
            -.4, .76 + lift);
    pen.shade(body, colour);
    double spot = .09 * vary(u[4]);
    double belly = .3 * vary(u[3]);
    pen.clipped(
        body,
        () -> {
          pen.flat(
              ellipse(.4, .56 + lift, .44, belly),
              mix(lighter(colour, .6), lighter(accent, .4), .35));
          pen.flat(ellipse(-.2, .06 + lift, spot * 1.3, spot), darker(colour, .35));
          pen.flat(ellipse(.08, .0 + lift, spot, spot * .8), darker(colour, .35));
        });
    pen.stroke(body, .035, darker(colour, .62));
    pen.part(ellipse(.24, -.36 + lift, .2, .2), colour);
    pen.part(ellipse(.62, -.36 + lift, .2, .2), colour);
    double eye = .125 * vary(u[1]);
    pen.eye(.26, -.38 + lift, eye);
    pen.eye(.64, -.38 + lift, eye);
    pen.stroke(
        Toys.arc(.3, .1 + lift, .62, .26 + lift, .84, .04 + lift), .045, darker(colour, .65));
    Shape paw = blob(.1, .42, .32, .42, .32, .74, .46, .88, .12, .88);
    pen.part(turned(shifted(paw, lift), -2 * stretch, .22, .48 + lift), colour);
    Shape foot = blob(-.6, .8, -.4, .7, -.02, .8, .02, .88, -.56, .88);
    pen.part(turned(shifted(foot, lift * .7), 2.2 * stretch, -.4, .74 + lift), far);
    pen.part(
        turned(ellipse(-.5, .5 + lift, .36 * thigh, .25 * thigh), -.35 + stretch, -.44, .5 + lift),
        colour);
    pen.flat(ellipse(-.5, .4 + lift, .1, .05), glaze(Color.WHITE, .2));
  }

  private static Shape shifted(Shape shape, double y) {
    return AffineTransform.getTranslateInstance(0, y).createTransformedShape(shape);
  }
}
