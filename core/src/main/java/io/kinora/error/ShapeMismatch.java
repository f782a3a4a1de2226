package io.kinora.error;

/// A tensor has another shape than the code at hand takes: a defect of a caller, or of a file.
public final class ShapeMismatch extends KinoraException {
  private static final long serialVersionUID = 1L;

  public ShapeMismatch(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public ShapeMismatch(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
