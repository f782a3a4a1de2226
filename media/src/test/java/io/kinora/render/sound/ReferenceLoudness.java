package io.kinora.render.sound;

import io.kinora.clip.Sound;
import java.util.ArrayList;
import java.util.List;

/// A second implementation to hold FFmpeg's to: ITU-R BS.1770-4 with K-weighting (annex 1, tables 1
/// and 2, for 48 kHz), blocks of 400 ms that overlap by three quarters, gates at -70 LUFS and 10 LU
/// below the rest.
final class ReferenceLoudness {
  private static final int STEP = Sound.RATE / 10, STEPS_OF_BLOCK = 4;
  private static final double ABSOLUTE_GATE = -70, RELATIVE_GATE = -10, OFFSET = -0.691;

  // the shelf, then the high pass: b0, b1, b2, a1, a2
  private static final double[] SHELF = {
    1.53512485958697, -2.69169618940638, 1.19839281085285, -1.69065929318241, 0.73248077421585
  };
  private static final double[] HIGH_PASS = {1, -2, 1, -1.99004745483398, 0.99007225036621};

  private ReferenceLoudness() {}

  /// The loudness of `sound` up to its end, or for `pairs`, in LUFS.
  static double lufs(Sound sound, long pairs) {
    double[][] shelf = new double[Sound.CHANNELS][2];
    double[][] pass = new double[Sound.CHANNELS][2];
    var steps = new ArrayList<Double>(); // mean squares of 100 ms, over both channels
    var samples = new float[STEP * Sound.CHANNELS];
    for (long heard = 0; heard < pairs; ) {
      int read = sound.read(samples);
      double squares = 0;
      for (int i = 0; i < read * Sound.CHANNELS; i++) {
        int channel = i % Sound.CHANNELS;
        double y = filter(HIGH_PASS, pass[channel], filter(SHELF, shelf[channel], samples[i]));
        squares += y * y;
      }
      if (read < STEP) {
        break; // a rest of less than 100 ms is not measured
      }
      steps.add(squares / STEP);
      heard += read;
    }
    return gated(steps);
  }

  private static double filter(double[] c, double[] state, double x) {
    double y = c[0] * x + state[0];
    state[0] = c[1] * x - c[3] * y + state[1];
    state[1] = c[2] * x - c[4] * y;
    return y;
  }

  private static double gated(List<Double> steps) {
    var blocks = new ArrayList<Double>();
    for (int i = 0; i + STEPS_OF_BLOCK <= steps.size(); i++) {
      double sum = 0;
      for (int k = 0; k < STEPS_OF_BLOCK; k++) {
        sum += steps.get(i + k);
      }
      blocks.add(sum / STEPS_OF_BLOCK);
    }
    double loud = meanAbove(blocks, ABSOLUTE_GATE);
    return decibels(meanAbove(blocks, decibels(loud) + RELATIVE_GATE));
  }

  private static double meanAbove(List<Double> blocks, double gate) {
    return blocks.stream()
        .mapToDouble(Double::doubleValue)
        .filter(block -> decibels(block) > gate)
        .average()
        .orElse(0);
  }

  private static double decibels(double square) {
    return OFFSET + 10 * Math.log10(square);
  }
}
