package io.kinora.shot;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// The format of a shot: frame size, frame rate and length.
///
/// @param seconds length, from 0.5 to 600
public record Format(FrameSize size, FrameRate rate, double seconds) {
  /// The minimum and the maximum length in seconds.
  public static final double MIN_SECONDS = 0.5, MAX_SECONDS = 600;

  /// 4 s of 768×432 at 24 frames per second.
  public static final Format DEFAULT = new Format(FrameSize.DEFAULT, FrameRate.DEFAULT, 4);

  /// A plain number, as Java writes it, without the suffixes of its types.
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?|NaN|[+-]?Infinity");

  private static final Pattern CLOCK =
      Pattern.compile("(?:(\\d{1,3}):)?(\\d{1,4}):([0-5]?\\d(?:\\.\\d{1,6})?)");

  private static final String AMOUNT =
      "(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(h|ms|m|s|hours?|mins?|minutes?|secs?|seconds?|小时|分钟|分|秒钟|秒)\\s*";

  private static final Pattern AMOUNTS = Pattern.compile("(?:" + AMOUNT + ")+");
  private static final Pattern ONE_AMOUNT = Pattern.compile(AMOUNT);

  public Format {
    checkSeconds(seconds);
  }

  /// Rejects a length out of range, and NaN.
  ///
  /// @throws BadRequest if it is below 0.5 or above 600
  public static void checkSeconds(double seconds) {
    if (!(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw new BadRequest(
          "The duration is %s s, but it must be from 0.5 to 600 seconds.".formatted(seconds),
          "Ask for a length such as 4 seconds.",
          "duration");
    }
  }

  /// Reads a length as people write it, into seconds: `10`, `10s`, `1m30s`, `500 ms`, `0:10`,
  /// `1:02:30`. It does not check the range; [#checkSeconds] does.
  ///
  /// @throws BadRequest if it is none of these
  public static double parseSeconds(String text) {
    String trimmed = text.strip();
    if (NUMBER.matcher(trimmed).matches()) {
      return Double.parseDouble(trimmed);
    }
    var clock = CLOCK.matcher(trimmed);
    if (clock.matches()) {
      int hours = clock.group(1) == null ? 0 : Integer.parseInt(clock.group(1));
      return hours * 3600
          + Integer.parseInt(clock.group(2)) * 60
          + Double.parseDouble(clock.group(3));
    }
    if (AMOUNTS.matcher(trimmed).matches()) {
      return ONE_AMOUNT.matcher(trimmed).results().mapToDouble(Format::seconds).sum();
    }
    throw new BadRequest(
        "The duration \""
            + text
            + "\" is neither a number of seconds nor a time such as 0:10 or 1m30s.",
        "Write it as in 10, 10s or 0:10.",
        "duration");
  }

  private static double seconds(MatchResult amount) {
    double number = Double.parseDouble(amount.group(1));
    return switch (amount.group(2)) {
      case "h", "hour", "hours", "小时" -> number * 3600;
      case "m", "min", "mins", "minute", "minutes", "分", "分钟" -> number * 60;
      case "ms" -> number / 1000;
      default -> number;
    };
  }

  /// The number of frames: `seconds` at `rate`, rounded to the nearest whole one.
  public long frames() {
    return rate.frames(seconds);
  }
}
