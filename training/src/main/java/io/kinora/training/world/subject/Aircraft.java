package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.glaze;
import static io.kinora.training.world.drawing.Pen.hsb;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.mix;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.util.List;

/// Machines that fly.
final class Aircraft {
  private static final Color STEEL = new Color(84, 86, 100);

  private Aircraft() {}

  static List<Subject> all() {
    return List.of(
        subject("balloon", Aircraft::balloon)
            .in(Habitat.AIR)
            .does("float", .35)
            .size(.46)
            .frontless()
            .coloured(Colour.RED, Colour.YELLOW, Colour.BLUE),
        subject("plane", Aircraft::plane)
            .in(Habitat.AIR)
            .does("fly", 3)
            .size(.4)
            .coloured(Colour.WHITE, Colour.RED, Colour.BLUE),
        subject("rocket", Aircraft::rocket)
            .in(Habitat.AIR)
            .at("space", "space", "desert", "city", "mountains")
            .does("fly", 2.5)
            .size(.42)
            .coloured(Colour.WHITE, Colour.RED, Colour.BLUE),
        subject("helicopter", Aircraft::helicopter)
            .in(Habitat.AIR)
            .does("fly", 3)
            .size(.4)
            .coloured(Colour.RED, Colour.BLUE, Colour.YELLOW),
        subject("ufo", Aircraft::ufo)
            .in(Habitat.AIR)
            .at("space", "space", "desert", "city", "mountains")
            .does("hover", .8)
            .size(.38)
            .frontless()
            .coloured(Colour.GREEN, Colour.PURPLE, Colour.BLUE));
  }

  /// u: width, lower taper, stripe width, basket, rope spread, stripe colour.
  private static void balloon(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double width = .58 * vary(u[0]);
    double waist = .36 * vary(u[1]);
    pen.turn(.06 * sine(phase), 0, -.6);
    double basket = .17 * vary(u[3]);
    double spread = .2 + .08 * u[4];
    double flame = .12 + .035 * sine(phase + .3);
    for (int side = -1; side <= 1; side += 2) {
      pen.line(side * spread, .26, side * basket * .85, .66, .045, Toys.WOOD);
    }
    Shape envelope =
        blob(
            0,
            -.95,
            width * .78,
            -.78,
            width,
            -.34,
            waist,
            .16,
            .16,
            .34,
            -.16,
            .34,
            -waist,
            .16,
            -width,
            -.34,
            -width * .78,
            -.78);
    pen.shade(envelope, colour);
    double stripe = .85 + .3 * u[2];
    pen.clipped(
        envelope,
        () -> {
          pen.shade(gore(0, .085 * stripe, width), accent);
          for (int side = -1; side <= 1; side += 2) {
            pen.shade(gore(side * .7, .062 * stripe, width), accent);
          }
        });
    pen.stroke(envelope, .035, darker(colour, .62));
    pen.part(box(-.17, .3, .34, .07, .05), darker(colour, .3));
    pen.flat(blob(-.05, .54, 0, .54 - flame, .05, .54, 0, .58), hsb(.1, .85, 1));
    pen.part(box(-basket, .64, 2 * basket, .28, .1), Toys.WOOD);
    pen.stroke(Toys.arc(-basket * .8, .77, 0, .79, basket * .8, .77), .04, darker(Toys.WOOD, .35));
    Toys.gloss(pen, -.42 * width, -.58, .07, .17);
  }

  /// One stripe of an envelope of half width `width`: its middle runs at `at`, in half widths.
  private static Shape gore(double at, double half, double width) {
    double middle = at * width;
    return blob(
        at * .1 - half * .1,
        -1,
        at * .1 + half * .1,
        -1,
        middle + half,
        -.4,
        at * .3 + half * .5,
        .36,
        at * .3 - half * .5,
        .36,
        middle - half,
        -.4);
  }

