package io.kinora.write;

import io.kinora.clip.Clip;
import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// How a clip becomes a file: the container, and what is asked of its codec.
///
/// @param codec the codec's name, for example `av1`; null is the container's own
/// @param quality from 0 (smallest file) to 100 (best picture); null is the codec's own
/// @param bitrate bits per second instead of a quality; null is none
/// @param profile the codec's variant, for example `hq` of ProRes; null is the codec's own
/// @param marked whether the file says, where it can, that a machine made it
public record Encoding(
    Container container,
    @Nullable String codec,
    @Nullable Integer quality,
    @Nullable Long bitrate,
    @Nullable String profile,
    boolean marked) {
  private static final Pattern BITRATE = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,3})?)([kKmM]?)");
  private static final double MIN_BITRATE = 1e4, MAX_BITRATE = 1e9;

  public Encoding {
    if (quality != null && (quality < 0 || quality > 100)) {
      throw refused(
          "The quality is " + quality + ", but it must be from 0 to 100", "a quality of 80");
    }
    if (quality != null && bitrate != null) {
      throw refused("A quality and a bit rate exclude each other", "a quality of 80");
    }
  }

  /// A file that says that a machine made it.
  public Encoding(
      Container container,
      @Nullable String codec,
      @Nullable Integer quality,
      @Nullable Long bitrate,
      @Nullable String profile) {
    this(container, codec, quality, bitrate, profile, true);
  }

  /// What the ending of `file` names.
  ///
  /// @throws BadRequest if it names nothing that Kinora writes
  public static Encoding of(Path file) {
    return of(Container.of(file));
  }

  public static Encoding of(Container container) {
    return new Encoding(container, null, null, null, null);
  }

  /// The same with what a clip needs where nothing else was asked for: VP9 keeps transparency.
  Encoding suiting(Clip clip) {
    boolean isFree = profile == null && (codec == null || codec.equals("vp9"));
    return container == Container.WEBM && isFree && clip.hasAlpha()
        ? new Encoding(container, "vp9", quality, bitrate, "alpha", marked)
        : this;
  }

  /// Reads a bit rate such as `800k` or `12M`.
  public static long bitrate(String text) {
    var match = BITRATE.matcher(text.strip());
    double bits =
        !match.matches()
            ? Double.NaN
            : Double.parseDouble(match.group(1))
                * switch (match.group(2).toLowerCase(Locale.ROOT)) {
                  case "k" -> 1e3;
                  case "m" -> 1e6;
                  default -> 1;
                };
    if (!(bits >= MIN_BITRATE && bits <= MAX_BITRATE)) {
      throw refused(
          "The bit rate \"" + text + "\" is not a number of bits per second from 10k to 1000M",
          "8M");
    }
    return Math.round(bits);
  }

  static BadRequest refused(String problem, String example) {
    return new BadRequest(
        problem + ".", "Ask for " + example + "; docs/render.md lists all.", "encoding-options");
  }
}
