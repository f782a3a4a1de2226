package io.kinora.ffmpeg;

import io.kinora.clip.Clip;
import java.util.Optional;

/// A clip that can give its pictures as FFmpeg has them, which saves two conversions and four
/// copies a picture. All of a clip are read in one way or in the other.
public interface RawClip extends Clip {
  /// Whether it can do so now: not where a step in between needs pixels in Java.
  boolean isRaw();

  /// Says, before the first picture is read, in which layout the reader needs them: limited-range
  /// BT.709 as encoders take it. A clip that converts its pictures anyway gives them so.
  ///
  /// @param pixelFormat in FFmpeg's naming
  default void prefer(String pixelFormat) {}

  /// Fills `into` with the next picture, of this clip's size, opaque, in a layout that is the same
  /// for all of them.
  ///
  /// @return false, and `into` empty, when all pictures have been read
  boolean read(RawPicture into);

  /// The clip, if it can.
  static Optional<RawClip> of(Clip clip) {
    return clip instanceof RawClip raw && raw.isRaw() ? Optional.of(raw) : Optional.empty();
  }
}