  /// u: fin height, body height, wing sweep, wing length, nose length, colour of fin and stripe.
  private static void plane(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double fin = .44 * vary(u[0]);
    double height = vary(u[1]);
    double sweep = -.14 - .16 * u[2];
    double wing = .54 * vary(u[3]);
    double nose = .72 + .08 * (u[4] - .5);
    double bob = .012 * cosine(phase);
    pen.turn(bob, 0, 0);
    pen.part(
        blob(.18, -.1, -.2, -.2 - wing * .72, -.4, -.2 - wing * .72, -.2, -.08),
        darker(colour, .3));
    pen.part(polygon(-.56, -.06, -.94, -.1 - fin, -.7, -.12 - fin, -.34, -.14), accent);
    pen.part(blob(.1, -.2, .22, -.4, .44, -.42, .6, -.18, .36, -.06), Toys.GLASS);
    Shape body =
        blob(
            -.94,
            -.12,
            -.4,
            -.24 * height,
            .3,
            -.28 * height,
            nose,
            -.12,
            nose + .02,
            .15,
            .3,
            .28 * height,
            -.4,
            .16 * height);
    pen.shade(body, colour);
    pen.clipped(
        body, () -> pen.flat(blob(-1, -.04, 0, .06, 1, .04, 1, .13, 0, .15, -1, .06), accent));
    pen.stroke(body, .035, darker(colour, .62));
    for (int window = 0; window < 3; window++) {
      pen.flat(ellipse(-.36 + .19 * window, -.09, .065, .065), Toys.GLASS);
    }
    pen.part(polygon(-.6, .0, -.95, .18, -.78, .22, -.4, .06), accent);
    pen.part(
        blob(.34, .08, .0, .1, sweep - .22, .08 + wing, sweep + .0, .14 + wing),
        darker(colour, .06));
    double blade = .14 + .26 * (.5 + .5 * cosine(phase));
    pen.part(ellipse(nose + .1, .02, .09, .1), darker(accent, .2));
    pen.flat(ellipse(nose + .18, .02, .06, .42), glaze(Color.WHITE, .35));
    pen.flat(ellipse(nose + .18, .02, .05, blade), STEEL);
    Toys.gloss(pen, .0, -.18 * height, .26, .045);
  }

  /// u: fin span, body width, nose-cone height, window, flame, colour of nose cone and band.
  private static void rocket(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double span = .54 * vary(u[0]);
    double width = .32 * vary(u[1]);
    double cone = -.48 + .16 * (u[2] - .5);
    pen.turn(.66, 0, 0);
    double flame = .36 * vary(u[4]) + .09 * sine(phase);
    double lick = .05 * cosine(phase);
    pen.part(
        blob(
            -.2,
            .5,
            0,
            .44,
            .2,
            .5,
            .13 + lick,
            .56 + flame * .4,
            lick,
            .58 + flame,
            -.13 + lick,
            .56 + flame * .4),
        hsb(.06, .9, 1));
    pen.flat(
        blob(
            -.1,
            .5,
            .1,
            .5,
            .06,
            .56 + flame * .3,
            lick * .7,
            .54 + flame * .62,
            -.06,
            .56 + flame * .3),
        hsb(.15, .7, 1));
    for (int side = -1; side <= 1; side += 2) {
      pen.part(
          blob(
              side * .2, .04,
              side * span, .36,
              side * (span + .02), .7,
              side * .36, .54,
              side * .18, .52),
          darker(colour, .18));
    }
    Shape body =
        blob(
            0,
            -1.02,
            width * .7,
            -.66,
            width,
            -.12,
            width * .72,
            .46,
            0,
            .54,
            -width * .72,
            .46,
            -width,
            -.12,
            -width * .7,
            -.66);
    pen.shade(body, colour);
    pen.clipped(
        body,
        () -> {
          pen.shade(box(-1, -1.1, 2, 1.1 + cone, 0), accent);
          pen.flat(box(-1, .27, 2, .1, 0), accent);
        });
    pen.stroke(body, .035, darker(colour, .62));
    double window = .14 * vary(u[3]);
    pen.part(ellipse(0, -.16, window + .06, window + .06), Toys.METAL);
    pen.part(ellipse(0, -.16, window, window), new Color(110, 185, 235));
    pen.flat(ellipse(-.04, -.2, .05, .05), glaze(Color.WHITE, .7));
    pen.part(blob(-.055, .2, .055, .2, .065, .54, 0, .68, -.065, .54), darker(colour, .18));
  }

