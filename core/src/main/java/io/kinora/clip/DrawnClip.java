package io.kinora.clip;

/// A clip whose frames are drawn by a function of the frame number.
public final class DrawnClip extends MadeClip {
  /// Paints frame `t`.
  public interface Painter {
    void paint(Frame frame, long t);
  }

  private final Painter painter;
  private final boolean alpha;
  private long next;
  private boolean closed;

  public DrawnClip(FrameSize size, FrameRate rate, long frames, Painter painter) {
    this(size, rate, frames, false, painter);
  }

  public DrawnClip(FrameSize size, FrameRate rate, long frames, boolean alpha, Painter painter) {
    super(size, rate, frames);
    this.alpha = alpha;
    this.painter = painter;
  }

  @Override
  public boolean read(Frame into) {
    if (next == frames()) {
      return false;
    }
    painter.paint(into, next++);
    return true;
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public void close() {
    closed = true;
  }

  public boolean isClosed() {
    return closed;
  }
}
