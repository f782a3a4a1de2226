package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.render.operation.FilteredClip;
import java.util.Map;

/// How a clip is brought to a size of another shape.
public enum Fit {
  /// The whole picture, with black bars beside or above it.
  LETTERBOX,
  /// The whole frame filled; what sticks out is cut off.
  CROP,
  /// The whole frame filled; the picture is pulled.
  STRETCH;

  /// The clip at `size`, scaled by Lanczos; itself if it has that size already.
  public Clip apply(Clip source, FrameSize size) {
    return apply(source, size, Scaler.LANCZOS);
  }

  /// The same, made larger by `scaler`. Closing it closes `source`, which is closed at once if it
  /// cannot begin.
  public Clip apply(Clip source, FrameSize size, Scaler scaler) {
    if (source.size().equals(size)) {
      return source;
    }
    try {
      Clip grown = scaler.towards(source, scale(source.size(), size));
      FrameSize from = grown.size();
      return from.equals(size)
          ? grown
          : FilteredClip.resized(grown, size, (plan, in, _) -> draw(plan, in, from, size));
    } catch (RuntimeException e) {
      source.close();
      throw e;
    }
  }

  private double scale(FrameSize from, FrameSize to) {
    double across = (double) to.width() / from.width();
    double down = (double) to.height() / from.height();
    return this == CROP ? Math.max(across, down) : Math.min(across, down);
  }

  private Pad draw(FilterPlan plan, Pad in, FrameSize from, FrameSize to) {
    double scale = scale(from, to);
    long width = this == STRETCH ? to.width() : Math.round(from.width() * scale);
    long height = this == STRETCH ? to.height() : Math.round(from.height() * scale);
    Pad scaled =
        plan.add("scale", Map.of("w", width, "h", height, "flags", "lanczos+accurate_rnd"), in);
    return switch (this) {
      case STRETCH -> scaled;
      case CROP -> plan.add("crop", Map.of("w", to.width(), "h", to.height(), "exact", 1), scaled);
      case LETTERBOX ->
          plan.add(
              "pad",
              Map.of(
                  "w",
                  to.width(),
                  "h",
                  to.height(),
                  "x",
                  "(ow-iw)/2",
                  "y",
                  "(oh-ih)/2",
                  "color",
                  "black"),
              scaled);
    };
  }
}
