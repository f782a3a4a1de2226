package io.kinora.training.optimise;

import io.kinora.error.TrainingDiverged;

/// Checks that a loss is finite, so that a run ends before its weights become invalid.
public final class Divergence {
  private Divergence() {}

  /// The loss itself, if it is finite.
  ///
  /// @param run the name of the run and its checkpoint
  /// @param step counts from 1
  /// @throws TrainingDiverged if it is not finite
  public static double check(String run, long step, double loss) {
    if (Double.isFinite(loss)) {
      return loss;
    }
    throw new TrainingDiverged(
        "The loss of %s is %s at step %d.".formatted(run, loss, step),
        "Its last checkpoint is valid: resume from there, or start with another seed.",
        "training-diverged");
  }
}
