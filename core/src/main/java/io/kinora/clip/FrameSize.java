package io.kinora.clip;

import io.kinora.error.BadRequest;
import java.util.regex.Pattern;

/// The size of a frame in pixels: both sides even, from 64 to 3840.
public record FrameSize(int width, int height) {
  /// The shortest and the longest side that Kinora takes, in pixels.
  public static final int MIN_SIDE = 64, MAX_SIDE = 3840;

  /// 768×432, the size of a clip that names none.
  public static final FrameSize DEFAULT = new FrameSize(768, 432);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,9})[xX×](\\d{1,9})");
  private static final Pattern RATIO = Pattern.compile("(\\d{1,5}):(\\d{1,5})");

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

  /// Reads `WxH`, for example `1280x720`.
  public static FrameSize parse(String text) {
    var match = SIZE.matcher(text.strip());
    if (!match.matches()) {
      throw new BadRequest(
          "The size \"" + text + "\" is not of the form WIDTHxHEIGHT.",
          "Write it as in 1280x720.",
          "size");
    }
    return new FrameSize(Integer.parseInt(match.group(1)), Integer.parseInt(match.group(2)));
  }

  /// The size of the shape `W:H`, for example `16:9`, with about as many pixels as [#DEFAULT].
  public static FrameSize ofRatio(String text) {
    var match = RATIO.matcher(text.strip());
    double shape =
        match.matches()
            ? Double.parseDouble(match.group(1)) / Double.parseDouble(match.group(2))
            : Double.NaN;
    double pixels = (double) DEFAULT.width * DEFAULT.height;
    long width = 2 * Math.round(Math.sqrt(pixels * shape) / 2);
    long height = 2 * Math.round(Math.sqrt(pixels / shape) / 2);
    if (Math.min(width, height) < MIN_SIDE || Math.max(width, height) > MAX_SIDE) {
      throw new BadRequest(
          "The ratio \"" + text + "\" is not a shape W:H from 1:44 to 44:1.",
          "Write it as in 16:9, 1:1 or 9:16.",
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
