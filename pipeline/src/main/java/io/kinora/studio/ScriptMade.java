package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;

/// The result of making the film of a script.
///
/// @param record as stored in the file
/// @param drawn number of takes drawn
/// @param kept number of takes from the cache
/// @param frames number of frames of the film
public record ScriptMade(
    RenderRecord record, int drawn, int kept, FrameSize size, FrameRate rate, long frames) {
  /// Its length in seconds.
  public double seconds() {
    return rate.seconds(frames);
  }
}
