package io.kinora.studio;

import io.kinora.clip.FrameSize;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.studio.Film.Output;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/// A request to make a film longer: its frames stay, and more come behind them.
///
/// @param film a video; what Kinora drew carries the record that says how to go on
/// @param seconds how much longer, from 0.5 to 600
public record Extension(Path film, double seconds, Drawing drawing, Output output) {
  /// Who draws what comes behind the film, and what that shows.
  ///
  /// @param engine null is the one that drew the film, or else the one that comes with Kinora
  /// @param options settings of the engine, in place of those that the film was drawn with
  /// @param prompt null is the film's own
  /// @param seed null is drawn by chance
  /// @param size at which the engine draws, before its frames are brought to the film's size; null
  ///     is the film's
  public record Drawing(
      @Nullable String engine,
      EngineOptions options,
      @Nullable String prompt,
      @Nullable Long seed,
      @Nullable FrameSize size) {
    /// By the engine that drew the film, as it was drawn.
    public static final Drawing AS_BEFORE = new Drawing(null, EngineOptions.NONE, null, null, null);
  }

  public Extension {
    Format.checkSeconds(seconds);
  }
}
