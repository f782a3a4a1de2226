package io.kinora.render.caption;

import io.kinora.render.operation.Parameter;
import java.util.regex.Pattern;

/// A text with its display time: `Hello@1-3` from one to three seconds, `Hello@2-` from two on,
/// `Hello@-3` up to three, `Hello` all the time. Minutes precede a colon: `Hello@1:05-1:10`.
///
/// @param from start in seconds, inclusive
/// @param to end in seconds, exclusive
public record TimedText(String words, double from, double to) {
  private static final String TIME = "(?:(\\d{1,4}):)?(\\d{1,6}(?:\\.\\d{1,6})?)";

  /// The times at the end, without a blank before them; anything else belongs to the text.
  private static final Pattern TIMES =
      Pattern.compile("(.*)@(?:" + TIME + ")?-(?:" + TIME + ")?", Pattern.DOTALL);

  /// @throws io.kinora.error.BadRequest if the end is not after the start
  public static TimedText parse(String name, String text) {
    var times = TIMES.matcher(text);
    if (!times.matches() || (times.group(3) == null && times.group(5) == null)) {
      return new TimedText(text, 0, Double.POSITIVE_INFINITY);
    }
    double from = times.group(3) == null ? 0 : seconds(times.group(2), times.group(3));
    double to =
        times.group(5) == null ? Double.POSITIVE_INFINITY : seconds(times.group(4), times.group(5));
    if (to <= from) {
      throw Parameter.refused(
          "%s is \"%s\", but it would end before it begins".formatted(name, Parameter.shown(text)),
          name + "=Hello@1-3");
    }
    return new TimedText(times.group(1), from, to);
  }

  private static double seconds(@org.jspecify.annotations.Nullable String minutes, String seconds) {
    return (minutes == null ? 0 : 60 * Double.parseDouble(minutes)) + Double.parseDouble(seconds);
  }
}
