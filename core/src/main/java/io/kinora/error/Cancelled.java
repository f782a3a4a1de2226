package io.kinora.error;

/// The caller, or a signal, stopped the work before its end.
public final class Cancelled extends KinoraException {
  private static final long serialVersionUID = 1L;

  public Cancelled(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public Cancelled(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
