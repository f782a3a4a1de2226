package io.kinora.clip;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// A clip of a list of frames that exist already.
public final class ListedClip extends MadeClip {
  private final Queue<Frame> left;

  /// @param frames of one size, at least one
  public ListedClip(List<Frame> frames, FrameRate rate) {
    super(frames.getFirst().size(), rate, frames.size());
    left = new ArrayDeque<>(frames);
  }

  @Override
  public boolean read(Frame into) {
    Frame next = left.poll();
    if (next == null) {
      return false;
    }
    System.arraycopy(next.argb(), 0, into.argb(), 0, into.argb().length);
    return true;
  }

  @Override
  public void close() {
    left.clear();
  }
}
