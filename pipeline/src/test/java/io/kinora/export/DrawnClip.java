package io.kinora.export;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;

/// A clip drawn by a formula: frame `t` is whatever `painter` makes of it.
final class DrawnClip implements Clip {
  interface Painter {
    void paint(Frame frame, long t);
  }

  private final FrameSize size;
  private final FrameRate rate;
  private final long frames;
  private final Painter painter;
  private long next;
  boolean closed;

  DrawnClip(FrameSize size, FrameRate rate, long frames, Painter painter) {
    this.size = size;
    this.rate = rate;
    this.frames = frames;
    this.painter = painter;
  }

  /// A flat-shaded scene like those of the house engine: a slow sky gradient, a ground, and two
  /// shapes with sharp but anti-aliased edges that move.
  static DrawnClip scene(FrameSize size, FrameRate rate, long frames) {
    return new DrawnClip(size, rate, frames, DrawnClip::paintScene);
  }

  static DrawnClip flat(FrameSize size, FrameRate rate, long frames, int rgb) {
    return new DrawnClip(
        size, rate, frames, (frame, _) -> java.util.Arrays.fill(frame.argb(), 0xff000000 | rgb));
  }

  static void paintScene(Frame frame, long t) {
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

  @Override
  public FrameSize size() {
    return size;
  }

  @Override
  public FrameRate rate() {
    return rate;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public boolean read(Frame into) {
    if (next == frames) {
      return false;
    }
    painter.paint(into, next++);
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
