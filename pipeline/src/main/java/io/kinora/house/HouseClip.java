package io.kinora.house;

import io.kinora.clip.Frame;
import io.kinora.clip.MadeClip;
import io.kinora.house.compose.Compositor;
import io.kinora.shot.Shot;

/// The frames of a staged shot, each composed when it is read.
final class HouseClip extends MadeClip {
  private final Compositor compositor;
  private final double gflop;
  private final double zero;
  private long next;

  /// @param zero the time in seconds at which the compositor's own begins
  /// @param gflop what painting the layers took, in thousand million floating-point operations
  HouseClip(Shot shot, Compositor compositor, double zero, double gflop) {
    super(shot.size(), shot.rate(), shot.frames());
    this.compositor = compositor;
    this.zero = zero;
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
    compositor.render(rate().seconds(next) - zero, into);
    next++;
    return true;
  }

  @Override
  public void close() {
    next = Long.MAX_VALUE;
  }
}
