package io.kinora.motion.flow;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;

/// A visualisation of a clip's motion vectors: hue is the direction, saturation the speed, and
/// arrows show both; the colour wheel in the corner is the legend. Grey marks inconsistent forward
/// and backward vectors: the position is occluded in one of the frames, or has no texture. There is
/// one frame per pair of frames.
public final class FlowClip implements Clip {
  /// The speed of full saturation, in frame widths per second; faster motion looks the same.
  private static final double FULL_COLOUR = .5;

  /// The time that an arrow shows in seconds, but at least one frame.
  private static final double ARROW_SECONDS = .1;

  /// The forward-backward error in pixels from which on a vector is not trusted; from 0.5 on trust
  /// falls.
  private static final double DOUBT = 1.5;

  private static final int GREY = 0xd8;

  private final Clip clip;
  private final MotionReader motion;
  private final BufferedImage picture;
  private final int[] pixels;

  /// @param clip read to its end, and closed with this
  /// @throws io.kinora.error.BadRequest if it has fewer than two frames
  public FlowClip(Clip clip) {
    this.clip = clip;
    motion = new MotionReader(clip);
    picture =
        new BufferedImage(clip.size().width(), clip.size().height(), BufferedImage.TYPE_INT_ARGB);
    pixels = ((DataBufferInt) picture.getRaster().getDataBuffer()).getData();
  }

  @Override
  public FrameSize size() {
    return clip.size();
  }

  @Override
  public FrameRate rate() {
    return clip.rate();
  }

  @Override
  public long frames() {
    return motion.steps();
  }

  @Override
  public boolean read(Frame into) {
    var step = motion.next();
    step.ifPresent(
        s -> {
          draw(s);
          System.arraycopy(pixels, 0, into.argb(), 0, pixels.length);
        });
    return step.isPresent();
  }

  private void draw(MotionReader.Step step) {
    FlowField field = step.pair().dense();
    double zoom = step.pair().pixels();
    double full = FULL_COLOUR * size().width() * step.seconds();
    for (int y = 0; y < size().height(); y++) {
      for (int x = 0; x < size().width(); x++) {
        double dx = field.between(x / zoom, y / zoom, 0) * zoom;
        double dy = field.between(x / zoom, y / zoom, 1) * zoom;
        pixels[y * size().width() + x] = colour(dx / full, dy / full);
      }
    }
    float[] trust = trust(step.pair());
    fadeDoubtful(step.pair(), trust);
    Graphics2D graphics = picture.createGraphics();
    graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
    arrows(step, trust, graphics);
    key(graphics);
    graphics.dispose();
  }

  private static float[] trust(MotionEstimator.Pair pair) {
    FlowField field = pair.dense();
    float[] trust = new float[field.width() * field.height()];
    for (int i = 0; i < trust.length; i++) {
      int row = i / field.width();
      double miss = field.roundTripError(i % field.width(), row, pair.back());
      trust[i] = (float) Math.clamp(DOUBT - miss, 0, 1);
    }
    return trust;
  }

  private void fadeDoubtful(MotionEstimator.Pair pair, float[] trust) {
    for (int i = 0; i < pixels.length; i++) {
      int line = i / size().width();
      float share = trust[place(pair, i % size().width(), line)];
      int argb = 0xff;
      for (int shift = 16; shift >= 0; shift -= 8) {
        argb = argb << 8 | Math.round(GREY + share * ((pixels[i] >> shift & 255) - GREY));
      }
      pixels[i] = argb;
    }
  }

  /// The index of a pixel of the frame in the field.
  private static int place(MotionEstimator.Pair pair, double x, double y) {
    FlowField field = pair.dense();
    int column = Math.min(field.width() - 1, (int) (x / pair.pixels()));
    return Math.min(field.height() - 1, (int) (y / pair.pixels())) * field.width() + column;
  }

  /// White at rest, full saturation from length 1 on; right is red, and hues proceed clockwise.
  private static int colour(double dx, double dy) {
    double turns = Math.atan2(dy, dx) / (2 * Math.PI);
    float strength = (float) Math.min(1, Math.hypot(dx, dy));
    return Color.HSBtoRGB((float) turns, strength, 1 - .15f * strength);
  }

  private void arrows(MotionReader.Step step, float[] trust, Graphics2D graphics) {
    graphics.setColor(Color.BLACK);
    float width = Math.max(1, size().height() / 360f);
    graphics.setStroke(new BasicStroke(width, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
    double longer = Math.max(1, ARROW_SECONDS / step.seconds());
    for (int row = 0; row < MotionReader.ROWS; row++) {
      for (int column = 0; column < MotionReader.COLUMNS; column++) {
        double x = (column + .5) * size().width() / MotionReader.COLUMNS;
        double y = (row + .5) * size().height() / MotionReader.ROWS;
        double dx = step.cell(column, row, 0) * longer;
        double dy = step.cell(column, row, 1) * longer;
        if (trust[place(step.pair(), x, y)] > .5) {
          arrow(graphics, x, y, dx, dy, 4 * width);
        }
      }
    }
  }

  private static void arrow(
      Graphics2D graphics, double x, double y, double dx, double dy, double head) {
    double length = Math.hypot(dx, dy);
    if (length < .5) {
      graphics.fill(new java.awt.geom.Ellipse2D.Double(x - 1, y - 1, 2, 2));
      return;
    }
    graphics.draw(new Line2D.Double(x, y, x + dx, y + dy));
    double tip = Math.min(head, length);
    var path = new Path2D.Double();
    for (int side = -1; side <= 1; side += 2) {
      double angle = Math.atan2(dy, dx) + side * 2.6;
      path.moveTo(x + dx, y + dy);
      path.lineTo(x + dx + tip * Math.cos(angle), y + dy + tip * Math.sin(angle));
    }
    graphics.draw(path);
  }

  /// The colour wheel in the lower left corner.
  private void key(Graphics2D graphics) {
    int radius = Math.max(12, size().height() / 14);
    int left = radius / 3;
    int top = size().height() - 2 * radius - left;
    for (int y = 0; y <= 2 * radius; y++) {
      for (int x = 0; x <= 2 * radius; x++) {
        double dx = (x - radius) / (double) radius;
        double dy = (y - radius) / (double) radius;
        if (dx * dx + dy * dy <= 1) {
          pixels[(top + y) * size().width() + left + x] = colour(dx, dy);
        }
      }
    }
    graphics.setColor(Color.BLACK);
    graphics.drawOval(left, top, 2 * radius, 2 * radius);
  }

  @Override
  public void close() {
    motion.close();
    clip.close();
  }
}
