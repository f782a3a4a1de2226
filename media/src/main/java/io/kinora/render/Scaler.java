package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.render.upscale.Upscaler;

/// How a clip is made larger.
public enum Scaler {
  /// By a windowed sinc, whatever the scale.
  LANCZOS,
  /// By the learned net, which doubles the sides, and by Lanczos for the rest. Where a clip may be
  /// transparent, grows by less than [#LEAST], or would be doubled beyond the largest size, by
  /// Lanczos alone.
  LEARNED;

  /// The scale from which doubling first is better, though some of it is taken back.
  private static final double LEAST = 1.5;

  /// The clip as much larger as the learned net makes it on the way to `scale`.
  Clip towards(Clip source, double scale) {
    boolean fits =
        2 * Math.max(source.size().width(), source.size().height()) <= FrameSize.MAX_SIDE;
    if (this == LANCZOS || scale < LEAST || !fits || source.hasAlpha()) {
      return source;
    }
    return towards(new Doubled(source, Upscaler.bundled()), scale / 2);
  }

  /// As the record tells it: with the hash of the weights, where there are some.
  public String label() {
    if (this == LANCZOS) {
      return "lanczos";
    }
    try (Upscaler upscaler = Upscaler.bundled()) {
      return "learned sha256=" + upscaler.sha256();
    }
  }

  private static final class Doubled extends DerivedClip {
    private final Upscaler upscaler;
    private final Frame small;

    Doubled(Clip source, Upscaler upscaler) {
      super(source);
      this.upscaler = upscaler;
      small = new Frame(source.size());
    }

    @Override
    public FrameSize size() {
      return new FrameSize(2 * source.size().width(), 2 * source.size().height());
    }

    @Override
    public boolean read(Frame into) {
      if (!source.read(small)) {
        return false;
      }
      upscaler.twice(small, into);
      return true;
    }

    @Override
    public void close() {
      upscaler.close();
      super.close();
    }
  }
}
