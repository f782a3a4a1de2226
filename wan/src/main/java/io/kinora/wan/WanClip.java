package io.kinora.wan;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A clip whose frames have all been made: a diffusion model makes them together.
final class WanClip implements Clip {
  private final FrameSize size;
  private final FrameRate rate;
  private final long frames;
  private final Deque<Picture> left;

  WanClip(FrameSize size, FrameRate rate, List<Picture> pictures) {
    this.size = size;
    this.rate = rate;
    frames = pictures.size();
    left = new ArrayDeque<>(pictures);
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
  public boolean read(Frame into) {
    Picture next = left.poll();
    if (next == null) {
      return false;
    }
    int[] argb = into.argb();
    for (int i = 0; i < argb.length; i++) {
      argb[i] = next.argb(i);
    }
    return true;
  }

  @Override
  public void close() {
    left.clear();
  }
}
