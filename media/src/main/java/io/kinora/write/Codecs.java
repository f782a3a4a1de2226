package io.kinora.write;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Chooses a codec and its settings for an [Encoding].
final class Codecs {
  /// The default quality.
  private static final int QUALITY = 80;

  private static final long ANY_SIZE = (long) FrameSize.MAX_SIDE * FrameSize.MAX_SIDE;

  /// H.264 up to level 5.2, in macroblocks of 16×16.
  private static final long H264_SIZE = 36_864L * 256;

  /// The maximum rate of GIF, which counts in hundredths of a second; players replace 1 by 10.
  private static final int GIF_RATE = 50;

  private static final Map<String, String> PRORES =
      Map.of("proxy", "0", "lt", "1", "422", "2", "hq", "3", "4444", "4");

  private final Encoding asked;

  private Codecs(Encoding asked) {
    this.asked = asked;
  }

  /// The codec for frames of this size and rate.
  ///
  /// @throws BadRequest if the container has no such codec, the codec no such setting, or it does
  ///     not support such frames
  static VideoCodec choose(Encoding asked, FrameSize size, FrameRate rate) {
    List<String> known = asked.container().codecs();
    String name = asked.codec() == null ? known.getFirst() : asked.codec();
    if (!known.contains(name)) {
      throw Encoding.refused(
          "A %s file cannot contain \"%s\"".formatted(asked.container().ending(), name),
          "the codec " + String.join(" or ", known));
    }
    if (asked.container() == Container.GIF && rate.perSecond() > GIF_RATE) {
      throw new BadRequest(
          "A .gif file has at most 50 frames per second; " + rate + " is more.",
          "Ask for 50 frames per second or less, or for an .apng file.",
          "frame-rate");
    }
    var codecs = new Codecs(asked);
    VideoCodec codec = codecs.named(name);
    if (codec.holds(size)) {
      return codec;
    }
    if (asked.container() == Container.MP4 && asked.codec() == null) {
      return codecs.named("av1");
    }
    throw new BadRequest(
        "%s supports frames of at most %d pixels; %s is more."
            .formatted(codec.name(), codec.maxPixels(), size),
        "Ask for a smaller size, or for an .mp4 or .webm file with AV1.",
        "size");
  }

  private VideoCodec named(String name) {
    return switch (name) {
      case "h264" -> h264();
      case "hevc" -> hevc();
      case "av1" -> av1();
      case "vp9" -> vp9();
      case "prores" -> prores();
      case "gif" -> exact("GIF", "gif", "pal8", Map.of());
      case "apng" -> exact("APNG", "apng", "rgba", Map.of("pred", "mixed"));
      case "png" -> exact("PNG", "png", "rgba", Map.of());
      default -> throw new AssertionError(name);
    };
  }

  /// H.264 through OpenH264, the H.264 encoder of FFmpeg's LGPL build.
  ///
  /// It uses a constant quantiser: flat-shaded pictures need few bits at any quality, and rate
  /// control would degrade their gradients first. Above 18, slow gradients show visible steps. It
  /// uses one slice, so a second encoder thread would have no work.
  private VideoCodec h264() {
    var options = new LinkedHashMap<String, String>();
    options.put("threads", "1");
    String profile = profile("high", "main", "baseline");
    options.put("profile", profile.equals("baseline") ? "constrained_baseline" : profile);
    Long bits = asked.bitrate();
    if (bits == null) {
      String quantiser = String.valueOf(50 - Math.round(quality() * 0.4));
      options.putAll(Map.of("rc_mode", "quality", "qmin", quantiser, "qmax", quantiser));
    } else {
      options.putAll(Map.of("rc_mode", "bitrate", "b", bits.toString()));
    }
    return new VideoCodec("H.264", "libopenh264", "yuv420p", H264_SIZE, options);
  }

  /// HEVC: the LGPL build has only encoders of graphics cards.
  private VideoCodec hevc() {
    profile("main");
    var options = new LinkedHashMap<String, String>();
    Long bits = asked.bitrate();
    if (bits == null) {
      options.putAll(
          Map.of("rc", "constqp", "qp", String.valueOf(50 - Math.round(quality() * 0.4))));
    } else {
      options.put("b", bits.toString());
    }
    return new VideoCodec("HEVC", "hevc_nvenc", "yuv420p", ANY_SIZE, options);
  }

  /// AV1 through libaom.
  private VideoCodec av1() {
    boolean deep = profile("8bit", "10bit").equals("10bit");
    var options = new LinkedHashMap<String, String>();
    options.putAll(Map.of("usage", "realtime", "cpu-used", "8", "threads", "2"));
    rate(options);
    return new VideoCodec("AV1", "libaom-av1", deep ? "yuv420p10le" : "yuv420p", ANY_SIZE, options);
  }

  /// VP9 through libvpx, which this build of FFmpeg has for 8 bits only; with `--profile alpha` it
  /// keeps transparency.
  private VideoCodec vp9() {
    boolean alpha = profile("8bit", "alpha").equals("alpha");
    var options = new LinkedHashMap<String, String>();
    options.putAll(Map.of("deadline", "realtime", "cpu-used", "6", "row-mt", "1", "threads", "2"));
    options.put("auto-alt-ref", "0"); // its frames cannot be transparent
    rate(options);
    return new VideoCodec("VP9", "libvpx-vp9", alpha ? "yuva420p" : "yuv420p", ANY_SIZE, options);
  }

  /// Sets the options common to AV1 and VP9: a quantiser from 0 to 63, or a bit rate.
  private void rate(Map<String, String> options) {
    Long bits = asked.bitrate();
    if (bits == null) {
      options.put("crf", String.valueOf(63 - Math.round(quality() * 0.5625)));
      options.put("b", "0");
    } else {
      options.put("b", bits.toString());
    }
  }

  /// ProRes with 10 bits; its quality is its profile. 4444 keeps transparency.
  private VideoCodec prores() {
    refuseRates("ProRes", "Its quality is its profile: proxy, lt, 422, hq or 4444");
    String profile = profile("422", "proxy", "lt", "hq", "4444");
    var options = new LinkedHashMap<String, String>();
    options.put("profile", PRORES.getOrDefault(profile, "2"));
    options.put("vendor", "apl0"); // some editors accept no other
    boolean alpha = profile.equals("4444");
    if (alpha) {
      options.put("alpha_bits", "16");
    }
    return new VideoCodec(
        "ProRes", "prores_ks", alpha ? "yuva444p10le" : "yuv422p10le", ANY_SIZE, options);
  }

  private VideoCodec exact(
      String name, String encoder, String pixels, Map<String, String> options) {
    refuseRates(name, "Leave it out");
    if (asked.profile() != null) {
      throw Encoding.refused(
          name + " has no profiles", "none, as for film" + asked.container().ending());
    }
    return new VideoCodec(name, encoder, pixels, ANY_SIZE, options);
  }

  private void refuseRates(String name, String remedy) {
    if (asked.quality() != null || asked.bitrate() != null) {
      throw new BadRequest(
          name + " accepts neither a quality nor a bit rate.", remedy + ".", "encoding-options");
    }
  }

  private int quality() {
    @Nullable Integer quality = asked.quality();
    return quality == null ? QUALITY : quality;
  }

  /// The requested profile, or the first one.
  private String profile(String... known) {
    String profile = asked.profile();
    if (profile == null) {
      return known[0];
    }
    if (!List.of(known).contains(profile)) {
      throw Encoding.refused(
          "There is no profile \"%s\" of this codec".formatted(profile),
          "the profile " + String.join(" or ", known));
    }
    return profile;
  }
}
