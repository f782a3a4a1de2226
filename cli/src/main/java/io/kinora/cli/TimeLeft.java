package io.kinora.cli;

import java.time.Duration;
import java.util.Optional;

/// Estimates the time left of work by extrapolation. There is no estimate at first, and later
/// estimates are smoothed.
final class TimeLeft {
  /// The minimum time in seconds and the minimum share of the work for an estimate.
  static final double FEW_SECONDS = 5, FEW_PARTS = 0.03;

  /// The time constant of the smoothing in seconds, while little work gets done: after this time an
  /// estimate has followed a change of speed by 63 %.
  private static final double INERTIA = 10;

  private double total = Double.NaN; // seconds of the whole work, smoothed
  private double asked, finished;

  /// @param seconds since the start; never less than in the previous call
  /// @param done the finished share, from 0 to 1
  synchronized Optional<Duration> after(double seconds, double done) {
    if (seconds < FEW_SECONDS || done < FEW_PARTS || done >= 1) {
      return Optional.empty();
    }
    double guess = seconds / done;
    // work done since the last call counts, too, so that a slow start does not distort the estimate
    // for the last tenth
    double open = Math.clamp((1 - done) / (1 - finished), 0, 1);
    double trust = 1 - open * Math.exp((asked - seconds) / INERTIA);
    total = Double.isNaN(total) ? guess : total + trust * (guess - total);
    asked = seconds;
    finished = done;
    return Optional.of(Duration.ofSeconds(Math.max(1, Math.round(total - seconds))));
  }

  /// The time in the form `1:02:03`.
  static String text(Duration left) {
    return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }
}
