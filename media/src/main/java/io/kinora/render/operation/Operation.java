package io.kinora.render.operation;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import java.util.Optional;

/// Something that can be done to a clip.
public sealed interface Operation {
  /// What of it cannot be done as it was asked for; empty if all can.
  default Optional<String> note() {
    return Optional.empty();
  }

  /// The clip that an operation sees.
  record Canvas(FrameSize size, FrameRate rate, long frames) {
    public static Canvas of(Clip clip) {
      return new Canvas(clip.size(), clip.rate(), clip.frames());
    }

    /// How long it lasts.
    double seconds() {
      return rate.seconds(frames);
    }
  }

  /// Done by FFmpeg's filters, which get planar RGB without alpha. Neither the size nor the number
  /// of pictures may change. Neighbours in a [Look] share one graph.
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

  /// Gives other frames, or in another order. The clip that it gives closes the one it got.
  @FunctionalInterface
  non-sealed interface Retiming extends Operation {
    Clip retime(Clip source);
  }
}
