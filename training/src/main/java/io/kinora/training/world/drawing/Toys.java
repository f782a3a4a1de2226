package io.kinora.training.world.drawing;

import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;

/// Common parts of subjects: tubes for limbs and tails, walking legs, spoked wheels, gloss, and the
/// accent colour for a main colour.
public final class Toys {
  public static final Color INK = new Color(38, 32, 44);
  public static final Color GLASS = new Color(186, 224, 246);
  public static final Color BEAK = new Color(250, 160, 40);
  public static final Color WOOD = new Color(158, 104, 60);
  public static final Color TYRE = new Color(52, 50, 60);
  public static final Color METAL = new Color(206, 210, 218);
  public static final Color ROSE = new Color(240, 130, 140);

  private Toys() {}

  /// A size factor of an individual: 0.85 … 1.15.
  public static double vary(float u) {
    return .85 + .3 * u;
  }

  /// The second colour of an individual. Its hue is in the third of the colour circle opposite the
  /// main hue; for a main colour without a hue it ranges from warm to cool. Continuous in both
  /// arguments.
  public static Color accent(Color colour, float u) {
    float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
    Color opposite = Pen.hsb(hsb[0] + .34 + .32 * u, .55, .96);
    Color free = Pen.hsb(.02 + .58 * u, .62, .94);
    double chroma = hsb[1] * hsb[2];
    return Pen.mix(free, opposite, smooth((chroma - .06) / .2));
  }

  /// A colour similar to the main colour for wings, fins and plates: a little lighter, with a hue
  /// up to a tenth of the circle to either side. Continuous in both arguments.
  public static Color kin(Color colour, float u) {
    float[] hsb = Color.RGBtoHSB(colour.getRed(), colour.getGreen(), colour.getBlue(), null);
    Color near = Pen.hsb(hsb[0] - .09 + .18 * u, hsb[1] * .8, hsb[2] * .9 + .1);
    Color tinted = Pen.mix(colour, Pen.hsb(.02 + .58 * u, .62, .94), .4);
    double chroma = hsb[1] * hsb[2];
    return Pen.mix(tinted, near, smooth((chroma - .06) / .2));
  }

  /// 0 below 0, 1 above 1, smooth between.
  public static double smooth(double x) {
    double t = Math.clamp(x, 0, 1);
    return t * t * (3 - 2 * t);
  }

  public static double sine(double cycles) {
    return Math.sin(2 * Math.PI * cycles);
  }

  public static double cosine(double cycles) {
    return Math.cos(2 * Math.PI * cycles);
  }

  public static Shape box(double x, double y, double width, double height, double corner) {
    return new RoundRectangle2D.Double(x, y, width, height, corner, corner);
  }

  /// An open smooth curve from (x0, y0) through one control point to (x2, y2).
  public static Shape arc(double x0, double y0, double x1, double y1, double x2, double y2) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.quadTo(x1, y1, x2, y2);
    return path;
  }

  /// An open curve from (x0, y0) through two control points to (x3, y3).
  public static Shape curve(
      double x0, double y0, double x1, double y1, double x2, double y2, double x3, double y3) {
    Path2D path = new Path2D.Double();
    path.moveTo(x0, y0);
    path.curveTo(x1, y1, x2, y2, x3, y3);
    return path;
  }

  /// A round limb along a curve, with the outline of a part.
  public static void tube(Pen pen, Shape curve, double width, Color colour) {
    pen.stroke(curve, width + .065, Pen.darker(colour, .62));
    pen.stroke(curve, width, colour);
  }

  /// A soft highlight on a shiny surface.
  public static void gloss(Pen pen, double x, double y, double radiusX, double radiusY) {
    pen.flat(Pen.ellipse(x, y, radiusX, radiusY), Pen.glaze(Color.WHITE, .32));
  }

  /// Draws a walking leg. While its foot is on the ground it moves backwards, then it is lifted and
  /// swings forwards.
  ///
  /// @param gait dimensions that the legs of one animal share
  /// @param bend how far the knee lies in front of (or, negative, behind) the line hip to foot
  /// @param cycle the phase of this leg in the step, in cycles
  public static void leg(
      Pen pen, Gait gait, double hipX, double hipY, double bend, double cycle, Color colour) {
    double lift = Math.max(0, -sine(cycle));
    double footX = hipX + gait.stride() * cosine(cycle);
    double footY = gait.ground() - gait.width() * .5 - .03 - gait.lift() * lift * lift;
    double kneeX = (hipX + footX) / 2 + bend * (1 + lift * lift);
    double kneeY = (hipY + footY) / 2;
    Path2D limb = new Path2D.Double();
    limb.moveTo(hipX, hipY);
    limb.quadTo(kneeX, kneeY, footX, footY);
    limb.lineTo(footX + .06, footY);
    tube(pen, limb, gait.width(), Pen.darker(colour, .08));
  }

  /// @param ground height of the ground
  /// @param stride half the length of a step
  /// @param lift how high a foot is lifted
  /// @param width thickness of the legs
  public record Gait(double ground, double stride, double lift, double width) {}

  /// Draws a wheel with five spokes that rotates by one spoke in a cycle, so that it is periodic.
  public static void wheel(Pen pen, double x, double y, double radius, double phase) {
    pen.part(Pen.ellipse(x, y, radius, radius), TYRE);
    double rim = radius * .62;
    pen.flat(Pen.ellipse(x, y, rim, rim), METAL);
    for (int spoke = 0; spoke < 5; spoke++) {
      double turn = (spoke + phase) / 5;
      double dx = rim * .86 * cosine(turn);
      double dy = rim * .86 * sine(turn);
      pen.line(x, y, x + dx, y + dy, .05, new Color(92, 94, 108));
    }
    pen.flat(Pen.ellipse(x, y, .04, .04), TYRE);
  }
}
