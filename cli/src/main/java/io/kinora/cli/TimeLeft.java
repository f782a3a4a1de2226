package io.kinora.cli;

import java.time.Duration;
import java.util.Optional;

/// How long work will still take, if it goes on as it did. What is known at first is a guess, which
/// is not told, and later guesses change little by little.
final class TimeLeft {
  /// Less than this has been seen of the work, in seconds and as a part of it, and nothing is told.
  static final double FEW_SECONDS = 5, FEW_PARTS = 0.03;

  /// In how many seconds a change of speed is believed by 63 %, while little gets done.
  private static final double INERTIA = 10;

  private double total = Double.NaN; // seconds of the whole work, smoothed
  private double asked, finished;

  /// @param seconds since the start; never less than at the call before
  /// @param done the finished part, from 0 to 1
  synchronized Optional<Duration> after(double seconds, double done) {
    if (seconds < FEW_SECONDS || done < FEW_PARTS || done >= 1) {
      return Optional.empty();
    }
    double guess = seconds / done;
    // what was open and is done by now counts, too: a slow start is no guess for the last tenth
    double open = Math.clamp((1 - done) / (1 - finished), 0, 1);
    double trust = 1 - open * Math.exp((asked - seconds) / INERTIA);
    total = Double.isNaN(total) ? guess : total + trust * (guess - total);
    asked = seconds;
    finished = done;
    return Optional.of(Duration.ofSeconds(Math.max(1, Math.round(total - seconds))));
  }

  /// As `1:02:03`.
  static String text(Duration left) {
    return "%d:%02d:%02d".formatted(left.toHours(), left.toMinutesPart(), left.toSecondsPart());
  }
}
