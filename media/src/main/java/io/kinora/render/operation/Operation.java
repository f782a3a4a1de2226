package io.kinora.render.operation;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.nio.file.Path;
import java.util.List;

/// Something that can be done to a clip.
public sealed interface Operation {
  /// What of it cannot be done as it was asked for.
  ///
  /// @param fonts the files of fonts that words are written in, before Kinora's own
  default List<String> notes(List<Path> fonts) {
    return List.of();
  }

  /// The clip that an operation sees.
  ///
  /// @param fonts the files of fonts that words are written in, before Kinora's own
  record Canvas(FrameSize size, FrameRate rate, long frames, List<Path> fonts) {
    public Canvas {
      fonts = List.copyOf(fonts);
    }

    public static Canvas of(Clip clip, List<Path> fonts) {
      return new Canvas(clip.size(), clip.rate(), clip.frames(), fonts);
    }

    /// How long it lasts.
    double seconds() {
      return rate.seconds(frames);
    }
  }

  /// Done by FFmpeg's filters, which get planar RGB without alpha. Neither the size nor the number
  /// of pictures may change. Neighbours in a `Look` share one graph.
  @FunctionalInterface
  non-sealed interface Drawing extends Operation {
    /// Adds the filters behind `in`.
    ///
    /// @return where their pictures come out
    Pad draw(FilterPlan plan, Pad in, Canvas canvas);
  }

  /// Painted onto the pixels of each frame.
  @FunctionalInterface
  non-sealed interface Painting extends Operation {
    Brush brush(Canvas canvas);
  }

  /// Paints on one frame after the other.
  interface Brush extends AutoCloseable {
    /// @param index the number of the frame, from 0
    void paint(Frame frame, long index);

    @Override
    default void close() {}
  }

  /// Names a font that the words of the whole look are written in; it does nothing by itself.
  record Lettering(Path font) implements Operation {}

  /// Gives other frames, or in another order. The clip that it gives closes the one it got.
  @FunctionalInterface
  non-sealed interface Retiming extends Operation {
    Clip retime(Clip source);
  }
}
