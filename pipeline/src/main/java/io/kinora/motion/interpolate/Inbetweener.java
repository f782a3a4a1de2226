package io.kinora.motion.interpolate;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.TimedClip;
import io.kinora.error.BadRequest;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.motion.flow.FramePairMotion;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.Grey;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/// Converts a clip to another frame rate, or slows it down: frames at new times are interpolated
/// from the four around them. There is no interpolation across a cut; the frame before is held.
///
/// It holds at most seven frames of the source, whatever its length. The vectors of the next frames
/// are computed in parallel.
public final class Inbetweener implements Clip {
  /// The maximum distance of a source frame from a time, as a share of the frame interval, at which
  /// the frame is used unchanged.
  private static final double SAME = 1 / 256.0;

  /// The minimum mean change of the picture at a cut, in grey levels.
  private static final double CUT = 18;

  /// The minimum factor by which the change at a cut exceeds that of the frames before and after.
  private static final double CUT_STANDS_OUT = 2.5;

  private static final int THUMBNAIL = 32;

  private final Clip source;
  private final FrameRate rate;
  private final double slower;
  private final long frames;
  private final Fusion fusion;
  private final DenseFlow.Pair flow = new DenseFlow.Pair();
  private final ExecutorService finder =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().daemon().name("kinora-vectors").factory());
  private final Frame buffer;
  private final List<Shown> window = new ArrayList<>(); // two frames ahead of `current`
  private int current; // index in the window of the frame at or before the time
  private long next;
  private long read;
  private boolean ended;

  /// A frame of the source, with the motion to the next, which is computed on demand.
  private static final class Shown {
    private final Frame frame;
    private final Grey thumbnail;
    private final double seconds;
    private @Nullable FramePyramid seen; // used by the thread that computes vectors
    private @Nullable CompletableFuture<FramePairMotion> onward;

    Shown(Frame frame, double seconds) {
      this.frame = new Frame(frame.size());
      System.arraycopy(frame.argb(), 0, this.frame.argb(), 0, frame.argb().length);
      this.seconds = seconds;
      thumbnail = Grey.of(frame, THUMBNAIL, THUMBNAIL);
    }

    FramePyramid seen() {
      if (seen == null) {
        seen = FramePyramid.of(frame);
      }
      return seen;
    }

    /// The motion to the next frame, computed on a separate thread.
    CompletableFuture<FramePairMotion> to(Shown after, DenseFlow.Pair flow, Executor finder) {
      if (onward == null) {
        onward =
            CompletableFuture.supplyAsync(
                () -> FramePairMotion.of(seen(), after.seen(), flow), finder);
      }
      return onward;
    }

    double change(Shown other) {
      double sum = 0;
      for (int y = 0; y < THUMBNAIL; y++) {
        for (int x = 0; x < THUMBNAIL; x++) {
          sum += Math.abs(thumbnail.at(x, y) - other.thumbnail.at(x, y));
        }
      }
      return sum / THUMBNAIL / THUMBNAIL;
    }
  }

  /// @param source the source, which is read to its end, and closed with this
  /// @param slower the factor by which the clip becomes longer: 1 keeps its length
  /// @param fusion the fusion, which stays open
  /// @throws BadRequest if the clip has no frames
  public Inbetweener(Clip source, FrameRate rate, double slower, Fusion fusion) {
    this.source = source;
    this.rate = rate;
    this.slower = slower;
    this.fusion = fusion;
    if (source.frames() < 1) {
      finder.close();
      flow.close();
      throw new BadRequest(
          "The video has no frames.", "Name a video of one frame or more.", "motion");
    }
    double seconds =
        source instanceof TimedClip timed
            ? timed.duration()
            : source.rate().seconds(source.frames());
    frames = Math.max(1, rate.frames(seconds * slower));
    buffer = new Frame(source.size());
  }

  @Override
  public FrameSize size() {
    return source.size();
  }

  @Override
  public FrameRate rate() {
    return rate;
  }

  @Override
  public long frames() {
    return frames;
  }

  @Override
  public boolean read(Frame into) {
    if (next >= frames) {
      return false;
    }
    double time = rate.seconds(next++) / slower;
    moveTo(time);
    Shown first = window.get(current);
    if (current + 1 >= window.size()) {
      copy(first, into); // after the last frame, or there is only one
      return true;
    }
    Shown second = window.get(current + 1);
    double t = (time - first.seconds) / Math.max(1e-9, second.seconds - first.seconds);
    if (t > 1 - SAME) {
      copy(second, into);
    } else if (t < SAME || isCut(current)) {
      copy(first, into); // the next shot starts at its own first frame
    } else {
      try (var all = hypotheses(first, second, t)) {
        fusion.mix(all, into);
      }
    }
    return true;
  }

  private Hypotheses hypotheses(Shown first, Shown second, double t) {
    CompletableFuture<FramePairMotion> before = passage(current - 1);
    CompletableFuture<FramePairMotion> between = first.to(second, flow, finder);
    CompletableFuture<FramePairMotion> after = passage(current + 1);
    CompletableFuture<FramePairMotion> _ =
        passage(current + 2); // needed soon: computed in parallel
    return Hypotheses.of(found(before), between.join(), found(after), t);
  }

  /// The motion from frame `i` of the window to the next; null at the ends of a shot.
  private @Nullable CompletableFuture<FramePairMotion> passage(int i) {
    return i < 0 || i + 1 >= window.size() || isCut(i)
        ? null
        : window.get(i).to(window.get(i + 1), flow, finder);
  }

  private static @Nullable FramePairMotion found(
      @Nullable CompletableFuture<FramePairMotion> passage) {
    return passage == null ? null : passage.join();
  }

  /// Moves the window so that the time is between its frames `current` and the next.
  private void moveTo(double time) {
    if (window.isEmpty()) {
      take();
    }
    fill();
    while (current + 1 < window.size() && window.get(current + 1).seconds <= time + 1e-6) {
      current++;
      if (current > 2) { // earlier changes are not needed
        window.removeFirst();
        current--;
      }
      fill();
    }
  }

  /// Reads until there are three frames after the current one, which the detection of cuts needs.
  private void fill() {
    while (!ended && window.size() < current + 4) {
      take();
    }
  }

  private void take() {
    if (!source.read(buffer)) {
      ended = true;
      return;
    }
    double even = source.rate().seconds(read++);
    double seconds = source instanceof TimedClip timed ? timed.seconds() : even;
    window.add(new Shown(buffer, seconds));
  }

  /// Whether there is a cut after frame `i` of the window: the picture changes strongly, and much
  /// more than before and after.
  private boolean isCut(int i) {
    double change = change(i);
    double around = Math.max(change(i - 1), change(i + 1));
    return change > CUT && change > CUT_STANDS_OUT * around;
  }

  private double change(int i) {
    return i < 0 || i + 1 >= window.size() ? 0 : window.get(i).change(window.get(i + 1));
  }

  private static void copy(Shown from, Frame into) {
    System.arraycopy(from.frame.argb(), 0, into.argb(), 0, into.argb().length);
  }

  @Override
  public void close() {
    finder.close(); // waits for running tasks
    flow.close();
    source.close();
  }
}
