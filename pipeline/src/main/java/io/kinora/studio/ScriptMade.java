package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;

/// The film of a script.
///
/// @param record as it travels in the file
/// @param drawn how many takes were drawn
/// @param kept how many were there already
/// @param frames how many the film has
public record ScriptMade(
    RenderRecord record, int drawn, int kept, FrameSize size, FrameRate rate, long frames) {
  /// How long it lasts.
  public double seconds() {
    return rate.seconds(frames);
  }
}
