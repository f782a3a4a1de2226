package io.kinora.error;

/// A training run has diverged: its loss is no longer finite.
public final class TrainingDiverged extends KinoraException {
  private static final long serialVersionUID = 1L;

  public TrainingDiverged(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }
}
