package io.kinora.error;

/// The root of every error that Kinora raises on purpose.
///
/// It has three parts: the problem (what and why), the remedy (what to do) and a help id, which is
/// the anchor of a section in `docs/troubleshooting.md`.
public abstract sealed class KinoraException extends RuntimeException
    permits BadRequest,
        Cancelled,
        MediaFailure,
        OutOfDeviceMemory,
        ShapeMismatch,
        TrainingDiverged,
        WeightsRefused {
  private static final long serialVersionUID = 1L;

  private final String problem;
  private final String remedy;
  private final String helpId;

  KinoraException(String problem, String remedy, String helpId) {
    super(problem + " " + remedy + " See docs/troubleshooting.md#" + helpId);
    this.problem = problem;
    this.remedy = remedy;
    this.helpId = helpId;
  }

  KinoraException(String problem, String remedy, String helpId, Throwable cause) {
    this(problem, remedy, helpId);
    initCause(cause);
  }

  /// What happened, and why: one or two sentences.
  public final String problem() {
    return problem;
  }

  /// What the reader can do about it: one or two sentences.
  public final String remedy() {
    return remedy;
  }

  /// The anchor of the section of `docs/troubleshooting.md` with more details.
  public final String helpId() {
    return helpId;
  }
}
