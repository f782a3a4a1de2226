package io.kinora.render;

import io.kinora.render.Operation.Brush;
import io.kinora.scene.Clip;
import io.kinora.scene.DerivedClip;
import io.kinora.scene.Frame;

/// A clip whose frames get painted on.
final class PaintedClip extends DerivedClip {
  private final Brush brush;
  private long index;

  PaintedClip(Clip source, Brush brush) {
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