  /// u: cabin height, boom length, window, rotor, tail fin, stripe and fin colour.
  private static void helicopter(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double height = vary(u[0]);
    double boom = -.74 - .1 * (u[1] - .5);
    for (int strut = 0; strut < 2; strut++) {
      pen.line(.0 + .34 * strut, .4, -.04 + .42 * strut, .7, .06, STEEL);
    }
    pen.stroke(Toys.curve(-.3, .72, .1, .72, .4, .72, .66, .62), .075, STEEL);
    double fin = .3 * vary(u[4]);
    pen.part(
        polygon(boom - .04, .0, boom - .14, -.04 - fin, boom + .08, -.02 - fin, boom + .2, -.02),
        accent);
    pen.part(polygon(-.1, -.16, boom - .04, -.06, boom - .04, .06, -.1, .2), darker(colour, .1));
    double spin = phase * Math.PI;
    double arm = .18;
    pen.flat(ellipse(boom, .0, arm, arm), glaze(Color.WHITE, .35));
    pen.line(
        boom - arm * Math.cos(spin),
        -arm * Math.sin(spin),
        boom + arm * Math.cos(spin),
        arm * Math.sin(spin),
        .055,
        STEEL);
    pen.line(.08, -.5, .1, -.3, .1, STEEL);
    Shape cabin =
        blob(
            -.36,
            .05,
            -.22,
            -.26 * height,
            .15,
            -.38 * height,
            .52,
            -.26 * height,
            .74,
            .1,
            .56,
            .42,
            .1,
            .48,
            -.24,
            .36);
    pen.shade(cabin, colour);
    double glass = .12 * (u[2] - .5);
    pen.clipped(
        cabin,
        () -> {
          pen.flat(blob(.3 - glass, -.3, .9, -.4, .9, .12, .5, .14, .3 - glass, .08), Toys.GLASS);
          pen.flat(box(-1, .22, 2, .1, 0), accent);
        });
    pen.stroke(cabin, .035, darker(colour, .62));
    pen.part(box(-.1, -.16, .28, .26, .1), Toys.GLASS);
    double reach = .75 * vary(u[3]);
    double blade = reach * (.3 + .7 * (.5 + .5 * cosine(phase)));
    pen.flat(ellipse(.08, -.53, reach + .08, .06), glaze(Color.WHITE, .4));
    pen.flat(ellipse(.08, -.53, blade, .055), STEEL);
    pen.flat(ellipse(.08, -.53, .09, .07), STEEL);
  }

  /// u: saucer width, dome height, saucer height, lamp size, belly, lamp colour.
  private static void ufo(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double width = .8 * vary(u[0]) + .05;
    double dome = .5 * vary(u[1]);
    double height = .27 * vary(u[2]);
    pen.turn(.07 * sine(phase), 0, .1);
    double belly = .5 + .1 * (u[4] - .5);
    pen.part(blob(-.44, .26, .44, .26, .3, belly, 0, belly + .06, -.3, belly), darker(colour, .38));
    Color skin = new Color(140, 215, 110);
    Shape bubble =
        blob(
            -.4, .02, -.34, -.3 * dome / .5, 0, -.12 - dome, .34, -.3 * dome / .5, .4, .02, 0, .12);
    pen.flat(bubble, Pen.lighter(Toys.GLASS, .1));
    pen.clipped(
        bubble,
        () -> {
          pen.part(ellipse(.02, .1, .17, .16), skin);
          pen.part(ellipse(.02, -.18, .2, .18), skin);
        });
    pen.flat(Pen.turned(ellipse(-.06, -.18, .055, .08), .3, -.06, -.18), Toys.INK);
    pen.flat(Pen.turned(ellipse(.11, -.18, .055, .08), -.3, .11, -.18), Toys.INK);
    pen.stroke(bubble, .04, darker(Toys.GLASS, .55));
    pen.flat(ellipse(-.2, -.32, .05, .1), glaze(Color.WHITE, .6));
    pen.part(ellipse(0, .16, width, height), colour);
    pen.flat(ellipse(0, .04, width * .62, height * .36), lighter(colour, .3));
    double lamp = .075 * vary(u[3]);
    for (int i = 0; i < 5; i++) {
      double turn = (i - 2) * .4;
      double x = width * .9 * Math.sin(turn);
      double y = .15 + height * .55 * Math.cos(turn);
      double glow = .5 + .5 * cosine(phase - i / 5.0);
      pen.flat(ellipse(x, y, lamp + .03, lamp + .03), darker(colour, .55));
      pen.flat(ellipse(x, y, lamp, lamp), mix(darker(accent, .55), lighter(accent, .55), glow));
    }
  }
}
