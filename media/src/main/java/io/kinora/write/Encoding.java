package io.kinora.write;

import io.kinora.clip.Clip;
import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The encoding of a file: the container and the settings of the codec.
///
/// @param codec the codec's name, for example `av1`; null means the container's default
/// @param quality from 0 (smallest file) to 100 (best picture); null means the codec's default
/// @param bitrate bits per second instead of a quality; null for none
/// @param profile the codec's variant, for example `hq` of ProRes; null means the codec's default
/// @param marked whether the file is marked as machine-made, if its format allows it
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

  /// An encoding whose file is marked as machine-made.
  public Encoding(
      Container container,
      @Nullable String codec,
      @Nullable Integer quality,
      @Nullable Long bitrate,
      @Nullable String profile) {
    this(container, codec, quality, bitrate, profile, true);
  }

  /// The default encoding for the extension of `file`.
  ///
  /// @throws BadRequest if Kinora does not write this format
  public static Encoding of(Path file) {
    return of(Container.of(file));
  }

  public static Encoding of(Container container) {
    return new Encoding(container, null, null, null, null);
  }

  /// The same with defaults that suit a clip: VP9 keeps transparency.
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
