package io.kinora.clip;

import io.kinora.error.Cancelled;
import java.util.function.Supplier;

/// Receives the progress of a piece of work, and may stop it.
@FunctionalInterface
public interface Progress {
  /// Ignores all reports and never stops the work.
  Progress NONE = (_, _) -> true;

  /// @param step what is being done, in a few words, for example "paint"
  /// @param done the finished part of the whole, from 0 to 1; never less than in the previous call
  /// @return false to stop the work
  boolean report(String step, double done);

  /// Reports, and throws [Cancelled] if the listener wants the work stopped.
  default void step(String step, double done) {
    if (!report(step, done)) {
      throw new Cancelled(
          "The work was stopped during \"" + step + "\".", "Start it again.", "cancelled");
    }
  }

  /// Reports a message of one line for the user who waits; it does not stop the work.
  default void note(String line) {}

  /// Receives a picture on its way to the file, for a preview of what is being made.
  ///
  /// @param frame supplies it, within this call only; call it only if the picture is needed,
  ///     because it may have to be converted. The frame must not be changed.
  default void picture(Supplier<Frame> frame) {}

  /// The progress of a part of this work, mapped from 0…1 to `from`…`to`.
  default Progress part(double from, double to) {
    return new Progress() {
      @Override
      public boolean report(String step, double done) {
        return Progress.this.report(step, from + (to - from) * done);
      }

      @Override
      public void note(String line) {
        Progress.this.note(line);
      }

      @Override
      public void picture(Supplier<Frame> frame) {
        Progress.this.picture(frame);
      }
    };
  }
}
