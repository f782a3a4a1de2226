package io.kinora.error;

/// A tensor does not have the expected shape: a defect of the caller, or of a file.
public final class ShapeMismatch extends KinoraException {
  private static final long serialVersionUID = 1L;

  public ShapeMismatch(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public ShapeMismatch(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
