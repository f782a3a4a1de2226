package io.kinora.render.operation;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.render.operation.Operation.Brush;

/// A clip whose frames are painted on by a brush.
public final class PaintedClip extends DerivedClip {
  private final Brush brush;
  private long index;

  public PaintedClip(Clip source, Brush brush) {
    super(source);
    this.brush = brush;
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    brush.paint(into, index++);
    return true;
  }

  @Override
  public void close() {
    brush.close();
    super.close();
  }
}
