package io.kinora.shot;

import io.kinora.error.BadRequest;
import java.util.EnumSet;
import java.util.Locale;

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

  /// This camera with one axis set anew.
  public Camera with(Axis axis, double value) {
    return new Camera(
        axis == Axis.HORIZONTAL ? value : horizontal,
        axis == Axis.VERTICAL ? value : vertical,
        axis == Axis.ZOOM ? value : zoom,
        axis == Axis.ROLL ? value : roll,
        axis == Axis.PAN ? value : pan,
        axis == Axis.TILT ? value : tilt);
  }

  /// Reads `static`, or axes such as `horizontal=3,zoom=-2`; an axis may be named once.
  public static Camera parse(String text) {
    String trimmed = text.strip();
    if (trimmed.equals("static")) {
      return STATIC;
    }
    Camera camera = STATIC;
    var seen = EnumSet.noneOf(Axis.class);
    for (String part : trimmed.split(",", -1)) {
      int equals = part.indexOf('=');
      Axis axis = axis(part, equals < 0 ? part.strip() : part.substring(0, equals).strip());
      if (equals < 0 || !seen.add(axis)) {
        throw malformed(part);
      }
      try {
        camera = camera.with(axis, Double.parseDouble(part.substring(equals + 1).strip()));
      } catch (NumberFormatException e) {
        throw malformed(part);
      }
    }
    return camera;
  }

  private static Axis axis(String part, String name) {
    for (Axis axis : Axis.values()) {
      if (axis.label().equals(name)) {
        return axis;
      }
    }
    throw malformed(part);
  }

  private static BadRequest malformed(String part) {
    return new BadRequest(
        "The camera setting \"" + part + "\" is not AXIS=NUMBER with each axis named once.",
        "The axes are horizontal, vertical, zoom, roll, pan and tilt, as in"
            + " horizontal=3,zoom=2; or write static.",
        "camera");
  }
}
