package io.kinora.client;

/// The service rejected a call, or could not be reached.
public final class ServiceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final int status;

  ServiceException(int status, String message) {
    super(message);
    this.status = status;
  }

  ServiceException(String message, Throwable cause) {
    super(message, cause);
    status = 0;
  }

  /// The HTTP status; 0 if there was no response.
  public int status() {
    return status;
  }
}
