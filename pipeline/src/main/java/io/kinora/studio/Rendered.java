package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;

/// The result of rendering a montage.
///
/// @param record as stored in the file
/// @param frames its number of frames
public record Rendered(RenderRecord record, FrameSize size, FrameRate rate, long frames) {
  /// Its length in seconds.
  public double seconds() {
    return rate.seconds(frames);
  }
}
