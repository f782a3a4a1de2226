package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.ffmpeg.FrameSpool;
import java.util.function.LongUnaryOperator;

/// A clip in another order: the whole source is put on disk at the first read.
public final class SpooledClip extends DerivedClip {
  private final FrameSpool spool;
  private final long frames;
  private final LongUnaryOperator order;
  private long index;

  private SpooledClip(Clip source, long frames, LongUnaryOperator order) {
    super(source);
    this.frames = frames;
    this.order = order;
    spool = new FrameSpool(source.size());
    try {
      spool.requireRoom(source.frames());
    } catch (RuntimeException e) {
      spool.close();
      throw e;
    }
  }

  /// The clip from the last frame to the first.
  public static Clip reversed(Clip source) {
    long n = source.frames();
    return new SpooledClip(source, n, k -> n - 1 - k);
  }

  /// The clip forwards and then backwards; neither turning point is repeated, so that it can be
  /// looped.
  public static Clip boomerang(Clip source) {
    long n = source.frames();
    return new SpooledClip(source, Math.max(1, 2 * n - 2), k -> k < n ? k : 2 * n - 2 - k);
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
    while (spool.frames() < source.frames() && source.read(into)) {
      spool.add(into);
    }
    spool.read(order.applyAsLong(index++), into);
    return true;
  }

  @Override
  public void close() {
    spool.close();
    super.close();
  }
}
