package io.kinora.training.optimise;

import io.kinora.error.BadRequest;

/// The length of training: a number of steps, which is reproducible, or minutes of wall-clock time.
///
/// @param steps number of steps; 0 if minutes are used
/// @param minutes wall-clock time; 0 if steps are used
public record Budget(long steps, double minutes) {
  public Budget {
    if (steps < 0 || !(minutes >= 0) || (steps == 0) == (minutes == 0)) {
      throw new BadRequest(
          "A training run needs either a number of steps or of minutes above 0.",
          "Ask for 20000 steps, or for 60 minutes.",
          "training");
    }
  }

  /// The used share of the budget, from 0 to 1.
  public double used(long doneSteps, double doneMinutes) {
    return Math.min(1, steps > 0 ? (double) doneSteps / steps : doneMinutes / minutes);
  }

  /// A share of this budget, which is divided among several nets.
  public Budget share(double share) {
    return steps > 0
        ? new Budget(Math.max(1, Math.round(steps * share)), 0)
        : new Budget(0, minutes * share);
  }
}
