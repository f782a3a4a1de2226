package io.kinora.studio;

import io.kinora.scene.Clip;
import io.kinora.scene.Frame;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;

/// One frame as a clip.
final class StillClip implements Clip {
  private final Frame frame;
  private boolean read;

  StillClip(Frame frame) {
    this.frame = frame;
  }

  @Override
  public FrameSize size() {
    return frame.size();
  }

  @Override
  public FrameRate rate() {
    return FrameRate.DEFAULT;
  }

  @Override
  public long frames() {
    return 1;
  }

  @Override
  public boolean read(Frame into) {
    if (read) {
      return false;
    }
    System.arraycopy(frame.argb(), 0, into.argb(), 0, frame.argb().length);
    read = true;
    return true;
  }

  @Override
  public void close() {}
}
