package io.kinora.clip;

import io.kinora.error.Cancelled;
import java.util.function.Supplier;

/// Hears how far a piece of work has come, and may stop it.
@FunctionalInterface
public interface Progress {
  /// Hears nothing and never stops the work.
  Progress NONE = (_, _) -> true;

  /// @param step what is being done, in a few words, for example "paint"
  /// @param done the finished part of the whole, from 0 to 1; never less than at the call before
  /// @return false to stop the work
  boolean report(String step, double done);

  /// Reports, and throws [Cancelled] if the listener wants the work stopped.
  default void step(String step, double done) {
    if (!report(step, done)) {
      throw new Cancelled(
          "The work was stopped during \"" + step + "\".", "Start it again.", "cancelled");
    }
  }

  /// Tells something that whoever waits should read, in one line; it stops nothing.
  default void note(String line) {}

  /// Sees a picture on its way to the file, for who shows what is being made.
  ///
  /// @param frame gives it, within this call only; whoever does not need it does not ask, as it
  ///     may have to be converted. It is not to be changed.
  default void picture(Supplier<Frame> frame) {}

  /// The progress of a part of this work, which takes it from `from` to `to`.
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
