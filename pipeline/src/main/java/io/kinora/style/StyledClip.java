package io.kinora.style;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import org.jspecify.annotations.Nullable;

/// A clip painted in a style, or from one style into another. What is transparent stays so.
final class StyledClip extends DerivedClip {
  private final Easel easel;
  private final @Nullable Brush from;
  private final @Nullable Brush to;
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
      @Nullable Brush from,
      @Nullable Brush to,
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
    easel = new Easel(source.size());
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    long last = Math.max(1, source.frames() - 1);
    double share = fades ? Math.min(1, (double) index / last) : 0;
    index++;
    float[] frame = easel.put(into);
    if (share > 0 && share < 1) {
      float[] before = painted(from, frame), after = painted(to, frame);
      for (int i = 0; i < before.length; i++) {
        before[i] += (float) (share * (after[i] - before[i]));
      }
      lay(before, share < .5 ? from : to, into);
    } else {
      Brush brush = share == 0 ? from : to;
      if (brush != null) {
        lay(painted(brush, frame), brush, into);
      }
    }
    return true;
  }

  private float[] painted(@Nullable Brush brush, float[] frame) {
    return brush == null ? frame.clone() : brush.paint(frame, easel.width, easel.height);
  }

  private void lay(float[] painted, @Nullable Brush brush, Frame into) {
    easel.take(painted, brush != null && brush.square(), strength, mask, into);
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
