package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import org.jspecify.annotations.Nullable;

/// A clip painted in a style, or from one style into another. What is transparent stays so.
final class StyledClip extends DerivedClip {
  private final WorkingSize working;
  private final @Nullable FrameStylizer from;
  private final @Nullable FrameStylizer to;
  private final boolean fades;
  private final double strength;
  private final byte[] mask;
  private final Runnable closing;
  private long index;

  /// @param from null leaves frames as they are
  /// @param to what is painted in the end, if it `fades`
  /// @param mask for each pixel from 0 to 255; empty is everywhere
  /// @param closing frees the brushes
  StyledClip(
      Clip source,
      @Nullable FrameStylizer from,
      @Nullable FrameStylizer to,
      boolean fades,
      double strength,
      byte[] mask,
      Runnable closing) {
    super(source);
    this.from = from;
    this.to = to;
    this.fades = fades;
    this.strength = strength;
    this.mask = mask;
    this.closing = closing;
    working = new WorkingSize(source.size());
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    long last = Math.max(1, source.frames() - 1);
    double share = fades ? Math.min(1, (double) index / last) : 0;
    index++;
    float[] frame = working.put(into);
    if (share > 0 && share < 1) {
      float[] before = painted(from, frame), after = painted(to, frame);
      for (int i = 0; i < before.length; i++) {
        before[i] += (float) (share * (after[i] - before[i]));
      }
      lay(before, share < .5 ? from : to, into);
    } else {
      FrameStylizer brush = share == 0 ? from : to;
      if (brush != null) {
        lay(painted(brush, frame), brush, into);
      }
    }
    return true;
  }

  private float[] painted(@Nullable FrameStylizer brush, float[] frame) {
    return brush == null ? frame.clone() : brush.paint(frame, working.width, working.height);
  }

  private void lay(float[] painted, @Nullable FrameStylizer brush, Frame into) {
    working.take(painted, brush != null && brush.square(), strength, mask, into);
  }

  @Override
  public void close() {
    try {
      super.close();
    } finally {
      closing.run();
    }
  }
}
