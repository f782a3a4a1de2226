package io.kinora.error;

/// What the caller asked for cannot be done as asked: a value out of range, a missing file.
public final class BadRequest extends KinoraException {
  private static final long serialVersionUID = 1L;

  public BadRequest(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public BadRequest(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
