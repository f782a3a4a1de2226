package io.kinora.error;

/// A weights file is missing, damaged, or made for another network; names the file and the tensor.
public final class WeightsRefused extends KinoraException {
  private static final long serialVersionUID = 1L;

  public WeightsRefused(String problem, String remedy, String helpId) {
    super(problem, remedy, helpId);
  }

  public WeightsRefused(String problem, String remedy, String helpId, Throwable cause) {
    super(problem, remedy, helpId, cause);
  }
}
