package io.kinora.cli;

import io.kinora.scene.Progress;
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

  /// Shows nothing, and listens for an interruption.
  record Silent(Interruption interruption) implements ProgressView {
    @Override
    public boolean report(String step, double done) {
      return !interruption.wanted();
    }

    @Override
    public void close() {}
  }

  /// A line for every tenth of the work.
  final class Lines implements ProgressView {
    private final Session session;
    private int tenths = -1;

    Lines(Session session) {
      this.session = session;
    }

    @Override
    public boolean report(String step, double done) {
      int now = (int) Math.floor(done * 10 + 1e-6);
      if (now > tenths) {
        tenths = now;
        session.err().printf("%3d %% %s%n", now * 10, step);
      }
      return !session.interruption().wanted();
    }

    @Override
    public void close() {}
  }

  /// A bar that is redrawn in place.
  final class Bar implements ProgressView {
    private static final int STEPS = 1000;

    private final Interruption interruption;
    private final ProgressBar bar;

    Bar(Session session) {
      interruption = session.interruption();
      bar =
          new ProgressBarBuilder()
              .setTaskName("kinora")
              .setInitialMax(STEPS)
              .setUpdateIntervalMillis(200)
              .setStyle(ProgressBarStyle.ASCII)
              .setConsumer(new ConsoleProgressBarConsumer(session.err(), session.columns() - 1))
              .build();
    }

    @Override
    public boolean report(String step, double done) {
      bar.setExtraMessage(step);
      bar.stepTo(Math.round(done * STEPS));
      return !interruption.wanted();
    }

    @Override
    public void close() {
      bar.close();
    }
  }
}
