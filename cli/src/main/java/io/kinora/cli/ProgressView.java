package io.kinora.cli;

import io.kinora.clip.Progress;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/// Shows progress: a bar with percentage and time left on a terminal, plain lines elsewhere.
interface ProgressView extends Progress, AutoCloseable {
  @Override
  void close();

  /// The view that suits the session.
  static ProgressView of(Session session, boolean silent) {
    if (silent) {
      return new Silent(session.interruption());
    }
    return session.columns() > 0 ? new Bar(session) : new Lines(session);
  }

  /// Shows nothing; still reports an interruption.
  record Silent(Interruption interruption) implements ProgressView {
    @Override
    public boolean report(String step, double done) {
      return !interruption.wanted();
    }

    @Override
    public void close() {}
  }

  /// Prints a line for every tenth of the work, or every few seconds if the work is slow, with the
  /// time left.
  final class Lines implements ProgressView {
    private static final double QUIET_SECONDS = 5;

    private final Session session;
    private final long start = System.nanoTime();
    private final TimeLeft timeLeft = new TimeLeft();
    private double told = -QUIET_SECONDS;
    private int tenths = -1;
    private String last = "";

    Lines(Session session) {
      this.session = session;
    }

    @Override
    public boolean report(String step, double done) {
      int now = (int) Math.floor(done * 10 + 1e-6);
      double seconds = (System.nanoTime() - start) / 1e9;
      if (now > tenths || (seconds - told >= QUIET_SECONDS && !step.equals(last))) {
        tenths = now;
        told = seconds;
        last = step;
        session.err().printf("%3d %% %s%s%n", percent(done), step, left(seconds, done));
      }
      return !session.interruption().wanted();
    }

    private static int percent(double done) {
      return (int) Math.floor(done * 100 + 1e-6);
    }

    /// The estimated time left; empty while the estimate is too uncertain.
    private String left(double seconds, double done) {
      return timeLeft
          .after(seconds, done)
          .map(left -> ", " + TimeLeft.text(left) + " left")
          .orElse("");
    }

    @Override
    public void note(String line) {
      session.err().println("      " + line);
    }

    @Override
    public void close() {}
  }

  /// A bar that is redrawn in place.
  final class Bar implements ProgressView {
    private static final int STEPS = 1000;

    private final Session session;
    private final TimeLeft left = new TimeLeft();
    private final ProgressBar bar;

    Bar(Session session) {
      this.session = session;
      bar =
          new ProgressBarBuilder()
              .setTaskName("kinora")
              .setInitialMax(STEPS)
              .setUpdateIntervalMillis(200)
              .setEtaFunction(
                  state ->
                      left.after(
                          state.getElapsedAfterStart().toMillis() / 1e3,
                          (double) state.getCurrent() / STEPS))
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(session.err(), session.columns() - 1))
              .build();
    }

    @Override
    public boolean report(String step, double done) {
      bar.setExtraMessage(step);
      bar.stepTo(Math.round(done * STEPS));
      return !session.interruption().wanted();
    }

    /// Prints the line over the bar, which is redrawn below.
    @Override
    public void note(String line) {
      int columns = session.columns() - 1;
      session.err().print("\r" + line + " ".repeat(Math.max(0, columns - line.length())) + "\n");
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
