package io.kinora.studio;

import io.kinora.clip.DerivedClip;
import io.kinora.clip.Frame;
import io.kinora.clip.TimedClip;
import io.kinora.ffmpeg.Picture;
import io.kinora.read.VideoReader;

/// A video composited on black, because motion estimation needs the colours of transparent parts,
/// too.
final class OpaqueClip extends DerivedClip implements TimedClip {
  private final VideoReader video;
  private boolean wasTransparent;

  OpaqueClip(VideoReader video) {
    super(video);
    this.video = video;
  }

  @Override
  public boolean read(Frame into) {
    if (!source.read(into)) {
      return false;
    }
    if (source.hasAlpha() && !Picture.isOpaque(into)) {
      wasTransparent = true;
      Picture.layOnBlack(into);
    }
    return true;
  }

  /// Whether any frame so far was transparent.
  boolean wasTransparent() {
    return wasTransparent;
  }

  @Override
  public boolean hasAlpha() {
    return false;
  }

  @Override
  public double seconds() {
    return video.seconds();
  }

  @Override
  public double duration() {
    return video.duration();
  }
}
