package io.kinora.shot;

import io.kinora.error.BadRequest;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// A part of the picture that moves by itself: a motion brush. The units are those of [Camera], but
/// describe the motion of the content, not of a camera.
///
/// @param mask a PNG file: white, or opaque where it has transparency, is what moves
/// @param horizontal from -10 to 10: 10 is 0.25 frame widths per second to the right
/// @param vertical from -10 to 10: 10 is 0.25 frame heights per second up
/// @param proximity from -10 to 10: 10 is a growth of 1.25 per second about the middle of the mask
/// @param ambient from 0 to 10: the amplitude of motion in place, as of leaves and water; 10 is 1.2
///     % of the frame height
public record Region(
    Path mask, double horizontal, double vertical, double proximity, double ambient) {
  /// The maximum number of regions in a film.
  public static final int MOST = 5;

  private static final String EXAMPLE = "Write it as in sea.png:horizontal=5,ambient=2.";

  public Region {
    check("horizontal", horizontal, -Camera.MAX);
    check("vertical", vertical, -Camera.MAX);
    check("proximity", proximity, -Camera.MAX);
    check("ambient", ambient, 0);
  }

  private static void check(String name, double value, double least) {
    if (!(value >= least && value <= Camera.MAX)) {
      throw new BadRequest(
          String.format(
              Locale.ROOT,
              "The %s of a region is %s, but it must be from %s to 10.",
              name,
              value,
              least == 0 ? "0" : "-10"),
          EXAMPLE,
          "region");
    }
  }

  /// Rejects more regions than [#MOST].
  public static List<Region> checked(List<Region> regions) {
    if (regions.size() > MOST) {
      throw new BadRequest(
          "There are " + regions.size() + " regions, but at most 5 can move.",
          "Draw several things that move alike into one mask.",
          "region");
    }
    return List.copyOf(regions);
  }

  /// Reads `MASK.png:horizontal=3,vertical=-2,proximity=1,ambient=4`; values not named are 0.
  ///
  /// @throws BadRequest if it is not of this form
  public static Region parse(String text) {
    int colon = text.lastIndexOf(':');
    if (colon <= 0) {
      throw new BadRequest(
          "The region \"" + text + "\" does not say how it moves.", EXAMPLE, "region");
    }
    double[] values = new double[4];
    for (String part : text.substring(colon + 1).split(",", -1)) {
      int equals = part.indexOf('=');
      int axis =
          List.of("horizontal", "vertical", "proximity", "ambient")
              .indexOf(part.substring(0, Math.max(0, equals)).strip());
      if (axis < 0) {
        throw new BadRequest(
            "A region has no motion \""
                + part
                + "\"; its motions are horizontal, vertical, proximity and ambient.",
            EXAMPLE,
            "region");
      }
      values[axis] = number(part.substring(equals + 1).strip());
    }
    return new Region(
        Path.of(text.substring(0, colon)), values[0], values[1], values[2], values[3]);
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new BadRequest("\"" + text + "\" is not a number.", EXAMPLE, "region");
    }
  }

  /// The region in the form that [#parse] reads.
  @Override
  public String toString() {
    return "%s:horizontal=%s,vertical=%s,proximity=%s,ambient=%s"
        .formatted(mask, horizontal, vertical, proximity, ambient);
  }
}
