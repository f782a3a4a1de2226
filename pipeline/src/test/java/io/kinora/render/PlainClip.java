package io.kinora.render;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;

/// A clip whose frame `t` is all of one colour, or whatever `painter` makes of it.
final class PlainClip implements Clip {
  /// Paints frame `t`.
  interface Painter {
    void paint(Frame frame, long t);
  }

  private final FrameSize size;
  private final FrameRate rate;
  private final long frames;
  private final Painter painter;
  private final boolean alpha;
  private long next;
  boolean closed;

  PlainClip(FrameSize size, FrameRate rate, long frames, boolean alpha, Painter painter) {
    this.size = size;
    this.rate = rate;
    this.frames = frames;
    this.alpha = alpha;
    this.painter = painter;
  }

  static PlainClip of(long frames, Painter painter) {
    return new PlainClip(new FrameSize(96, 64), FrameRate.DEFAULT, frames, false, painter);
  }

  /// Frame `t` is grey of level `t`.
  static PlainClip counting(long frames) {
    return of(frames, (frame, t) -> fill(frame, 0xff000000 | (int) t * 0x010101));
  }

  /// All colours that fit in.
  static void colours(Frame frame, long t) {
    for (int i = 0; i < frame.argb().length; i++) {
      frame.argb()[i] = 0xff000000 | (int) ((i * 2_654_435L + t * 97) & 0xffffff);
    }
  }

  static void fill(Frame frame, int argb) {
    java.util.Arrays.fill(frame.argb(), argb);
  }

  @Override
  public FrameSize size() {
    return size;
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
  public boolean hasAlpha() {
    return alpha;
  }

  @Override
  public boolean read(Frame into) {
    if (next == frames) {
      return false;
    }
    painter.paint(into, next++);
    return true;
  }

  @Override
  public void close() {
    closed = true;
  }
}
