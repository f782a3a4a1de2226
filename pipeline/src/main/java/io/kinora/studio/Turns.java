package io.kinora.studio;

import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Ensures that one film of a studio is made at a time. A waiting film can be stopped by its
/// [Progress] or by interrupting its thread. Unlike a lock, the turn may be released by another
/// thread.
final class Turns {
  /// The interval at which a waiting film polls its progress, in milliseconds.
  private static final long POLL = 50;

  private final Semaphore turn = new Semaphore(1, true);
  private volatile boolean closed;
  private volatile @Nullable Thread reader; // the thread with open frames, which holds the turn

  /// The turn, until it is closed.
  final class Turn implements AutoCloseable {
    private boolean over;

    private Turn() {}

    /// Keeps the turn after the call that took it, for frames that this thread reads.
    Turn kept() {
      reader = Thread.currentThread();
      return this;
    }

    @Override
    public synchronized void close() {
      if (!over) {
        over = true;
        reader = null;
        turn.release();
      }
    }
  }

  /// Waits until no other film is being made.
  ///
  /// @throws Cancelled if `progress` or an interruption ends the waiting; the thread stays
  ///     interrupted
  /// @throws BadRequest if the studio is closed, or if the calling thread has frames open
  Turn take(Progress progress) {
    checkOpen();
    if (!turn.tryAcquire()) {
      await(progress);
    }
    if (closed) {
      turn.release();
    }
    checkOpen();
    return new Turn();
  }

  private void await(Progress progress) {
    checkReader();
    try {
      do {
        checkOpen();
        progress.step("wait", 0);
      } while (!turn.tryAcquire(POLL, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled(
          "The work was interrupted while it waited for another film.",
          "Start it again.",
          "cancelled",
          e);
    }
  }

  /// @throws BadRequest if the studio is closed
  void checkOpen() {
    if (closed) {
      throw new BadRequest(
          "The studio is closed.", "Open another one, or close it later.", "studio");
    }
  }

  /// Rejects a thread that would wait for itself forever.
  private void checkReader() {
    if (reader == Thread.currentThread()) {
      throw new BadRequest(
          "This thread has not closed the frames of a film of the same studio.",
          "Close them first; for several films at once, open several studios.",
          "studio");
    }
  }

  /// Ends all waiting, waits for the current film, and prevents new ones.
  ///
  /// @return false if this was closed before
  /// @throws BadRequest if the calling thread has frames open
  synchronized boolean close() {
    checkReader();
    boolean first = !closed;
    closed = true;
    turn.acquireUninterruptibly();
    turn.release();
    return first;
  }
}
