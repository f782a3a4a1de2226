package io.kinora.training.world.subject;

import static io.kinora.training.world.drawing.Pen.blob;
import static io.kinora.training.world.drawing.Pen.darker;
import static io.kinora.training.world.drawing.Pen.ellipse;
import static io.kinora.training.world.drawing.Pen.lighter;
import static io.kinora.training.world.drawing.Pen.polygon;
import static io.kinora.training.world.drawing.Pen.turned;
import static io.kinora.training.world.drawing.Pen.union;
import static io.kinora.training.world.drawing.Toys.box;
import static io.kinora.training.world.drawing.Toys.cosine;
import static io.kinora.training.world.drawing.Toys.sine;
import static io.kinora.training.world.drawing.Toys.vary;
import static io.kinora.training.world.subject.Subject.subject;

import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Toys;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Area;
import java.util.List;

/// Tree, candle, kite and star.
final class Playthings {
  private static final Color FLAME = new Color(255, 168, 48);

  private Playthings() {}

  static List<Subject> all() {
    return List.of(
        subject("tree", Playthings::tree)
            .in(Habitat.GROUND)
            .at("meadow", "meadow", "farm", "lake")
            .does("sway", .4)
            .size(.48)
            .frontless()
            .coloured(Colour.GREEN, Colour.GREEN, Colour.ORANGE, Colour.PINK),
        subject("candle", Playthings::candle)
            .in(Habitat.GROUND)
            .at("meadow", "snowfield", "forest")
            .does("stand", 1.6)
            .size(.36)
            .frontless()
            .coloured(Colour.WHITE, Colour.RED, Colour.PURPLE),
        subject("kite", Playthings::kite)
            .in(Habitat.AIR)
            .at("beach", "beach", "meadow", "farm")
            .does("float", .8)
            .size(.42)
            .frontless()
            .coloured(Colour.RED, Colour.YELLOW, Colour.BLUE, Colour.PURPLE),
        subject("star", Playthings::star)
            .in(Habitat.AIR)
            .at("space", "space", "mountains", "sea")
            .does("hover", .7)
            .size(.34)
            .frontless()
            .coloured(Colour.YELLOW, Colour.YELLOW, Colour.WHITE, Colour.ORANGE));
  }

  /// u: width and height of the crown, trunk, lean of the top, fruit size, fruit colour.
  private static void tree(Pen pen, Color colour, float[] u, double phase) {
    Color fruit = Toys.accent(colour, u[5]);
    double sway = .06 * sine(phase);
    double bulk = .44 * vary(u[0]);
    double trunk = .13 * vary(u[2]);
    pen.part(
        polygon(
            -trunk * 1.7,
            .9,
            -trunk,
            .5,
            -trunk * .8 + sway * .4,
            .0,
            trunk * .8 + sway * .4,
            .0,
            trunk,
            .5,
            trunk * 1.7,
            .9),
        Toys.WOOD);
    pen.stroke(Toys.arc(sway * .3, .3, .12, .2, .3 + sway, .12), .08, darker(Toys.WOOD, .2));
    double top = -.34 - .26 * vary(u[1]);
    double lean = .14 * (u[3] - .5) + sway;
    Shape crown =
        merged(
            ellipse(-bulk * 1.05 + sway * .8, .06, bulk * .78, .34),
            ellipse(bulk * 1.05 + sway * .8, .04, bulk * .78, .34),
            ellipse(-bulk * .6 + sway, -.3, bulk * .85, .36),
            ellipse(bulk * .66 + sway, -.28, bulk * .85, .36),
            ellipse(lean, top + .12, bulk * .95, .38),
            ellipse(sway, .14, bulk * 1.1, .3));
    pen.shade(crown, colour);
    double size = .085 * vary(u[4]);
    pen.clipped(
        crown,
        () -> {
          pen.glow(-.3 + sway, top + .1, .5, lighter(colour, .6), .5);
          pen.flat(ellipse(-.46 + sway, .02, .2, .07), darker(colour, .18));
          pen.flat(ellipse(.34 + sway, -.2, .22, .07), darker(colour, .18));
        });
    pen.stroke(crown, .035, darker(colour, .62));
    double[] xs = {-.62, -.1, .34, .7, -.26};
    double[] ys = {-.02, .2, -.12, .12, -.4};
    for (int i = 0; i < xs.length; i++) {
      pen.part(ellipse(xs[i] * bulk * 2 + sway, ys[i], size, size), fruit);
    }
  }

  /// Ellipses as one shape, with one outline.
  private static Shape merged(Shape... parts) {
    var area = new Area();
    for (Shape part : parts) {
      area.add(new Area(part));
    }
    return area;
  }

