package io.kinora.render;

import io.kinora.scene.Clip;
import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;

/// A clip that is made from another one, and closes it.
abstract class DerivedClip implements Clip {
  protected final Clip source;

  DerivedClip(Clip source) {
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
