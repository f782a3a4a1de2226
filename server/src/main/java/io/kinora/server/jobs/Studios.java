package io.kinora.server.jobs;

import io.kinora.studio.Studio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// A pool of studios for concurrent jobs: each makes one film at a time and has its own models. A
/// studio that is idle for a while is closed, which frees its models.
public final class Studios implements AutoCloseable {
  private final Duration idle;
  private final Deque<Resting> resting = new ArrayDeque<>();
  private boolean closed;

  private record Resting(Studio studio, long since) {}

  /// @param idle how long an unused studio is kept
  public Studios(Duration idle) {
    this.idle = idle;
  }

  /// Takes a free studio: the one returned last, because its models are loaded.
  synchronized Studio take() {
    Resting last = resting.pollLast();
    return last == null ? Studio.open() : last.studio;
  }

  synchronized void giveBack(Studio studio) {
    if (closed) {
      studio.close();
    } else {
      resting.addLast(new Resting(studio, System.nanoTime()));
      CompletableFuture.delayedExecutor(idle.toNanos(), TimeUnit.NANOSECONDS)
          .execute(() -> release(System.nanoTime() - idle.toNanos()));
    }
  }

  /// Closes all unused studios.
  ///
  /// @return their number
  public int release() {
    return release(System.nanoTime());
  }

  private int release(long before) {
    List<Studio> old = new ArrayList<>();
    synchronized (this) {
      while (!resting.isEmpty() && resting.getFirst().since - before <= 0) {
        old.add(resting.removeFirst().studio);
      }
    }
    old.forEach(Studio::close);
    return old.size();
  }

  /// The number of unused studios, whose models may be loaded.
  public synchronized int rests() {
    return resting.size();
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    int _ = release();
  }
}
