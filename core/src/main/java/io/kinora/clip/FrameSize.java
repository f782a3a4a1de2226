package io.kinora.clip;

import io.kinora.error.BadRequest;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/// The size of a frame in pixels: both sides even, from 64 to 3840.
public record FrameSize(int width, int height) {
  /// The minimum and the maximum length of a side, in pixels.
  public static final int MIN_SIDE = 64, MAX_SIDE = 3840;

  /// 768×432, the default size of a clip.
  public static final FrameSize DEFAULT = new FrameSize(768, 432);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})\\s*[xX×*]\\s*(\\d{1,9})");
  private static final Pattern RATIO =
      Pattern.compile("(\\d{1,5}(?:\\.\\d{1,4})?)\\s*[:/xX×]\\s*(\\d{1,5}(?:\\.\\d{1,4})?)");

  /// Names of sizes that other tools use; 2k is DCI's, as in FFmpeg.
  private static final Map<String, String> SIZE_NAMES =
      Map.ofEntries(
          Map.entry("240p", "426x240"),
          Map.entry("360p", "640x360"),
          Map.entry("480p", "854x480"),
          Map.entry("540p", "960x540"),
          Map.entry("720p", "1280x720"),
          Map.entry("hd", "1280x720"),
          Map.entry("1080p", "1920x1080"),
          Map.entry("fhd", "1920x1080"),
          Map.entry("fullhd", "1920x1080"),
          Map.entry("2k", "2048x1080"),
          Map.entry("1440p", "2560x1440"),
          Map.entry("2160p", "3840x2160"),
          Map.entry("4k", "3840x2160"),
          Map.entry("uhd", "3840x2160"),
          Map.entry("4320p", "7680x4320"),
          Map.entry("8k", "7680x4320"));

  private static final Map<String, String> RATIO_NAMES =
      Map.ofEntries(
          Map.entry("square", "1:1"),
          Map.entry("vertical", "9:16"),
          Map.entry("portrait", "9:16"),
          Map.entry("story", "9:16"),
          Map.entry("landscape", "16:9"),
          Map.entry("horizontal", "16:9"),
          Map.entry("widescreen", "16:9"),
          Map.entry("wide", "16:9"),
          Map.entry("classic", "4:3"),
          Map.entry("tv", "4:3"),
          Map.entry("cinema", "2.39:1"),
          Map.entry("cinematic", "2.39:1"),
          Map.entry("cinemascope", "2.39:1"),
          Map.entry("scope", "2.39:1"),
          Map.entry("anamorphic", "2.39:1"),
          Map.entry("ultrawide", "21:9"),
          Map.entry("方形", "1:1"),
          Map.entry("竖屏", "9:16"),
          Map.entry("横屏", "16:9"),
          Map.entry("宽屏", "16:9"));

  /// An aspect ratio to 1, such as 2.39.
  private static final Pattern SHAPE = Pattern.compile("\\d{1,2}\\.\\d{1,4}");

  public FrameSize {
    check("width", width);
    check("height", height);
  }

  private static void check(String side, int pixels) {
    if (pixels < MIN_SIDE || pixels > MAX_SIDE || pixels % 2 != 0) {
      throw new BadRequest(
          "The %s is %d pixels, but it must be an even number from %d to %d."
              .formatted(side, pixels, MIN_SIDE, MAX_SIDE),
          "Ask for a size such as 768x432 or 1280x720.",
          "size");
    }
  }

  /// Reads `WxH`, for example `1280x720`, or a name, for example `1080p` or `4k`.
  public static FrameSize parse(String text) {
    var match = SIZE.matcher(SIZE_NAMES.getOrDefault(plain(text), text.strip()));
    if (!match.matches()) {
      throw new BadRequest(
          "The size \"" + text + "\" is neither WIDTHxHEIGHT nor a name such as 720p.",
          "Write it as in 1280x720, or 360p, 480p, 720p, 1080p, 1440p, 4k.",
          "size");
    }
    return new FrameSize(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_-]", "");
  }

  /// The size of an aspect ratio, with about as many pixels as [#DEFAULT]: `W:H`, for example
  /// `16:9`; a decimal, for example `2.39`; or a name, for example `vertical`.
  public static FrameSize ofRatio(String text) {
    String shaped = RATIO_NAMES.getOrDefault(plain(text), text.strip());
    var match = RATIO.matcher(SHAPE.matcher(shaped).matches() ? shaped + ":1" : shaped);
    double shape =
        match.matches()
            ? Double.parseDouble(match.group(1)) / Double.parseDouble(match.group(2))
            : Double.NaN;
    double pixels = (double) DEFAULT.width * DEFAULT.height;
    long width = 2 * Math.round(Math.sqrt(pixels * shape) / 2);
    long height = 2 * Math.round(Math.sqrt(pixels / shape) / 2);
    if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) {
      throw new BadRequest(
          "The ratio \"" + text + "\" is neither W:H from 1:44 to 44:1 nor a known name.",
          "Write it as in 16:9 or 1:1, or widescreen, square, vertical, cinema, classic.",
          "size");
    }
    return new FrameSize((int) width, (int) height);
  }

  /// Width over height.
  public double aspect() {
    return (double) width / height;
  }

  @Override
  public String toString() {
    return width + "x" + height;
  }
}
