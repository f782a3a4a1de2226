package io.kinora.clip;

import io.kinora.error.BadRequest;
import java.math.BigInteger;
import java.util.regex.Pattern;

/// Frames per second as a fraction in lowest terms, from 1 to 120.
public record FrameRate(int numerator, int denominator) {
  /// 24 frames per second, the default rate of a clip.
  public static final FrameRate DEFAULT = new FrameRate(24, 1);

  private static final Pattern FRACTION = Pattern.compile("(\\d{1,9})/(\\d{1,9})");
  private static final Pattern DECIMAL = Pattern.compile("\\d{1,9}(\\.\\d{1,6})?");

  public FrameRate {
    if (denominator <= 0 || numerator < denominator || numerator > 120L * denominator) {
      throw refused(numerator + "/" + denominator);
    }
    int divisor =
        BigInteger.valueOf(numerator).gcd(BigInteger.valueOf(denominator)).intValueExact();
    numerator /= divisor;
    denominator /= divisor;
  }

  /// Reads `24`, `24000/1001` or `23.976`. A decimal within 0.001 of a rate of the NTSC family
  /// (24000/1001, 30000/1001, 60000/1001, 120000/1001) means that rate.
  public static FrameRate parse(String text) {
    String trimmed = text.strip();
    var fraction = FRACTION.matcher(trimmed);
    if (fraction.matches()) {
      return new FrameRate(
          Integer.parseInt(fraction.group(1)), Integer.parseInt(fraction.group(2)));
    }
    if (!DECIMAL.matcher(trimmed).matches()) {
      throw refused(text);
    }
    double rate = Double.parseDouble(trimmed);
    for (int nominal : new int[] {24, 30, 60, 120}) {
      if (Math.abs(rate - nominal / 1.001) < 0.001) {
        return new FrameRate(nominal * 1000, 1001);
      }
    }
    if (rate < 1 || rate > 120) {
      throw refused(text);
    }
    return new FrameRate((int) Math.round(rate * 1000), 1000);
  }

  private static BadRequest refused(String text) {
    return new BadRequest(
        "The frame rate \"" + text + "\" is not a number or fraction from 1 to 120.",
        "Ask for a rate such as 24, 23.976 or 30000/1001.",
        "frame-rate");
  }

  /// Frames per second.
  public double perSecond() {
    return (double) numerator / denominator;
  }

  /// The time of frame `index`, in seconds.
  public double seconds(long index) {
    return (double) index * denominator / numerator;
  }

  /// The number of frames of a clip that lasts `seconds`: the nearest whole one, at least 1.
  public long frames(double seconds) {
    return Math.max(1, Math.round(seconds * numerator / denominator));
  }

  @Override
  public String toString() {
    return denominator == 1 ? "" + numerator : numerator + "/" + denominator;
  }
}
