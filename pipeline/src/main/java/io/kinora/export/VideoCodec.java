package io.kinora.export;

import io.kinora.scene.FrameRate;
import io.kinora.scene.FrameSize;
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

  /// H.264 High through OpenH264, the H.264 encoder of FFmpeg's LGPL build.
  ///
  /// A constant quantiser: flat-shaded pictures take few bits at any quality, and a rate control
  /// would starve their gradients first. 18 is the point below which slow gradients begin to show
  /// steps. One slice, so a second encoder thread would find nothing to do.
  static final VideoCodec H264 =
      new VideoCodec(
          "H.264",
          "libopenh264",
          "yuv420p",
          36_864L * 256, // level 5.2, in macroblocks of 16×16
          Map.of(
              "profile", "high", "rc_mode", "quality", "qmin", "18", "qmax", "18", "threads", "1"));

  /// AV1 through libaom, for frames larger than H.264's levels (and OpenH264) allow.
  static final VideoCodec AV1 =
      new VideoCodec(
          "AV1",
          "libaom-av1",
          "yuv420p",
          (long) FrameSize.MAX_SIDE * FrameSize.MAX_SIDE,
          Map.of("usage", "realtime", "cpu-used", "8", "crf", "18", "threads", "2"));

  VideoCodec {
    options = Map.copyOf(options);
  }

  /// The encoder's settings for a stream of this rate: with a key frame every two seconds, which
  /// is where players can seek to.
  Map<String, String> options(FrameRate rate) {
    Map<String, String> all = new LinkedHashMap<>(options);
    all.put("g", String.valueOf(Math.max(1, Math.round(2 * rate.perSecond()))));
    return all;
  }

  /// Whether the encoder takes frames of this size.
  boolean holds(FrameSize size) {
    return (long) size.width() * size.height() <= maxPixels;
  }
}
