package io.kinora.scene;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/// A clip of frames that are there already.
public final class ListedClip implements Clip {
  private final FrameRate rate;
  private final FrameSize size;
  private final long frames;
  private final Queue<Frame> left;

  /// @param frames of one size, at least one
  public ListedClip(List<Frame> frames, FrameRate rate) {
    this.rate = rate;
    this.frames = frames.size();
    size = frames.getFirst().size();
    left = new ArrayDeque<>(frames);
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
