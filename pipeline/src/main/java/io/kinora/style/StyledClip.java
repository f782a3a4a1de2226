package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.MotionSearch;
import io.kinora.error.Cancelled;
import io.kinora.torch.Torch;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// A clip painted in a style, or with a transition from one style to another. Transparency is kept.
/// The painting is stabilised along the motion of the frames, and equal frames are painted once.
///
/// While a frame is stabilised, some of the following ones are painted already, each on one thread.
final class StyledClip extends DerivedClip {
  /// The maximum number of frames painted in parallel, because each needs memory.
  private static final int AT_ONCE = 4;

  private final WorkingSize working;
  private final Style first, second;
  private final boolean fades;
  private final double strength;
  private final byte[] mask;
  private final @Nullable MotionSearch search;
  private final Runnable closing;
  private final int painters = Math.min(AT_ONCE, Runtime.getRuntime().availableProcessors());
  private final ExecutorService workers = Torch.workers(painters);
  private final Deque<Begun> ahead = new ArrayDeque<>();
  private final Deque<Frame> spare = new ArrayDeque<>();
  private float[] newest = {}; // the last frame read
  private long index;
  private byte[] grey = {};
  private float[] remembered = {};
  private @Nullable FlowConfidence change; // from the previous frame; null at the start of a shot

  /// A frame that has been read, but not returned yet.
  ///
  /// @param rgb at the working size
  /// @param same whether it equals the previous one
  /// @param share weight of the second style
  /// @param first its painting in the first style; null if it is the same as for the previous frame
  /// @param second likewise
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Begun(
      Frame frame,
      float[] rgb,
      boolean same,
      double share,
      @Nullable Supplier<float[]> first,
      @Nullable Supplier<float[]> second) {}

  /// One of the two styles.
  private final class Style {
    private final @Nullable FrameStylizer stylizer;
    private final TemporalFilter filter;
    private boolean begun;

    Style(@Nullable FrameStylizer stylizer) {
      this.stylizer = stylizer;
      double tolerated = stylizer == null ? 0 : stylizer.tolerated();
      filter = new TemporalFilter(square(), tolerated);
    }

    boolean square() {
      return stylizer != null && stylizer.square();
    }

    /// @param same whether the frame equals the previous one
    @Nullable Supplier<float[]> begin(float[] rgb, boolean same) {
      if (stylizer == null || (same && begun)) {
        return null;
      }
      FrameStylizer painter = stylizer;
      begun = true;
      Supplier<float[]> paint = () -> painter.paint(rgb, working.width, working.height);
      if (!stylizer.sideBySide()) {
        return paint;
      }
      Future<float[]> painted = workers.submit(paint::get);
      return () -> joined(painted);
    }

    float[] end(@Nullable Supplier<float[]> painting, float[] rgb) {
      if (stylizer == null) {
        return rgb;
      }
      if (painting == null) {
        return filter.last();
      }
      if (change == null && filter.last().length > 0 && search != null) {
        stylizer.cut();
      }
      return filter.next(painting.get(), rgb, change, working.width, working.height);
    }
  }

  /// @param from null leaves frames unchanged
  /// @param to the style at the end, if it `fades`
  /// @param mask for each pixel from 0 to 255; empty means everywhere
  /// @param search estimates the motion of frames; null paints each frame independently
  /// @param closing frees the stylizers
  StyledClip(
      Clip source,
      @Nullable FrameStylizer from,
      @Nullable FrameStylizer to,
      boolean fades,
      double strength,
      byte[] mask,
      @Nullable MotionSearch search,
      Runnable closing) {
    super(source);
    this.fades = fades;
    this.strength = strength;
    this.mask = mask;
    this.search = search;
    this.closing = closing;
    working = new WorkingSize(source.size());
    first = new Style(from);
    second = new Style(to);
  }

  private static float[] joined(Future<float[]> work) {
    try {
      return work.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Cancelled(
          "The work was stopped during \"style\".", "Start it again.", "cancelled", e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    }
  }

  @Override
  public boolean read(Frame into) {
    while (ahead.size() <= painters && begin()) {}
    Begun next = ahead.poll();
    if (next == null) {
      return false;
    }
    System.arraycopy(next.frame.argb(), 0, into.argb(), 0, into.argb().length);
    spare.add(next.frame);
    look(next);
    double share = next.share;
    if (share == 0 || share == 1) {
      Style style = share == 0 ? first : second;
      if (style.stylizer != null) {
        lay(style.end(share == 0 ? next.first : next.second, next.rgb), style, into);
      }
    } else {
      float[] mixed = first.end(next.first, next.rgb).clone();
      float[] after = second.end(next.second, next.rgb);
      for (int i = 0; i < mixed.length; i++) {
        mixed[i] += (float) (share * (after[i] - mixed[i]));
      }
      lay(mixed, share < .5 ? first : second, into);
    }
    return true;
  }

  /// Reads a frame and starts its painting.
  ///
  /// @return false if there is none
  private boolean begin() {
    Frame frame = spare.isEmpty() ? new Frame(size()) : spare.pop();
    if (!source.read(frame)) {
      spare.add(frame);
      return false;
    }
    double share = fades ? Math.min(1, (double) index / Math.max(1, frames() - 1)) : 0;
    index++;
    float[] rgb = working.put(frame);
    boolean same = Arrays.equals(rgb, newest);
    newest = rgb;
    ahead.add(
        new Begun(
            frame,
            rgb,
            same,
            share,
            share < 1 ? first.begin(rgb, same) : null,
            share > 0 ? second.begin(rgb, same) : null));
    return true;
  }

  /// Estimates the motion to the next frame.
  private void look(Begun next) {
    if (search != null && !next.same) {
      byte[] now = FlowConfidence.grey(next.rgb, working.width, working.height);
      change =
          grey.length == 0
              ? null
              : FlowConfidence.of(
                  search, grey, now, remembered, working.width / 2, working.height / 2);
      remembered = change == null ? FlowConfidence.remembered(now) : change.remembered();
      grey = now;
    }
  }

  private void lay(float[] painted, Style style, Frame into) {
    working.take(painted, style.square(), strength, mask, into);
  }

  @Override
  public void close() {
    workers.shutdownNow();
    workers.close(); // running tasks are finished, because their memory is native
    try {
      super.close();
    } finally {
      try {
        if (search != null) {
          search.close();
        }
      } finally {
        closing.run();
      }
    }
  }
}
