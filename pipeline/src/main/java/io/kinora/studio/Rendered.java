package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;

/// A film that was made of others.
///
/// @param record as it travels in the file
/// @param frames how many it has
public record Rendered(RenderRecord record, FrameSize size, FrameRate rate, long frames) {
  /// How long it lasts.
  public double seconds() {
    return rate.seconds(frames);
  }
}
