package io.kinora.training.optimise;

import io.kinora.error.TrainingDiverged;

/// The check that ends a run before a loss that is not a number spoils its weights.
public final class Divergence {
  private Divergence() {}

  /// The loss itself, if it is finite.
  ///
  /// @param run names the run, as its checkpoint is named
  /// @param step counts from 1
  /// @throws TrainingDiverged if it is not
  public static double check(String run, long step, double loss) {
    if (Double.isFinite(loss)) {
      return loss;
    }
    throw new TrainingDiverged(
        "The loss of %s is %s at step %d.".formatted(run, loss, step),
        "Its last checkpoint is whole: resume from there, or start with another seed.",
        "training-diverged");
  }
}
