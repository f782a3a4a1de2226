package io.kinora.shot;

import io.kinora.error.BadRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// Six axes of camera motion, each from −10 to 10, linear and combinable; 0 is no motion.
///
/// At 10: `horizontal` trucks right by 0.25 frame widths per second (content moves left),
/// `vertical` rises by 0.25 frame heights per second (content moves down), `zoom` scales by 1.25
/// per second, `roll` turns the camera clockwise by 18° per second (content turns anti-clockwise),
/// `pan` yaws right and `tilt` pitches up by 9° per second, as a perspective camera with a
/// horizontal field of view of 60°.
public record Camera(
    double horizontal, double vertical, double zoom, double roll, double pan, double tilt) {
  /// The largest value of an axis; the smallest is its negative.
  public static final double MAX = 10;

  /// A camera that does not move.
  public static final Camera STATIC = new Camera(0, 0, 0, 0, 0, 0);

  /// The axes by name, in the order of the components.
  public enum Axis {
    HORIZONTAL,
    VERTICAL,
    ZOOM,
    ROLL,
    PAN,
    TILT;

    /// The name on the command line and in JSON, for example `horizontal`.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  private static final Set<String> STILL =
      Set.of("static", "still", "fixed", "locked", "none", "tripod");

  /// The axis of each camera move that film makers name; "-" reverses its direction.
  private static final Map<String, String> MOVES =
      Map.ofEntries(
          Map.entry("truck", "horizontal"),
          Map.entry("track", "horizontal"),
          Map.entry("slide", "horizontal"),
          Map.entry("pedestal", "vertical"),
          Map.entry("crane", "vertical"),
          Map.entry("boom", "vertical"),
          Map.entry("jib", "vertical"),
          Map.entry("dolly", "zoom"),
          Map.entry("push", "zoom"),
          Map.entry("push-in", "zoom"),
          Map.entry("dolly-in", "zoom"),
          Map.entry("zoom-in", "zoom"),
          Map.entry("pull", "-zoom"),
          Map.entry("pull-out", "-zoom"),
          Map.entry("dolly-out", "-zoom"),
          Map.entry("zoom-out", "-zoom"),
          Map.entry("yaw", "pan"),
          Map.entry("pitch", "tilt"),
          Map.entry("rotate", "roll"),
          Map.entry("dutch", "roll"));

  /// Moves that flat layers cannot show, and the nearest alternative to each.
  private static final Map<String, String> BEYOND =
      Map.of(
          "orbit", "horizontal=3,pan=-3",
          "arc", "horizontal=3,pan=-3",
          "dolly-zoom", "zoom=4",
          "handheld", "roll=1,pan=1");

  public Camera {
    check(Axis.HORIZONTAL, horizontal);
    check(Axis.VERTICAL, vertical);
    check(Axis.ZOOM, zoom);
    check(Axis.ROLL, roll);
    check(Axis.PAN, pan);
    check(Axis.TILT, tilt);
  }

  private static void check(Axis axis, double value) {
    if (!(Math.abs(value) <= MAX)) { // also refuses NaN
      throw new BadRequest(
          "The camera axis %s is %s, but it must be from -10 to 10.".formatted(axis.label(), value),
          "Write it as in horizontal=3,zoom=2.",
          "camera");
    }
  }

  public double get(Axis axis) {
    return switch (axis) {
      case HORIZONTAL -> horizontal;
      case VERTICAL -> vertical;
      case ZOOM -> zoom;
      case ROLL -> roll;
      case PAN -> pan;
      case TILT -> tilt;
    };
  }

  /// This camera with another value of one axis.
  public Camera with(Axis axis, double value) {
    return new Camera(
        axis == Axis.HORIZONTAL ? value : horizontal,
        axis == Axis.VERTICAL ? value : vertical,
        axis == Axis.ZOOM ? value : zoom,
        axis == Axis.ROLL ? value : roll,
        axis == Axis.PAN ? value : pan,
        axis == Axis.TILT ? value : tilt);
  }

  /// Reads `static`, or axes such as `horizontal=3,zoom=-2`; an axis may be named once. Moves of
  /// film makers stand for the nearest axis: truck for horizontal, pedestal and crane for vertical,
  /// dolly for zoom.
  ///
  /// @throws BadRequest if an axis is unknown or named twice, or its number is not from -10 to 10
  public static Camera parse(String text) {
    String trimmed = text.strip();
    if (STILL.contains(trimmed.toLowerCase(Locale.ROOT))) {
      return STATIC;
    }
    Camera camera = STATIC;
    var seen = EnumSet.noneOf(Axis.class);
    for (String part : trimmed.split(",", -1)) {
      int equals = part.indexOf('=');
      String name = equals < 0 ? part : part.substring(0, equals);
      String said = MOVES.getOrDefault(plain(name), plain(name));
      Axis axis = axis(part, said.replaceFirst("^-", ""));
      if (equals < 0 || !seen.add(axis)) {
        throw malformed(part);
      }
      double value = number(part, part.substring(equals + 1).strip());
      camera = camera.with(axis, said.startsWith("-") ? -value : value);
    }
    return camera;
  }

  private static String plain(String name) {
    return name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
  }

  private static double number(String part, String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw malformed(part);
    }
  }

  private static Axis axis(String part, String name) {
    for (Axis axis : Axis.values()) {
      if (axis.label().equals(name)) {
        return axis;
      }
    }
    String nearest = BEYOND.get(name);
    if (nearest != null) {
      throw new BadRequest(
          "The camera has no move \"%s\": a shot consists of flat layers.".formatted(name),
          "The nearest move is " + nearest + ".",
          "camera");
    }
    throw malformed(part);
  }

  private static BadRequest malformed(String part) {
    return new BadRequest(
        "The camera setting \"" + part + "\" is not AXIS=NUMBER with each axis named once.",
        "The axes are horizontal, vertical, zoom, roll, pan and tilt, as in"
            + " horizontal=3,zoom=2 (truck, crane and dolly work, too); or write static.",
        "camera");
  }
}
