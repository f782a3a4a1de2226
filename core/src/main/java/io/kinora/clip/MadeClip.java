package io.kinora.clip;

/// A clip without a source clip: its size, rate and length are known before its frames.
public abstract class MadeClip implements Clip {
  private final FrameSize size;
  private final FrameRate rate;
  private final long frames;

  protected MadeClip(FrameSize size, FrameRate rate, long frames) {
    this.size = size;
    this.rate = rate;
    this.frames = frames;
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

  /// Does nothing, because most such clips hold nothing that must be freed.
  @Override
  public void close() {}
}
