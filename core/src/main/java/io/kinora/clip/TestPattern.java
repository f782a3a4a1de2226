package io.kinora.clip;

import java.util.Arrays;

/// Test patterns: clips whose pixels are all known, for tests of encoders, filters and engines.
public final class TestPattern {
  private TestPattern() {}

  /// A small clip at 24 frames per second.
  public static DrawnClip of(long frames, DrawnClip.Painter painter) {
    return new DrawnClip(new FrameSize(96, 64), FrameRate.DEFAULT, frames, painter);
  }

  /// Frame `t` is grey of level `t`.
  public static DrawnClip counting(long frames) {
    return of(frames, (frame, t) -> fill(frame, (int) (0xff000000 | t * 0x010101)));
  }

  /// Paints as many different colours as fit into the frame.
  public static void colours(Frame frame, long t) {
    for (int i = 0; i < frame.argb().length; i++) {
      frame.argb()[i] = 0xff000000 | (int) (i * 2_654_435L + t * 97 & 0xffffff);
    }
  }

  /// Fills the frame with one colour.
  public static void fill(Frame frame, int argb) {
    Arrays.fill(frame.argb(), argb);
  }

  /// A flat-shaded scene like those of the house engine: a slow sky gradient, a ground, and two
  /// shapes with sharp but anti-aliased edges that move.
  public static DrawnClip scene(FrameSize size, FrameRate rate, long frames) {
    return new DrawnClip(size, rate, frames, TestPattern::paintScene);
  }

  /// One colour in every frame.
  public static DrawnClip flat(FrameSize size, FrameRate rate, long frames, int rgb) {
    return new DrawnClip(size, rate, frames, (frame, _) -> fill(frame, 0xff000000 | rgb));
  }

  /// Frame `t` of [#scene].
  public static void paintScene(Frame frame, long t) {
    int w = frame.width();
    int h = frame.height();
    double u = Math.min(w, h) / 100.0;
    double birdX = (0.1 * w + 1.5 * u * t) % w;
    double birdY = h * 0.35 + 8 * u * Math.sin(t * 0.2);
    double boatX = w - (0.7 * u * t) % w;
    int at = 0;
    for (int y = 0; y < h; y++) {
      double v = (double) y / h;
      double[] sky = {90 + 130 * v, 150 + 60 * v, 230 - 30 * v};
      double[] sea = {30 + 20 * (1 - v), 80 + 60 * (1 - v), 120 + 40 * (1 - v)};
      double shore = clamp((y - 0.7 * h) * 0.5 + 0.5);
      for (int x = 0; x < w; x++) {
        double bird = clamp(12 * u - Math.hypot(x - birdX, y - birdY) + 0.5);
        double boat =
            clamp(
                Math.min(9 * u - Math.abs(y - 0.75 * h), 20 * u - Math.abs(x - boatX)) * 0.7 + 0.5);
        double r = mix(mix(mix(sky[0], sea[0], shore), 210, boat), 200, bird);
        double g = mix(mix(mix(sky[1], sea[1], shore), 170, boat), 50, bird);
        double b = mix(mix(mix(sky[2], sea[2], shore), 90, boat), 45, bird);
        frame.argb()[at++] =
            0xff000000 | (int) Math.round(r) << 16 | (int) Math.round(g) << 8 | (int) Math.round(b);
      }
    }
  }

  private static double mix(double a, double b, double amount) {
    return a + (b - a) * amount;
  }

  private static double clamp(double x) {
    return Math.max(0, Math.min(1, x));
  }
}
