package io.kinora.render;

import io.kinora.clip.Clip;
import io.kinora.clip.FrameSize;
import io.kinora.ffmpeg.FilterPlan;
import io.kinora.ffmpeg.FilterPlan.Pad;
import io.kinora.render.operation.FilteredClip;
import java.util.Map;

/// How a clip is fitted to a size with another aspect ratio.
public enum Fit {
  /// The whole picture, with black bars at the sides, or above and below.
  LETTERBOX,
  /// The frame is filled, and the overhang is cropped.
  CROP,
  /// The frame is filled, and the picture is stretched.
  STRETCH;

  /// The clip at `size`, scaled by Lanczos; itself if it has that size already.
  public Clip apply(Clip source, FrameSize size) {
    return apply(source, size, Scaler.LANCZOS);
  }

  /// The same, enlarged by `scaler`. Closing it closes `source`, which is closed at once on an
  /// error.
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
