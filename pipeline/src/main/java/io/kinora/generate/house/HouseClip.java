package io.kinora.generate.house;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import io.kinora.scene.Shot;

/// The frames of a staged shot, each composed when it is read.
final class HouseClip implements Clip {
  private final Shot shot;
  private final Compositor compositor;
  private final double gflop;
  private long next;

  /// @param gflop what painting the layers took, in thousand million floating-point operations
  HouseClip(Shot shot, Compositor compositor, double gflop) {
    this.shot = shot;
    this.compositor = compositor;
    this.gflop = gflop;
  }

  double gflop() {
    return gflop;
  }

  @Override
  public FrameSize size() {
    return shot.size();
  }

  @Override
  public FrameRate rate() {
    return shot.rate();
  }

  @Override
  public long frames() {
    return shot.frames();
  }

  @Override
  public boolean read(Frame into) {
    if (next >= frames()) {
      return false;
    }
    compositor.render(rate().seconds(next), into);
    next++;
    return true;
  }

  @Override
  public void close() {
    next = Long.MAX_VALUE;
  }
}
