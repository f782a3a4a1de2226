package io.kinora.training.evaluate;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.engine.Engine;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Shot;
import io.kinora.shot.Understanding;

/// Measures flicker in static areas: the mean absolute second difference over time, in grey levels,
/// of the pixels that stay within a few levels for the whole clip.
final class Flicker {
  private static final int STILL = 6;

  private Flicker() {}

  /// The result.
  ///
  /// @param levels the flicker in grey levels from 0 to 255
  /// @param still the share of static pixels
  record Found(double levels, double still) {}

  /// The flicker of one second of a shot at 24 frames per second with a static camera.
  static Found of(Engine engine, Understanding said, long seed, FrameSize size) {
    var shot =
        new Shot(
            said,
            seed,
            new Format(size, FrameRate.DEFAULT, 1),
            Movement.AS_SAID.with(Camera.STATIC),
            EngineOptions.NONE);
    try (Clip clip = engine.generate(shot, Progress.NONE)) {
      return of(clip);
    }
  }

  static Found of(Clip clip) {
    int pixels = clip.size().width() * clip.size().height();
    var frame = new Frame(clip.size());
    int[][] last = new int[2][pixels];
    int[] low = new int[pixels];
    int[] high = new int[pixels];
    double[] second = new double[pixels];
    java.util.Arrays.fill(low, 255);
    int n = 0;
    while (clip.read(frame)) {
      for (int i = 0; i < pixels; i++) {
        int grey = grey(frame.argb()[i]);
        low[i] = Math.min(low[i], grey);
        high[i] = Math.max(high[i], grey);
        if (n > 1) {
          second[i] += Math.abs(grey - 2 * last[1][i] + last[0][i]);
        }
        last[0][i] = last[1][i];
        last[1][i] = grey;
      }
      n++;
    }
    double sum = 0;
    int still = 0;
    for (int i = 0; i < pixels; i++) {
      if (high[i] - low[i] <= STILL) {
        still++;
        sum += second[i] / Math.max(1, n - 2);
      }
    }
    return new Found(still == 0 ? Double.NaN : sum / still, (double) still / pixels);
  }

  /// BT.709 luma.
  private static int grey(int rgb) {
    double luma = .2126 * (rgb >> 16 & 255) + .7152 * (rgb >> 8 & 255) + .0722 * (rgb & 255);
    return (int) Math.round(luma);
  }
}
