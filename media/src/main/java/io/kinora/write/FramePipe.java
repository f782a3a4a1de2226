package io.kinora.write;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.Cancelled;
import io.kinora.error.MediaFailure;
import io.kinora.ffmpeg.RawClip;
import io.kinora.ffmpeg.RawPicture;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Computes frames on the caller's thread while earlier ones are encoded on another.
///
/// A few frame buffers circulate between the two, so memory does not grow with the length of the
/// clip. The side that fails first stops the other, and its error is thrown to the caller.
///
/// @param <F> a frame, or a picture in FFmpeg's memory
final class FramePipe<F> {
  /// One being computed, one being encoded, and one in between to absorb jitter.
  private static final int BUFFERS = 3;

  private final BlockingQueue<Optional<F>> empty = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final BlockingQueue<Optional<F>> filled = new ArrayBlockingQueue<>(BUFFERS + 1);
  private final Predicate<F> source;
  private final Consumer<F> sink;
  private final Function<F, Frame> view;
  private volatile boolean stopped;
  private volatile @Nullable Throwable failure;

  /// @param view converts a picture to a frame, for previews
  private FramePipe(Predicate<F> source, Consumer<F> sink, Function<F, Frame> view) {
    this.source = source;
    this.sink = sink;
    this.view = view;
  }

  /// Reads `clip` to its end on this thread and passes each frame to `sink`, in order, on another
  /// one. It returns when `sink` has processed the last frame, and never while it still runs.
  static void run(Clip clip, Consumer<Frame> sink, Progress progress) {
    var buffers = Stream.generate(() -> new Frame(clip.size())).limit(BUFFERS).toList();
    new FramePipe<>(clip::read, sink, frame -> frame).run(buffers, clip.frames(), progress);
  }

  /// The same without pixels in Java.
  static void runRaw(RawClip clip, Consumer<RawPicture> sink, Progress progress) {
    var buffers = Stream.generate(RawPicture::new).limit(BUFFERS).toList();
    try (var converter = new RawPictures(clip.size())) {
      new FramePipe<RawPicture>(clip::read, sink, converter::frame)
          .run(buffers, clip.frames(), progress);
    } finally {
      buffers.forEach(RawPicture::close);
    }
  }

  private void run(List<F> buffers, long total, Progress progress) {
    buffers.forEach(buffer -> empty.add(Optional.of(buffer)));
    Thread encoder = Thread.ofPlatform().daemon().name("kinora-encoder").start(this::drain);
    try {
      fill(total, progress);
    } catch (Throwable e) {
      stopped = true;
      throw e;
    } finally {
      filled.add(
          Optional.empty()); // there is always room: the queue is longer than the number of buffers
      join(encoder);
    }
    rethrow();
  }

  private void fill(long total, Progress progress) {
    long done = 0;
    while (failure == null) {
      Optional<F> frame = take(empty);
      if (failure != null || frame.isEmpty() || !source.test(frame.get())) {
        break;
      }
      F picture = frame.get();
      progress.picture(() -> view.apply(picture)); // before the encoder receives it
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
      for (Optional<F> frame = filled.take(); frame.isPresent(); frame = filled.take()) {
        if (!stopped && failure == null) {
          sink.accept(frame.get());
        }
        empty.add(frame);
      }
    } catch (Throwable e) {
      failure = e;
      empty.add(Optional.empty()); // wakes the reader, which may be waiting for a buffer
    }
  }

  private static <T> T take(BlockingQueue<T> queue) {
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
        interrupted = true; // the encoder stops itself; its memory must not be freed before
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
