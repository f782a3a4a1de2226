package io.kinora.ffmpeg;

import io.kinora.clip.Clip;
import java.util.Optional;

/// A clip that can supply its pictures in FFmpeg's memory, which saves two conversions and four
/// copies per picture. All pictures of a clip must be read in the same way.
public interface RawClip extends Clip {
  /// Whether it can do so now: not if a step in between needs pixels in Java.
  boolean isRaw();

  /// Sets, before the first picture is read, the pixel format that the reader prefers, as
  /// limited-range BT.709 for an encoder. A clip that converts its pictures anyway uses it.
  ///
  /// @param pixelFormat in FFmpeg's naming
  default void prefer(String pixelFormat) {}

  /// Fills `into` with the next picture, of this clip's size, opaque, in a pixel format that is the
  /// same for all pictures.
  ///
  /// @return false, and `into` empty, when all pictures have been read
  boolean read(RawPicture into);

  /// The clip as a raw clip, if it can supply raw pictures.
  static Optional<RawClip> of(Clip clip) {
    return clip instanceof RawClip raw && raw.isRaw() ? Optional.of(raw) : Optional.empty();
  }
}
