package io.kinora.render.colour;

import static io.kinora.render.colour.Colours.number;

import io.kinora.render.operation.Entry;
import io.kinora.render.operation.Kind;
import io.kinora.render.operation.Operation.Drawing;
import io.kinora.render.operation.Parameter;
import io.kinora.render.operation.Parameter.Amount;
import io.kinora.render.operation.Parameter.Words;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.regex.Pattern;

/// Colour corrections for grading. At its neutral value, a correction adds no filter.
public final class Corrections {
  private static final Amount PERCENT = new Amount(-100, 100, 0, "%");

  /// A correction at its neutral value.
  public static final Drawing NOTHING = (_, in, _) -> in;

  /// A curve, as in `m=0/0 0.5/0.6 1/1`; curves are separated by `;`.
  private static final Pattern CURVE = Pattern.compile("([mrgb])=(.+)");

  private static final Pattern POINT = Pattern.compile("(\\d?\\.?\\d{1,6})/(\\d?\\.?\\d{1,6})");

  private Corrections() {}

  public static List<Entry> entries() {
    return List.of(
        dial(
            "exposure",
            new Amount(-3, 3, 0, "stops"),
            "exposure, as by a camera's aperture",
            v -> Colours.gains(stops(v), stops(v), stops(v))),
        dial(
            "brightness",
            PERCENT,
            "adds the same amount to all pixels",
            v -> Colours.table("x+" + number(v / 200))),
        dial(
            "contrast",
            PERCENT,
            "scales around middle grey",
            v -> Colours.contrast(Math.pow(4, v / 100))),
        dial("saturation", PERCENT, "-100 is grey", v -> Colours.saturation(1 + v / 100)),
        dial("hue", new Amount(-180, 180, 0, "degrees"), "rotates all hues", Corrections::hue),
        dial(
            "temperature",
            PERCENT,
            "colder (blue) to warmer (orange)",
            v -> Colours.temperature(v / 100)),
        dial(
            "tint",
            PERCENT,
            "greener to more magenta",
            v -> Colours.gains(1 + v / 1000, 1 - v / 500, 1 + v / 1000)),
        dial(
            "gamma",
            new Amount(0.1, 10, 1, ""),
            "brightens the middle above 1",
            v -> Colours.table("pow(x," + number(1 / v) + ")")),
        channels(
            "lift",
            new Amount(-0.5, 0.5, 0, ""),
            "moves the shadows; white stays",
            v -> "x+" + number(v) + "*(1-x)"),
        channels(
            "mid",
            new Amount(0.1, 10, 1, ""),
            "gamma of the mid-tones by channel",
            v -> "pow(x," + number(1 / v) + ")"),
        channels(
            "gain",
            new Amount(0, 4, 1, ""),
            "scales the highlights; black stays",
            v -> "x*" + number(v)),
        new Entry(
            Kind.GRADE,
            "curves",
            new Words(
                "points x/y from 0 to 1, by channel m, r, g, b", "m=0/0 0.5/0.6 1/1;b=0/0.1 1/1"),
            "tone curves",
            Corrections::curves),
        new Entry(
            Kind.GRADE,
            "levels",
            new Words("BLACK:WHITE from 0 to 1; set by automatic levels", "0.05:0.9"),
            "stretches the range between BLACK and WHITE",
            Corrections::levels),
        new Entry(
            Kind.GRADE,
            "match",
            new Words("12 numbers, set by colour matching", "1:0:0:0:0:1:0:0:0:0:1:0"),
            "an affine map of colours",
            Corrections::match));
  }

  private static Drawing levels(String text) {
    double[] ends = numbers("levels", text, 2, "levels=0.05:0.9");
    double black = ends[0];
    double white = ends[1];
    if (!(black >= 0 && white <= 1 && white - black >= 0.01)) {
      throw Parameter.refused(
          "levels is \"" + Parameter.shown(text) + "\", but black is below white, from 0 to 1",
          "levels=0.05:0.9");
    }
    return black == 0 && white == 1
        ? NOTHING
        : Colours.table("(x-" + number(black) + ")*" + number(1 / (white - black)));
  }

