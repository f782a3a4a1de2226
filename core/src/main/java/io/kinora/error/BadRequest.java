package io.kinora.error;

/// The request is invalid: for example, a value is out of range or a file is missing.
public final class BadRequest extends KinoraException {
  private static final long serialVersionUID = 1L;

  public BadRequest(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public BadRequest(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
