package io.kinora.render.sound;

import io.kinora.clip.Sound;
import io.kinora.ffmpeg.LoudnessMeter;

/// The integrated loudness of a sound, and the gain to another loudness.
public final class Loudness {
  private static final int STEP = Sound.RATE / 10;

  private final double peak;
  private final double lufs;

  private Loudness(double peak, double lufs) {
    this.peak = peak;
    this.lufs = lufs;
  }

  /// Measures `sound` up to its end or for `pairs`; a remainder of less than 100 ms is not
  /// measured.
  public static Loudness of(Sound sound, long pairs) {
    double peak = 0;
    var samples = new float[STEP * Sound.CHANNELS];
    try (var meter = new LoudnessMeter()) {
      for (long heard = 0; heard < pairs; heard += STEP) {
        int read = sound.read(samples);
        for (int i = 0; i < read * Sound.CHANNELS; i++) {
          peak = Math.max(peak, Math.abs(samples[i]));
        }
        if (read < STEP) {
          break;
        }
        meter.add(samples, read);
      }
      return new Loudness(peak, meter.lufs());
    }
  }

  /// Loudness in LUFS; minus infinity for silence.
  public double lufs() {
    return lufs;
  }

  /// The gain factor to `target` LUFS, limited so that peaks stay 1 dB below full scale; 1 for
  /// silence.
  public double factor(double target) {
    if (Double.isInfinite(lufs) || peak == 0) {
      return 1;
    }
    return Math.min(Math.pow(10, (target - lufs) / 20), Math.pow(10, -1 / 20.0) / peak);
  }
}