  private static Drawing match(String text) {
    String identity = "match=1:0:0:0:0:1:0:0:0:0:1:0";
    double[] rows = numbers("match", text, 12, identity);
    for (double entry : rows) {
      if (!(Math.abs(entry) <= 10)) {
        throw Parameter.refused("match has a number beyond 10", identity);
      }
    }
    return new ColourMap(rows).drawing();
  }

  private static double[] numbers(String name, String text, int count, String example) {
    String[] parts = text.split(":", -1);
    double[] numbers = new double[count];
    try {
      for (int i = 0; i < count && parts.length == count; i++) {
        numbers[i] = Double.parseDouble(parts[i].strip());
      }
    } catch (NumberFormatException e) {
      parts = new String[0];
    }
    if (parts.length != count) {
      throw Parameter.refused(
          "%s is \"%s\", but it takes %d numbers with colons between"
              .formatted(name, Parameter.shown(text), count),
          example);
    }
    return numbers;
  }

  /// The factor of gamma-encoded values that doubles the light once per stop.
  private static double stops(double exposure) {
    return Math.pow(2, exposure / 2.2);
  }

  private static Drawing hue(double degrees) {
    return (plan, in, _) -> plan.add("huesaturation", Map.of("hue", degrees, "colors", "all"), in);
  }

  private static Entry dial(
      String name, Amount amount, String does, DoubleFunction<Drawing> drawing) {
    return new Entry(
        Kind.GRADE,
        name,
        amount,
        does,
        text -> {
          double value = amount.parse(name, text);
          return value == amount.otherwise() ? NOTHING : drawing.apply(value);
        });
  }

  private static Entry channels(
      String name, Amount amount, String does, DoubleFunction<String> table) {
    return new Entry(
        Kind.GRADE,
        name,
        amount,
        does + "; one number, or R:G:B",
        text -> {
          double[] v = amount.three(name, text);
          double neutral = amount.otherwise();
          return v[0] == neutral && v[1] == neutral && v[2] == neutral
              ? NOTHING
              : Colours.table(table.apply(v[0]), table.apply(v[1]), table.apply(v[2]));
        });
  }

  private static Drawing curves(String text) {
    String example = "curves=m=0/0 0.5/0.6 1/1";
    var channels = new LinkedHashMap<String, String>();
    for (String part : text.split(";")) {
      var curve = CURVE.matcher(part.strip());
      if (!curve.matches()) {
        throw Parameter.refused(
            "curves is \"" + Parameter.shown(text) + "\", which is not a list of curves", example);
      }
      String channel =
          Map.of("m", "master", "r", "red", "g", "green", "b", "blue").get(curve.group(1));
      if (channel == null || channels.put(channel, points(curve.group(2), example)) != null) {
        throw Parameter.refused("curves names the channel " + curve.group(1) + " twice", example);
      }
    }
    return channels.values().stream().allMatch("0.0/0.0 1.0/1.0"::equals)
        ? NOTHING
        : Colours.curves(channels);
  }

  /// The validated points of one curve: from 0 to 1, from left to right.
  private static String points(String text, String example) {
    var checked = new StringBuilder();
    double before = -1;
    for (String point : text.strip().split("\\s+")) {
      var match = POINT.matcher(point);
      double x = match.matches() ? Double.parseDouble(match.group(1)) : Double.NaN;
      double y = match.matches() ? Double.parseDouble(match.group(2)) : Double.NaN;
      if (!(x > before && x <= 1 && y >= 0 && y <= 1)) {
        throw Parameter.refused(
            "curves has the point \""
                + Parameter.shown(point)
                + "\", but points are x/y from 0 to 1, from left to right",
            example);
      }
      checked.append(checked.isEmpty() ? "" : " ").append(x).append('/').append(y);
      before = x;
    }
    return checked.toString();
  }
}
