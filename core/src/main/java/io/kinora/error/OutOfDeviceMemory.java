package io.kinora.error;

/// The device has less free memory than the work needs.
public final class OutOfDeviceMemory extends KinoraException {
  private static final long serialVersionUID = 1L;

  public OutOfDeviceMemory(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public OutOfDeviceMemory(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
