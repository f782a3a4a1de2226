package io.kinora.render.time;

import io.kinora.error.BadRequest;
import io.kinora.render.operation.Parameter;
import java.util.List;
import java.util.Map;

/// A transition from one clip to the next.
///
/// @param name `cut`, `crossfade`, `fade-black`, `fade-white`, `wipe` or `slide`
/// @param seconds its duration; 0 for a cut
public record Transition(String name, double seconds) {
  private static final double DEFAULT_SECONDS = 0.5, MIN_SECONDS = 0.04, MAX_SECONDS = 30;

  /// FFmpeg's names of the transitions.
  private static final Map<String, String> FFMPEG =
      Map.of(
          "crossfade", "fade",
          "fade-black", "fadeblack",
          "fade-white", "fadewhite",
          "wipe", "wipeleft",
          "slide", "slideleft");

  private static final List<String> NAMES =
      List.of("cut", "crossfade", "fade-black", "fade-white", "wipe", "slide");

  /// A hard cut from one frame to the next.
  public static final Transition CUT = new Transition("cut", 0);

  public Transition {
    if (!NAMES.contains(name)) {
      throw refused("There is no transition named \"%s\"".formatted(Parameter.shown(name)));
    }
    if (name.equals("cut") ? seconds != 0 : !(seconds >= MIN_SECONDS && seconds <= MAX_SECONDS)) {
      throw refused(
          name.equals("cut")
              ? "A cut takes no time"
              : "The transition lasts %s s, but it must be from %s to %s"
                  .formatted(seconds, MIN_SECONDS, MAX_SECONDS));
    }
  }

  /// Reads `NAME` or `NAME=SECONDS`.
  public static Transition parse(String text) {
    int equals = text.indexOf('=');
    String name = equals < 0 ? text : text.substring(0, equals);
    if (equals < 0) {
      return new Transition(name, name.equals("cut") ? 0 : DEFAULT_SECONDS);
    }
    try {
      return new Transition(name, Double.parseDouble(text.substring(equals + 1)));
    } catch (NumberFormatException e) {
      throw refused("The length of \"" + Parameter.shown(text) + "\" is not a number");
    }
  }

  /// FFmpeg's name of the transition, for `xfade`.
  String ffmpeg() {
    return FFMPEG.getOrDefault(name, "fade");
  }

  private static BadRequest refused(String problem) {
    return new BadRequest(
        problem + ".",
        "Write it as in crossfade=0.5; the names are " + String.join(", ", NAMES) + ".",
        "transition");
  }

  @Override
  public String toString() {
    return seconds == 0 ? name : name + "=" + Parameter.plain(seconds);
  }
}
