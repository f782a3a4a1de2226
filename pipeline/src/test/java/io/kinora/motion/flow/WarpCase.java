package io.kinora.motion.flow;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.torch.Seeds;
import java.util.random.RandomGenerator;

/// Two frames of a textured plane that moves by a known similarity, with noise, and with a
/// foreground over a quarter of the frame that moves otherwise.
record WarpCase(Frame first, Frame second, GlobalMotion truth) {
  private static final FrameSize SIZE = new FrameSize(480, 270);

  /// A similarity about the middle of the frame.
  private record Move(double dx, double dy, double scale, double degrees) {
    /// Where what is at (x, y) after the move was before it.
    double[] before(double x, double y) {
      double middleX = (SIZE.width() - 1) / 2.0;
      double middleY = (SIZE.height() - 1) / 2.0;
      double u = (x - middleX - dx) / scale;
      double v = (y - middleY - dy) / scale;
      double cos = Math.cos(Math.toRadians(degrees));
      double sin = Math.sin(Math.toRadians(degrees));
      return new double[] {middleX + cos * u + sin * v, middleY - sin * u + cos * v};
    }

    static Move random(RandomGenerator random, double reach) {
      return new Move(
          reach * (2 * random.nextDouble() - 1),
          reach * (2 * random.nextDouble() - 1),
          1 + .03 * (2 * random.nextDouble() - 1),
          2.5 * (2 * random.nextDouble() - 1));
    }
  }

  static WarpCase random(long seed) {
    RandomGenerator random = Seeds.random(seed, "warp");
    var plane = new NoiseTexture(seed);
    var thing = new NoiseTexture(seed + 1_000_000);
    Move move = Move.random(random, 12);
    Move other = Move.random(random, 20);
    var still = new Move(0, 0, 1, 0);
    // an ellipse of a quarter of the frame's area
    double radiusX = SIZE.width() * (.22 + .1 * random.nextDouble());
    double radiusY = .25 * SIZE.width() * SIZE.height() / Math.PI / radiusX;
    double x = SIZE.width() * (.35 + .3 * random.nextDouble());
    double y = SIZE.height() * (.4 + .2 * random.nextDouble());
    double noise = 5 * random.nextDouble();
    Frame[] frames = new Frame[2];
    for (int i = 0; i < 2; i++) {
      Move now = i == 0 ? still : move;
      Move thingNow = i == 0 ? still : other;
      frames[i] = new Frame(SIZE);
      for (int row = 0; row < SIZE.height(); row++) {
        for (int column = 0; column < SIZE.width(); column++) {
          double[] at = thingNow.before(column, row);
          boolean hit = Math.hypot((at[0] - x) / radiusX, (at[1] - y) / radiusY) < 1;
          double[] there = hit ? at : now.before(column, row);
          double value =
              (hit ? thing : plane).at(there[0], there[1]) + noise * random.nextGaussian();
          int level = Math.clamp(Math.round(value), 0, 255);
          frames[i].argb()[row * SIZE.width() + column] = 0xff000000 | level * 0x10101;
        }
      }
    }
    var truth = new GlobalMotion(move.dx, move.dy, move.scale, move.degrees, 1);
    return new WarpCase(frames[0], frames[1], truth);
  }

  /// Whether a measurement is within 0.25 pixels, 0.1 % of scale and 0.1°.
  boolean met(GlobalMotion measured) {
    return Math.hypot(measured.dx() - truth.dx(), measured.dy() - truth.dy()) <= .25
        && Math.abs(measured.scale() / truth.scale() - 1) <= .001
        && Math.abs(measured.degrees() - truth.degrees()) <= .1;
  }
}
