package io.kinora.write;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import java.util.LinkedHashMap;
import java.util.Map;

/// How frames become a stream of packets.
///
/// @param name what people call the codec
/// @param encoder the encoder's name within FFmpeg
/// @param pixelFormat the layout that the encoder is fed with, in FFmpeg's naming
/// @param maxPixels the largest `width * height` that the encoder takes
/// @param options the encoder's settings, in FFmpeg's naming
record VideoCodec(
    String name, String encoder, String pixelFormat, long maxPixels, Map<String, String> options) {
  VideoCodec {
    options = Map.copyOf(options);
  }

  /// The encoder's settings for a stream of this rate: with a key frame every two seconds, which
  /// is where players can seek to.
  Map<String, String> options(FrameRate rate) {
    Map<String, String> all = new LinkedHashMap<>(options);
    if (!isIntra()) {
      all.put("g", String.valueOf(Math.max(1, Math.round(2 * rate.perSecond()))));
    }
    return all;
  }

  /// Whether every frame stands for itself, or there are no key frames to be set.
  private boolean isIntra() {
    return encoder.startsWith("prores") || encoder.equals("gif") || encoder.equals("apng");
  }

  /// Whether the encoder takes frames of this size.
  boolean holds(FrameSize size) {
    return (long) size.width() * size.height() <= maxPixels;
  }

  /// Whether the encoder is a graphics card's.
  boolean needsCard() {
    return encoder.endsWith("_nvenc");
  }

  /// Whether the encoder keeps transparency.
  boolean hasAlpha() {
    return pixelFormat.startsWith("yuva") || pixelFormat.equals("rgba");
  }

  /// Whether the encoder takes red, green and blue as they are.
  boolean isRgb() {
    return pixelFormat.equals("rgba") || pixelFormat.equals("pal8");
  }
}
