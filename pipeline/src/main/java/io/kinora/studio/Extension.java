package io.kinora.studio;

import io.kinora.clip.FrameSize;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.studio.Film.Output;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request to extend a film: its frames stay, and more are appended.
///
/// @param film a video; one drawn by Kinora contains the record with which it is continued
/// @param seconds the added length, from 0.5 to 600
public record Extension(Path film, double seconds, Drawing drawing, Output output) {
  /// The engine, its settings and the content of the extension.
  ///
  /// @param engine null means the one that drew the film, or else the bundled one
  /// @param options settings of the engine, instead of those of the film
  /// @param prompt null means the film's own
  /// @param seed null means a random one
  /// @param size at which the engine draws, before its frames are scaled to the film's size; null
  ///     means the film's
  public record Drawing(
      @Nullable String engine,
      EngineOptions options,
      @Nullable String prompt,
      @Nullable Long seed,
      @Nullable FrameSize size) {
    /// The engine and the settings that drew the film.
    public static final Drawing AS_BEFORE = new Drawing(null, EngineOptions.NONE, null, null, null);
  }

  public Extension {
    Format.checkSeconds(seconds);
  }
}
