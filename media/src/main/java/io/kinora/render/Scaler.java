package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.render.upscale.Upscaler;

/// The method of enlarging a clip.
public enum Scaler {
  /// A windowed sinc, for any scale.
  LANCZOS,
  /// The learned net, which doubles the sides, and Lanczos for the rest. Lanczos alone if a clip
  /// may be transparent, is enlarged by less than [#LEAST], or would be doubled beyond the maximum
  /// size.
  LEARNED;

  /// The minimum scale at which doubling first is better, although the result is then scaled down.
  private static final double LEAST = 1.5;

  /// The clip enlarged by the learned net, as far as `scale` requires it.
  Clip towards(Clip source, double scale) {
    boolean fits =
        2 * Math.max(source.size().width(), source.size().height()) <= FrameSize.MAX_SIDE;
    if (this == LANCZOS || scale < LEAST || !fits || source.hasAlpha()) {
      return source;
    }
    return towards(new Doubled(source, Upscaler.bundled()), scale / 2);
  }

  /// The name for the record, with the hash of the weights, if there are any.
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
