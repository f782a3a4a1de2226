package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;

/// A clip converted to another rate with the same duration, to the nearest frame: frames are
/// dropped or repeated, each shown at the time nearest to its own.
public final class ConformedClip extends DerivedClip {
  private final FrameRate rate;
  private final long frames;
  private final Frame current;
  private long read;
  private long index;

  private ConformedClip(Clip source, FrameRate rate) {
    super(source);
    this.rate = rate;
    frames = rate.frames(source.rate().seconds(source.frames()));
    current = new Frame(source.size());
  }

  /// The clip at `rate`; itself if it has that rate already.
  public static Clip of(Clip source, FrameRate rate) {
    return source.rate().equals(rate) ? source : new ConformedClip(source, rate);
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
    if (index == frames) {
      return false;
    }
    // the source frame that is on the screen in the middle of this one
    double middle = (index + 0.5) / rate.perSecond() * source.rate().perSecond();
    long wanted = Math.min((long) Math.floor(middle + 1e-9), source.frames() - 1);
    while (read <= wanted) {
      if (!source.read(current)) {
        return false;
      }
      read++;
    }
    Mixing.copy(current, into);
    index++;
    return true;
  }
}
