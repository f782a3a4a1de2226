package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.MotionSearch;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// A clip painted in a style, or from one style into another. What is transparent stays so. Paint
/// is kept steady along the motion of the frames, and the same frame is painted once.
final class StyledClip extends DerivedClip {
  private final WorkingSize working;
  private final @Nullable FrameStylizer from;
  private final @Nullable FrameStylizer to;
  private final boolean fades;
  private final double strength;
  private final byte[] mask;
  private final @Nullable MotionSearch search;
  private final Runnable closing;
  private final TemporalFilter first, second;
  private float[] frame = {};
  private byte[] grey = {};
  private @Nullable FlowConfidence change; // from the frame before; null at the beginning of a shot
  private long index;

  /// @param from null leaves frames as they are
  /// @param to what is painted in the end, if it `fades`
  /// @param mask for each pixel from 0 to 255; empty is everywhere
  /// @param search finds how frames move; null paints each frame for itself
  /// @param closing frees the brushes
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
    this.from = from;
    this.to = to;
    this.fades = fades;
    this.strength = strength;
    this.mask = mask;
    this.search = search;
    this.closing = closing;
    working = new WorkingSize(source.size());
    first = steady(from);
    second = steady(to);
  }

  private static TemporalFilter steady(@Nullable FrameStylizer brush) {
    return new TemporalFilter(brush != null && brush.square() ? StyleNet.GRID : 1);
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    long last = Math.max(1, source.frames() - 1);
    double share = fades ? Math.min(1, (double) index / last) : 0;
    index++;
    boolean same = look(working.put(into));
    if (share > 0 && share < 1) {
      float[] before = painted(from, first, same).clone(), after = painted(to, second, same);
      for (int i = 0; i < before.length; i++) {
        before[i] += (float) (share * (after[i] - before[i]));
      }
      lay(before, share < .5 ? from : to, into);
    } else {
      FrameStylizer brush = share == 0 ? from : to;
      if (brush != null) {
        lay(painted(brush, share == 0 ? first : second, same), brush, into);
      }
    }
    return true;
  }

  /// Looks at the next frame.
  ///
  /// @return whether it is the same as the one before
  private boolean look(float[] next) {
    boolean same = Arrays.equals(next, frame);
    if (search != null && !same) {
      byte[] now = FlowConfidence.grey(next, working.width, working.height);
      change =
          grey.length == 0
              ? null
              : FlowConfidence.of(search, grey, now, working.width / 2, working.height / 2);
      grey = now;
    }
    frame = next;
    return same;
  }

  private float[] painted(@Nullable FrameStylizer brush, TemporalFilter paint, boolean same) {
    if (brush == null) {
      return frame;
    }
    if (same && paint.last().length > 0) {
      return paint.last();
    }
    if (change == null && paint.last().length > 0 && search != null) {
      brush.cut();
    }
    float[] painted = brush.paint(frame, working.width, working.height);
    return paint.next(painted, change, working.width, working.height);
  }

  private void lay(float[] painted, @Nullable FrameStylizer brush, Frame into) {
    working.take(painted, brush != null && brush.square(), strength, mask, into);
  }

  @Override
  public void close() {
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