  /// u: width, height, flame, drip, dish, colour of the dish.
  private static void candle(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double wide = .34 * vary(u[0]);
    double top = -.2 - .22 * (u[1] - .5);
    double dish = .58 * vary(u[4]);
    pen.part(ellipse(dish + .08, .74, .15, .11), accent);
    pen.part(blob(-dish, .7, dish, .7, dish * .8, .88, 0, .9, -dish * .8, .88), accent);
    double flame = vary(u[2]);
    double flicker = .06 * sine(phase) + .03 * sine(3 * phase + .2);
    double height = .52 * flame * (1 + .1 * sine(2 * phase + .1));
    double foot = top - .04;
    pen.glow(flicker * .4, foot - .2, .42, new Color(255, 216, 120), .55);
    pen.line(0, top + .04, flicker * .1, foot - .08, .05, Toys.INK);
    pen.part(tongue(foot + .02, .2 * flame, height, flicker), FLAME);
    pen.flat(tongue(foot, .11 * flame, height * .6, flicker * .6), new Color(255, 244, 170));
    Shape wax = box(-wide, top, 2 * wide, .8 - top, .16);
    pen.shade(wax, colour);
    pen.stroke(wax, .035, darker(colour, .62));
    double drip = .16 + .22 * u[3];
    pen.part(
        blob(
            -wide,
            top + .02,
            0,
            top - .04,
            wide,
            top + .02,
            wide,
            top + .14,
            wide * .5,
            top + .1,
            wide * .2,
            top + drip,
            -wide * .1,
            top + .12,
            -wide * .5,
            top + drip * .8 + .06,
            -wide,
            top + .14),
        lighter(colour, .25));
  }

  private static Shape tongue(double foot, double wide, double height, double lean) {
    return blob(
        0,
        foot,
        -wide,
        foot - height * .3,
        -wide * .4 + lean * .5,
        foot - height * .7,
        lean,
        foot - height,
        wide * .4 + lean * .5,
        foot - height * .68,
        wide,
        foot - height * .3);
  }

  /// u: width, height, middle, tail length, bows, colour of panels and bows.
  private static void kite(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double wide = .66 * vary(u[0]);
    double top = -.78 - .16 * u[1];
    double middle = -.26 + .2 * (u[2] - .5);
    double foot = .44;
    double reach = .36 + .16 * u[3];
    pen.turn(.28 + .08 * sine(phase), 0, 0);
    double wave = .1 * sine(phase - .15);
    pen.stroke(
        Toys.curve(
            0,
            foot,
            .2 + wave,
            foot + reach * .5,
            -.2 - wave,
            foot + reach * .7,
            wave,
            foot + reach),
        .05,
        darker(accent, .4));
    double bow = .13 * vary(u[4]);
    for (int i = 1; i <= 2; i++) {
      double x = (i == 1 ? .06 : -.02) + wave * (i == 1 ? .3 : .6);
      double y = foot + reach * (i == 1 ? .38 : .9);
      pen.part(polygon(x, y, x - bow, y - bow * .6, x - bow, y + bow * .6), accent);
      pen.part(polygon(x, y, x + bow, y - bow * .6, x + bow, y + bow * .6), accent);
    }
    Shape sail = polygon(0, top, wide, middle, 0, foot, -wide, middle);
    pen.shade(sail, colour);
    pen.clipped(
        sail,
        () -> {
          pen.flat(polygon(0, middle, 0, foot, wide, middle), darker(colour, .2));
          pen.flat(
              polygon(0, middle - .34, .2, middle, 0, middle + .3, -.2, middle),
              lighter(accent, .2));
        });
    pen.stroke(sail, .035, darker(colour, .62));
    pen.line(0, top, 0, foot, .045, darker(colour, .55));
    pen.line(-wide, middle, wide, middle, .045, darker(colour, .55));
  }

  /// u: size, points, eyes, smile, tilt, colour of cheeks and sparkles.
  private static void star(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double size = (.86 + .1 * (u[0] - .5)) * (1 + .03 * sine(phase));
    double inner = size * (.48 + .1 * u[1]);
    double tilt = .25 * (u[4] - .5) + .1 * sine(phase);
    var points = new double[20];
    for (int i = 0; i < 10; i++) {
      double angle = -Math.PI / 2 + Math.PI * i / 5 + tilt;
      double radius = i % 2 == 0 ? size : inner;
      points[2 * i] = radius * Math.cos(angle);
      points[2 * i + 1] = .06 + radius * Math.sin(angle);
    }
    double twinkle = .06 + .035 * cosine(phase);
    sparkle(pen, -.78, -.66, twinkle, accent);
    sparkle(pen, .8, -.6, .12 - twinkle, accent);
    Shape body = blob(points);
    pen.part(body, colour);
    pen.clipped(body, () -> pen.glow(-.2, -.3, .5, Color.WHITE, .4));
    double eye = .12 * vary(u[2]);
    pen.eye(-.17, -.02, eye);
    pen.eye(.19, -.02, eye);
    double smile = .05 + .2 * u[3];
    pen.part(blob(-.16, .18, .02, .21, .19, .18, .02, .23 + smile), darker(colour, .6));
    pen.flat(ellipse(-.32, .17, .085, .06), accent);
    pen.flat(ellipse(.34, .17, .085, .06), accent);
  }

  private static void sparkle(Pen pen, double x, double y, double size, Color colour) {
    Shape ray = polygon(x, y - 2 * size, x + size * .5, y, x, y + 2 * size, x - size * .5, y);
    pen.flat(union(ray, turned(ray, Math.PI / 2, x, y)), lighter(colour, .3));
  }
}
