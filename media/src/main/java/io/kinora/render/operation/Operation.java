package io.kinora.render.operation;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.nio.file.Path;
import java.util.List;

/// An operation on a clip.
public sealed interface Operation {
  /// The parts of it that cannot be done as requested.
  ///
  /// @param fonts files of fonts for text, before Kinora's own
  default List<String> notes(List<Path> fonts) {
    return List.of();
  }

  /// The properties of the clip that an operation is applied to.
  ///
  /// @param fonts files of fonts for text, before Kinora's own
  record Canvas(FrameSize size, FrameRate rate, long frames, List<Path> fonts) {
    public Canvas {
      fonts = List.copyOf(fonts);
    }

    public static Canvas of(Clip clip, List<Path> fonts) {
      return new Canvas(clip.size(), clip.rate(), clip.frames(), fonts);
    }

    /// The duration in seconds.
    double seconds() {
      return rate.seconds(frames);
    }
  }

  /// An operation by FFmpeg's filters, which receive planar RGB without alpha. Neither the size nor
  /// the number of pictures may change. Consecutive drawings of a `Look` share one graph.
  @FunctionalInterface
  non-sealed interface Drawing extends Operation {
    /// Adds the filters after `in`.
    ///
    /// @return their output
    Pad draw(FilterPlan plan, Pad in, Canvas canvas);
  }

  /// An operation that paints on the pixels of each frame.
  @FunctionalInterface
  non-sealed interface Painting extends Operation {
    Brush brush(Canvas canvas);
  }

  /// Paints on frames one after the other.
  interface Brush extends AutoCloseable {
    /// @param index the number of the frame, from 0
    void paint(Frame frame, long index);

    @Override
    default void close() {}
  }

  /// Names a font for the text of the whole look; it has no effect by itself.
  record Lettering(Path font) implements Operation {}

  /// An operation that changes the frames or their order. The returned clip closes its source.
  @FunctionalInterface
  non-sealed interface Retiming extends Operation {
    Clip retime(Clip source);
  }
}
