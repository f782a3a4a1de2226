package io.kinora.server.jobs;

import io.kinora.studio.Studio;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Studios for jobs that run side by side: each makes one film at a time and has models of its own.
/// One that nobody needs for a while is closed, which frees its models.
public final class Studios implements AutoCloseable {
  private final Duration idle;
  private final Deque<Resting> resting = new ArrayDeque<>();
  private boolean closed;

  private record Resting(Studio studio, long since) {}

  /// @param idle how long a studio is kept that nobody needs
  public Studios(Duration idle) {
    this.idle = idle;
  }

  /// A studio that nobody else has; the last one that was given back, since its models are warm.
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

  /// Closes all that nobody needs now.
  ///
  /// @return how many
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

  /// How many rest, with models that may be loaded.
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
