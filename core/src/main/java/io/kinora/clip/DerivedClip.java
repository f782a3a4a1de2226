package io.kinora.clip;

/// A clip derived from another one, its source, which it closes when it is closed.
public abstract class DerivedClip implements Clip {
  protected final Clip source;

  protected DerivedClip(Clip source) {
    this.source = source;
  }

  @Override
  public FrameSize size() {
    return source.size();
  }

  @Override
  public FrameRate rate() {
    return source.rate();
  }

  @Override
  public long frames() {
    return source.frames();
  }

  @Override
  public boolean hasAlpha() {
    return source.hasAlpha();
  }

  @Override
  public void close() {
    source.close();
  }
}
