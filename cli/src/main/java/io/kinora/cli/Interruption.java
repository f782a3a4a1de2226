package io.kinora.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and a request to terminate into an orderly stop: the work stops at its next step
/// and deletes partial output, then the JVM ends with code 130.
public final class Interruption {
  /// The default time that the work may take to reach its next step and to clean up.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private volatile boolean wanted;
  private volatile Duration grace = GRACE;

  /// An interruption that only [#stop] triggers.
  public Interruption() {}

  /// An interruption that a termination signal to the JVM triggers.
  static Interruption onSignal() {
    var interruption = new Interruption();
    Runtime.getRuntime().addShutdownHook(new Thread(interruption::endWork, "kinora-interruption"));
    return interruption;
  }

  private void endWork() {
    if (workEnded.getCount() == 0) {
      return; // the JVM ends because the work has ended
    }
    stop();
    try {
      boolean _ = workEnded.await(grace.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Runtime.getRuntime().halt(Failures.INTERRUPTED);
  }

  /// Requests that the work stops.
  public void stop() {
    wanted = true;
  }

  /// Sets the time that the work may take to end.
  void takesUpTo(Duration value) {
    grace = value;
  }

  /// Whether a stop was requested.
  boolean wanted() {
    return wanted;
  }

  /// Signals that the work has ended, with or without success.
  void workEnded() {
    workEnded.countDown();
  }
}
