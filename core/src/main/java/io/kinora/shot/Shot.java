package io.kinora.shot;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import org.jspecify.annotations.Nullable;

/// What an engine generates: one continuous take.
///
/// @param text what the prompt says
/// @param seed the same seed gives the same frames
/// @param options settings that only some engines know
public record Shot(
    Understanding text, long seed, Format format, Movement movement, EngineOptions options) {
  /// A shot in the default format whose motion is left to its prompt.
  public Shot(Understanding text, long seed) {
    this(text, seed, Format.DEFAULT, Movement.AS_SAID, EngineOptions.NONE);
  }

  /// The frame size.
  public FrameSize size() {
    return format.size();
  }

  /// The frame rate.
  public FrameRate rate() {
    return format.rate();
  }

  /// The length in seconds.
  public double seconds() {
    return format.seconds();
  }

  /// The number of frames.
  public long frames() {
    return format.frames();
  }

  /// The camera of the request, or else that of the prompt; null leaves it to the engine.
  public @Nullable Camera camera() {
    return movement.camera() == null ? text.camera() : movement.camera();
  }

  /// From 0 (all planes move as one) to 1 (near planes move faster).
  public double parallax() {
    return movement.parallax();
  }

  /// How subjects move, apart from what the prompt says.
  public SubjectMotion subject() {
    return movement.subject();
  }
}
