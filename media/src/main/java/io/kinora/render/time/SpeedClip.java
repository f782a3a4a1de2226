package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;

/// A clip at another speed, which may change linearly from the first frame to the last. Where it is
/// slower than the source, intermediate frames are mixed from their neighbours.
public final class SpeedClip extends DerivedClip {
  private final double first;
  private final double last;
  private final long frames;
  private final Frame before;
  private final Frame after;
  private long next; // the source frame that comes after `after`
  private long index;

  /// @param first the speed at the beginning; 2 is twice as fast
  /// @param last the speed at the end
  public SpeedClip(Clip source, double first, double last) {
    super(source);
    this.first = first;
    this.last = last;
    frames = frames(source.frames(), first, last);
    before = new Frame(source.size());
    after = new Frame(source.size());
  }

  /// The number of output frames of `frames` source frames.
  static long frames(long frames, double first, double last) {
    return Math.max(1, Math.round(2 * frames / (first + last)));
  }

  @Override
  public long frames() {
    return frames;
  }

  /// The position of output frame `k` in the source, in frames: the integral of the speed.
  private double position(long k) {
    return k * first + (last - first) * k * k / (2.0 * frames);
  }

  @Override
  public boolean read(Frame into) {
    if (index == frames) {
      return false;
    }
    double at = Math.min(position(index), source.frames() - 1.0);
    long whole = (long) Math.floor(at + 1e-6);
    if (!advance(Math.min(whole + 2, source.frames()))) {
      return false;
    }
    boolean mixes = position(index + 1) - position(index) < 1;
    boolean atLast = next == whole + 1; // `after` is the frame itself: it is the last one
    Mixing.copy(atLast ? after : before, into);
    if (mixes && !atLast) {
      Mixing.mix(into, after, at - whole);
    }
    index++;
    return true;
  }

  /// Reads on until frame `end - 1` is in `after`.
  private boolean advance(long end) {
    while (next < end) {
      Mixing.copy(after, before);
      if (!source.read(after)) {
        return false;
      }
      next++;
    }
    return true;
  }
}
