package io.kinora.write;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import java.util.LinkedHashMap;
import java.util.Map;

/// A codec with its settings, which turns frames into packets.
///
/// @param name the common name of the codec
/// @param encoder the encoder's name within FFmpeg
/// @param pixelFormat the pixel format of the encoder's input, in FFmpeg's naming
/// @param maxPixels the largest `width * height` that the encoder supports
/// @param options the encoder's settings, in FFmpeg's naming
record VideoCodec(
    String name, String encoder, String pixelFormat, long maxPixels, Map<String, String> options) {
  VideoCodec {
    options = Map.copyOf(options);
  }

  /// The encoder's settings for a stream of this rate: with a key frame every two seconds, because
  /// players can seek only to key frames.
  Map<String, String> options(FrameRate rate) {
    Map<String, String> all = new LinkedHashMap<>(options);
    if (!isIntra()) {
      all.put("g", String.valueOf(Math.max(1, Math.round(2 * rate.perSecond()))));
    }
    return all;
  }

  /// Whether every frame is coded independently, or key frames cannot be set.
  private boolean isIntra() {
    return encoder.startsWith("prores") || encoder.equals("gif") || encoder.equals("apng");
  }

  /// Whether the encoder supports frames of this size.
  boolean holds(FrameSize size) {
    return (long) size.width() * size.height() <= maxPixels;
  }

  /// Whether the encoder needs a graphics card.
  boolean needsCard() {
    return encoder.endsWith("_nvenc");
  }

  /// Whether the encoder keeps transparency.
  boolean hasAlpha() {
    return pixelFormat.startsWith("yuva") || pixelFormat.equals("rgba");
  }

  /// Whether the encoder stores red, green and blue directly.
  boolean isRgb() {
    return pixelFormat.equals("rgba") || pixelFormat.equals("pal8");
  }
}
