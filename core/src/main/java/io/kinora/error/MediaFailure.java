package io.kinora.error;

/// A video, audio or picture file could not be read or written.
public final class MediaFailure extends KinoraException {
  private static final long serialVersionUID = 1L;

  public MediaFailure(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public MediaFailure(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
