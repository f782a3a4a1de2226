package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.MadeClip;
import io.kinora.shot.Shot;

/// The frames of a staged shot, which are composed when they are read.
final class HouseClip extends MadeClip {
  /// Paints the frame of a time.
  @FunctionalInterface
  interface Painter {
    void paint(double seconds, Frame into);
  }

  private final Painter painter;
  private final double gflop;
  private long next;

  /// @param gflop the amount of computation of painting the layers, in 10⁹ floating-point
  ///     operations
  HouseClip(Shot shot, Painter painter, double gflop) {
    super(shot.size(), shot.rate(), shot.frames());
    this.painter = painter;
    this.gflop = gflop;
  }

  double gflop() {
    return gflop;
  }

  @Override
  public boolean read(Frame into) {
    if (next >= frames()) {
      return false;
    }
    painter.paint(rate().seconds(next), into);
    next++;
    return true;
  }

  @Override
  public void close() {
    next = Long.MAX_VALUE;
  }
}
