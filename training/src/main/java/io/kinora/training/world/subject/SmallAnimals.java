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
import java.awt.geom.AffineTransform;
import java.util.List;

/// Small animals that stay close to the ground.
final class SmallAnimals {
  private SmallAnimals() {}

  static List<Subject> all() {
    return List.of(
        subject("rabbit", SmallAnimals::rabbit)
            .in(Habitat.GROUND)
            .at("meadow", "forest", "farm", "snowfield")
            .does("hop", 1.4)
            .size(.3)
            .coloured(Colour.WHITE, Colour.BROWN),
        subject("turtle", SmallAnimals::turtle)
            .in(Habitat.GROUND)
            .at("beach", "beach", "meadow", "jungle")
            .does("walk", .6)
            .size(.28)
            .coloured(Colour.GREEN, Colour.BROWN));
  }

  /// u: rump, head, ear length, ear width, tail, inner-ear colour.
  private static void rabbit(Pen pen, Color colour, float[] u, double phase) {
    Color accent = Toys.accent(colour, u[5]);
    double hop = .5 - .5 * cosine(phase);
    double lift = -.09 * hop;
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
    double y = .0 + lift;
    double swing = .35 * sine(phase - .1) - .2;
    double length = .325 * vary(u[2]);
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
    return AffineTransform.getTranslateInstance(0, y).createTransformedShape(shape);
  }

  /// u: shell height, head, tail, plate size, neck length, plate colour.
  private static void turtle(Pen pen, Color colour, float[] u, double phase) {
    Color skin = lighter(Toys.kin(colour, u[5]), .4);
    double height = vary(u[0]);
    double bob = .012 * cosine(2 * phase);
    double head = vary(u[1]);
    double reach = .05 * sine(phase) + .06 * (u[4] - .5);
    pen.part(polygon(-.66, .42, -.86 - .1 * u[2], .6 + .06 * sine(phase), -.6, .62), skin);
    var gait = new Toys.Gait(.9, .13, .1, .2);
    leg(pen, gait, -.36, .5, 0, phase + .5, darker(skin, .25));
    leg(pen, gait, .4, .5, 0, phase, darker(skin, .25));
    tube(pen, Toys.arc(.4, .46, .62, .46, .72 + reach, .22 + bob), .2, skin);
    double x = .7 + reach;
    pen.part(ellipse(x, .12 + bob, .195 * head, .19 * head), skin);
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
