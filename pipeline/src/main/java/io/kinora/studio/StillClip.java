package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.MadeClip;

/// A clip that repeats one frame.
final class StillClip extends MadeClip {
  private final Frame frame;
  private final boolean alpha;
  private long read;

  /// @param alpha whether the frame has transparency
  StillClip(Frame frame, FrameRate rate, long frames, boolean alpha) {
    super(frame.size(), rate, frames);
    this.frame = frame;
    this.alpha = alpha;
  }

  /// A clip of the first frame of `picture`, which is closed.
  static StillClip of(Clip picture, FrameRate rate, double seconds) {
    try (picture) {
      var frame = new Frame(picture.size());
      boolean _ = picture.read(frame);
      long frames = Math.max(1, rate.frames(seconds));
      return new StillClip(frame, rate, frames, picture.hasAlpha());
    }
  }

  @Override
  public boolean read(Frame into) {
    if (read == frames()) {
      return false;
    }
    System.arraycopy(frame.argb(), 0, into.argb(), 0, frame.argb().length);
    read++;
    return true;
  }

  @Override
  public boolean hasAlpha() {
    return alpha;
  }
}
