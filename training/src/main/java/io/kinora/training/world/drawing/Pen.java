package io.kinora.training.world.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RadialGradientPaint;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;

/// The drawing operations of the whole world, over Java2D: shaded parts with a dark outline, soft
/// blobs, lines, eyes.
public final class Pen {
  private static final float OUTLINE = .035f;

  private final Graphics2D graphics;

  private Pen(Graphics2D graphics) {
    this.graphics = graphics;
  }

  /// A picture of `thing`, `height` pixels high and `height * aspect` wide, premultiplied ARGB.
  public static BufferedImage picture(
      Thing thing, Color colour, float[] u, double phase, int height) {
    int width = height * thing.shape().aspect;
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB_PRE);
    Graphics2D g = image.createGraphics();
    g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
    g.translate(width / 2.0, height / 2.0);
    // A square thing has a margin, so that its outline is not clipped; a band has none.
    double scale = height / 2.0 * (thing.shape() == Thing.Box.SQUARE ? .94 : 1);
    g.scale(scale, scale);
    thing.drawing().draw(new Pen(g), colour, u, phase);
    g.dispose();
    return image;
  }

  /// Fills with a vertical gradient, lighter above and darker below, and outlines it.
  public void part(Shape shape, Color colour) {
    shade(shape, colour);
    graphics.setStroke(new BasicStroke(OUTLINE, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setPaint(darker(colour, .62));
    graphics.draw(shape);
  }

  /// Fills with a vertical gradient, lighter above and darker below.
  public void shade(Shape shape, Color colour) {
    Rectangle2D box = shape.getBounds2D();
    gradient(shape, box.getMinY(), lighter(colour, .18), box.getMaxY(), darker(colour, .22));
  }

  /// Fills with a vertical gradient from `top` at `y0` to `bottom` at `y1`.
  public void gradient(Shape shape, double y0, Color top, double y1, Color bottom) {
    graphics.setPaint(new GradientPaint(0, (float) y0, top, 0, (float) y1 + 1e-3f, bottom));
    graphics.fill(shape);
  }

  /// A round soft light: `colour` with `opacity` in the centre, fading to 0 at `radius`.
  public void glow(double x, double y, double radius, Color colour, double opacity) {
    var fractions = new float[] {0, .35f, .7f, 1};
    var colours = new Color[4];
    double[] shares = {1, .52, .14, 0};
    for (int i = 0; i < colours.length; i++) {
      colours[i] = glaze(colour, opacity * shares[i]);
    }
    graphics.setPaint(
        new RadialGradientPaint(new Point2D.Double(x, y), (float) radius, fractions, colours));
    graphics.fill(ellipse(x, y, radius, radius));
  }

  /// Fills with one colour.
  public void flat(Shape shape, Color colour) {
    graphics.setPaint(colour);
    graphics.fill(shape);
  }

  public void line(double x1, double y1, double x2, double y2, double width, Color colour) {
    stroke(new Line2D.Double(x1, y1, x2, y2), width, colour);
  }

  public void stroke(Shape path, double width, Color colour) {
    graphics.setStroke(
        new BasicStroke((float) width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    graphics.setPaint(colour);
    graphics.draw(path);
  }

  public void eye(double x, double y, double radius) {
    flat(ellipse(x, y, radius, radius), Color.WHITE);
    flat(ellipse(x + radius * .25, y, radius * .6, radius * .6), new Color(20, 16, 30));
  }

  /// Runs `body` with drawing limited to `shape`.
  public void clipped(Shape shape, Runnable body) {
    Shape before = graphics.getClip();
    graphics.clip(shape);
    body.run();
    graphics.setClip(before);
  }

  /// Turns everything drawn from now on by `radians` about a point (positive is clockwise, as y
  /// points down).
  public void turn(double radians, double x, double y) {
    graphics.transform(AffineTransform.getRotateInstance(radians, x, y));
  }

  public static Shape ellipse(double x, double y, double radiusX, double radiusY) {
    return new Ellipse2D.Double(x - radiusX, y - radiusY, 2 * radiusX, 2 * radiusY);
  }

  public static Shape turned(Shape shape, double radians, double x, double y) {
    return AffineTransform.getRotateInstance(radians, x, y).createTransformedShape(shape);
  }

  /// A closed smooth path (Catmull-Rom) through the points x0, y0, x1, y1, …
  public static Shape blob(double... p) {
    int n = p.length / 2;
    Path2D path = new Path2D.Double();
    path.moveTo(p[0], p[1]);
    for (int i = 0; i < n; i++) {
      int before = 2 * ((i + n - 1) % n);
      int from = 2 * i;
      int to = 2 * ((i + 1) % n);
      int after = 2 * ((i + 2) % n);
      path.curveTo(
          p[from] + (p[to] - p[before]) / 6,
          p[from + 1] + (p[to + 1] - p[before + 1]) / 6,
          p[to] - (p[after] - p[from]) / 6,
          p[to + 1] - (p[after + 1] - p[from + 1]) / 6,
          p[to],
          p[to + 1]);
    }
    path.closePath();
    return path;
  }

  /// All shapes as one; they may overlap but must run the same way round.
  public static Shape union(Shape... shapes) {
    var path = new Path2D.Double(Path2D.WIND_NON_ZERO);
    for (Shape shape : shapes) {
      path.append(shape, false);
    }
    return path;
  }

  /// A closed polygon through the points x0, y0, x1, y1, …
  public static Shape polygon(double... p) {
    Path2D path = new Path2D.Double();
    path.moveTo(p[0], p[1]);
    for (int i = 2; i < p.length; i += 2) {
      path.lineTo(p[i], p[i + 1]);
    }
    path.closePath();
    return path;
  }

  public static Color hsb(double hue, double saturation, double brightness) {
    return Color.getHSBColor(
        (float) (hue - Math.floor(hue)),
        (float) Math.clamp(saturation, 0, 1),
        (float) Math.clamp(brightness, 0, 1));
  }

  /// `a` and `b` mixed: all `a` at 0, all `b` at 1.
  public static Color mix(Color a, Color b, double share) {
    return new Color(
        (int) Math.round(a.getRed() + (b.getRed() - a.getRed()) * share),
        (int) Math.round(a.getGreen() + (b.getGreen() - a.getGreen()) * share),
        (int) Math.round(a.getBlue() + (b.getBlue() - a.getBlue()) * share));
  }

  public static Color darker(Color colour, double share) {
    return mix(colour, new Color(15, 10, 35), share);
  }

  public static Color lighter(Color colour, double share) {
    return mix(colour, Color.WHITE, share);
  }

  /// `colour` with an opacity from 0 to 1.
  public static Color glaze(Color colour, double opacity) {
    return new Color(
        colour.getRed(), colour.getGreen(), colour.getBlue(), (int) Math.round(255 * opacity));
  }
}
