package io.kinora.render.effect;

import io.kinora.clip.Frame;
import io.kinora.render.operation.Operation.Brush;
import io.kinora.render.operation.Operation.Canvas;
import java.util.SplittableRandom;

/// Snowflakes and raindrops that fall in front of the camera, near ones larger and faster. FFmpeg
/// has no such filter, so they are painted here.
final class Weather implements Brush {
  private static final int MOST = 700;
  private static final long SEED = 4_711;

  private final Canvas canvas;
  private final boolean snow;
  private final int count;
  // per particle, from 0 to 1: across, down, nearness, phase of the sway
  private final double[] across = new double[MOST];
  private final double[] down = new double[MOST];
  private final double[] near = new double[MOST];
  private final double[] phase = new double[MOST];

  private Weather(Canvas canvas, boolean snow, double strength) {
    this.canvas = canvas;
    this.snow = snow;
    count = (int) Math.round(MOST * strength);
    var chance = new SplittableRandom(SEED);
    for (int i = 0; i < MOST; i++) {
      across[i] = chance.nextDouble();
      down[i] = chance.nextDouble();
      near[i] = Math.pow(chance.nextDouble(), 2.5); // most are far
      phase[i] = chance.nextDouble();
    }
  }

  static Brush snow(Canvas canvas, double strength) {
    return new Weather(canvas, true, strength);
  }

  static Brush rain(Canvas canvas, double strength) {
    return new Weather(canvas, false, strength);
  }

  @Override
  public void paint(Frame frame, long index) {
    double time = canvas.rate().seconds(index);
    for (int i = 0; i < count; i++) {
      if (snow) {
        flake(frame, time, i);
      } else {
        drop(frame, time, i);
      }
    }
  }

  private void flake(Frame frame, double time, int i) {
    double h = frame.height();
    double w = frame.width();
    double radius = Math.max(0.8, h * (0.0028 + 0.009 * near[i]));
    double fall = 0.10 + 0.22 * near[i]; // heights per second
    double sway = 0.02 * Math.sin(2 * Math.PI * (phase[i] + time * (0.15 + 0.2 * phase[i])));
    double x = wrap(across[i] + sway + 0.02 * time) * (w + 4 * radius) - 2 * radius;
    double y = wrap(down[i] + fall * time) * (h + 4 * radius) - 2 * radius;
    // a near flake is out of focus: larger, softer, paler
    double soft = Math.max(1, radius * (0.6 + 0.6 * near[i]));
    for (int row = (int) (y - radius - 1); row <= y + radius + 1; row++) {
      for (int column = (int) (x - radius - 1); column <= x + radius + 1; column++) {
        double inside = (radius + 0.5 - Math.hypot(column - x, row - y)) / soft;
        blend(frame, column, row, 0xffffff, Math.clamp(inside, 0, 1) * (0.9 - 0.3 * near[i]));
      }
    }
  }

  private void drop(Frame frame, double time, int i) {
    double h = frame.height();
    double w = frame.width();
    double length = h * (0.03 + 0.07 * near[i]);
    double width = Math.max(0.5, h * (0.0009 + 0.0016 * near[i]));
    double lean = -0.12; // horizontal shift per row
    double x0 = wrap(across[i] - 0.05 * time) * w * 1.2;
    double y0 = wrap(down[i] + (1.1 + 1.6 * near[i]) * time) * (h + length) - length;
    for (int row = (int) y0; row < y0 + length; row++) {
      double along = (row - y0) / length;
      double x = x0 + lean * (row - y0);
      double alpha = (0.22 + 0.3 * near[i]) * Math.sin(Math.PI * Math.clamp(along, 0, 1));
      for (int column = (int) Math.floor(x - width); column <= x + width + 1; column++) {
        double covered = Math.clamp(width + 0.5 - Math.abs(column - x), 0, 1);
        blend(frame, column, row, 0xdfe8f4, covered * alpha);
      }
    }
  }

  private static double wrap(double x) {
    return x - Math.floor(x);
  }

  private static void blend(Frame frame, int x, int y, int rgb, double alpha) {
    if (alpha <= 0 || x < 0 || y < 0 || x >= frame.width() || y >= frame.height()) {
      return;
    }
    int at = y * frame.width() + x;
    int pixel = frame.argb()[at];
    int result = pixel & 0xff000000;
    for (int shift = 0; shift < 24; shift += 8) {
      int below = pixel >> shift & 0xff;
      result |= (int) Math.round(below + ((rgb >> shift & 0xff) - below) * alpha) << shift;
    }
    frame.argb()[at] = result;
  }
}
