package io.kinora.render.effect;

import io.kinora.clip.Frame;
import io.kinora.render.operation.Operation.Brush;
import io.kinora.render.operation.Operation.Canvas;

/// A light leak: soft warm spots that move along the edges and are added to the picture by screen
/// blending. FFmpeg has no such filter.
final class LightLeak implements Brush {
  /// Colour, centre and radius of each spot, and its period in seconds.
  @SuppressWarnings("ArrayRecordComponent") // a constant of this class
  private record Spot(int[] rgb, double x, double y, double radius, double seconds) {}

  private static final Spot[] SPOTS = {
    new Spot(new int[] {255, 120, 30}, 0.02, 0.15, 0.42, 5.3),
    new Spot(new int[] {255, 70, 40}, 0.97, 0.75, 0.36, 7.1),
    new Spot(new int[] {255, 190, 90}, 0.80, -0.05, 0.25, 3.7),
  };

  private final Canvas canvas;
  private final double strength;

  LightLeak(Canvas canvas, double strength) {
    this.canvas = canvas;
    this.strength = strength;
  }

  @Override
  public void paint(Frame frame, long index) {
    double time = canvas.rate().seconds(index);
    for (int i = 0; i < SPOTS.length; i++) {
      Spot spot = SPOTS[i];
      double beat = 2 * Math.PI * (time / spot.seconds() + 0.3 * i);
      double glow = strength * (0.95 + 0.35 * Math.sin(beat));
      double radius = spot.radius() * frame.width();
      double[] across =
          bell(frame.width(), (spot.x() + 0.06 * Math.cos(beat)) * frame.width(), radius);
      double[] down =
          bell(frame.height(), (spot.y() + 0.12 * Math.sin(beat)) * frame.height(), radius);
      for (int y = 0; y < frame.height(); y++) {
        int amount = (int) Math.round(Math.min(1, glow * down[y]) * 65_536);
        if (amount > 256) {
          add(frame.argb(), y * frame.width(), across, amount, spot.rgb());
        }
      }
    }
  }

  /// A Gaussian over one side of the frame.
  private static double[] bell(int length, double middle, double radius) {
    double[] bell = new double[length];
    for (int i = 0; i < length; i++) {
      double distance = (i - middle) / radius;
      bell[i] = Math.exp(-2.5 * distance * distance);
    }
    return bell;
  }

  /// Screen: 1 - (1 - a) · (1 - b), in each channel.
  private static void add(int[] argb, int at, double[] across, int amount, int[] rgb) {
    for (int x = 0; x < across.length; x++) {
      int share = (int) (across[x] * amount) >> 8; // from 0 to 256
      int pixel = argb[at + x];
      int red = pixel >> 16 & 0xff;
      int green = pixel >> 8 & 0xff;
      int blue = pixel & 0xff;
      red += (255 - red) * ((rgb[0] * share) >> 8) / 255;
      green += (255 - green) * ((rgb[1] * share) >> 8) / 255;
      blue += (255 - blue) * ((rgb[2] * share) >> 8) / 255;
      argb[at + x] = (pixel & 0xff000000) | red << 16 | green << 8 | blue;
    }
  }
}
