package io.kinora.export;

import io.kinora.error.Cancelled;
import io.kinora.error.MediaFailure;
import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Progress;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Lets frames be computed on the caller's thread while the ones before are coded on another.
///
/// A few frame buffers go round between the two, so memory does not grow with the length of the
/// clip. Whichever side fails first stops the other, and its error is what the caller sees.
final class FramePipe {
  /// One being computed, one being coded, and one in between to take up the jitter.
  private static final int BUFFERS = 3;

  private static final Frame END = new Frame(new FrameSize(FrameSize.MIN_SIDE, FrameSize.MIN_SIDE));

  private final BlockingQueue<Frame> empty = new ArrayBlockingQueue<>(BUFFERS);
  private final BlockingQueue<Frame> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Consumer<Frame> sink;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  private FramePipe(Consumer<Frame> sink) {
    this.sink = sink;
  }

  /// Reads `clip` to its end on this thread and hands each frame to `sink`, in order, on another
  /// one. Returns when `sink` has taken the last frame, and never while it still runs.
  static void run(Clip clip, Consumer<Frame> sink, Progress progress) {
    FramePipe pipe = new FramePipe(sink);
    for (int i = 0; i < BUFFERS; i++) {
      pipe.empty.add(new Frame(clip.size()));
    }
    Thread encoder = Thread.ofPlatform().daemon().name("kinora-encoder").start(pipe::drain);
    try {
      pipe.fill(clip, progress);
    } catch (Throwable e) {
      pipe.stopped = true;
      throw e;
    } finally {
      pipe.filled.add(END); // there is always room: the queue is longer than the buffers are many
      join(encoder);
    }
    pipe.rethrow();
  }

  private void fill(Clip clip, Progress progress) {
    long total = clip.frames();
    long done = 0;
    while (failure == null) {
      Frame frame = take(empty);
      if (failure != null || !clip.read(frame)) {
        break;
      }
      filled.add(frame);
      progress.step("write", Math.min(1.0, (double) ++done / total));
    }
    if (done == 0 && failure == null) {
      throw new MediaFailure(
          "The clip has no frames, so there is nothing to write.",
          "Ask for a longer clip.",
          "empty-clip");
    }
  }

  private void drain() {
    try {
      for (Frame frame = filled.take(); frame != END; frame = filled.take()) {
        if (!stopped && failure == null) {
          sink.accept(frame);
        }
        empty.add(frame);
      }
    } catch (Throwable e) {
      failure = e;
      empty.add(END); // wakes the reader, which may be waiting for a buffer
    }
  }

  private static Frame take(BlockingQueue<Frame> queue) {
    try {
      return queue.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled(
          "The work was interrupted while writing.", "Start it again.", "cancelled", e);
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true; // the encoder stops by itself; its memory must not be freed before
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void rethrow() {
    switch (failure) {
      case null -> {}
      case RuntimeException e -> throw e;
      case Error e -> throw e;
      case Throwable e -> throw new IllegalStateException(e); // a sink throws nothing else
    }
  }
}
