package io.kinora.wan.run;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.MadeClip;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// A clip whose frames have all been generated, because a diffusion model generates them together.
final class WanClip extends MadeClip {
  private final Deque<Picture> left;

  WanClip(FrameSize size, FrameRate rate, List<Picture> pictures) {
    super(size, rate, pictures.size());
    left = new ArrayDeque<>(pictures);
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
