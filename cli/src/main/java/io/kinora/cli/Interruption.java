package io.kinora.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Turns Ctrl-C and a request to terminate into an orderly stop: the work hears of it at its next
/// step and removes what it has half written, then the JVM ends with code 130.
public final class Interruption {
  /// How long the work may take to reach its next step and to clean up, if it says nothing else.
  private static final Duration GRACE = Duration.ofSeconds(20);

  private final CountDownLatch workEnded = new CountDownLatch(1);
  private volatile boolean wanted;
  private volatile Duration grace = GRACE;

  /// An interruption that comes by [#stop] only.
  public Interruption() {}

  /// An interruption that comes when the JVM is told to end.
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

  /// Asks the work to stop.
  public void stop() {
    wanted = true;
  }

  /// Says that the work may take as long to end.
  void takesUpTo(Duration value) {
    grace = value;
  }

  /// Whether the work shall stop.
  boolean wanted() {
    return wanted;
  }

  /// Says that the work has ended, in one way or another.
  void workEnded() {
    workEnded.countDown();
  }
}
