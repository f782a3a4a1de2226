package io.kinora.render.time;

import io.kinora.clip.Clip;
import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.ffmpeg.FrameSpool;

/// A seamless loop of a clip: it starts after the first few frames, and its last frames are mixed
/// with those. It is shorter than the source by the seam.
public final class LoopClip extends DerivedClip {
  private final long seam;
  private final FrameSpool head;
  private final Frame mixed;
  private long index;

  /// @param seam the length of the mix, in frames; at most half of the clip
  public LoopClip(Clip source, long seam) {
    super(source);
    this.seam = Math.min(seam, source.frames() / 2);
    head = new FrameSpool(source.size());
    mixed = new Frame(source.size());
  }

  @Override
  public long frames() {
    return source.frames() - seam;
  }

  @Override
  public boolean read(Frame into) {
    while (head.frames() < seam && source.read(into)) {
      head.add(into);
    }
    if (!source.read(into)) {
      return false;
    }
    long inSeam = index++ - (frames() - seam);
    if (inSeam >= 0) {
      head.read(inSeam, mixed);
      Mixing.mix(into, mixed, (inSeam + 1.0) / (seam + 1));
    }
    return true;
  }

  @Override
  public void close() {
    head.close();
    super.close();
  }
}
