package io.kinora.render.colour;

import io.kinora.ffmpeg.FilterPlan;
import io.kinora.render.operation.Operation.Drawing;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Colour operations by FFmpeg's filters. Values are gamma-encoded RGB from 0 to 1.
public final class Colours {
  /// The weights of red, green and blue in BT.709 luma.
  private static final double[] LUMA = {0.2126, 0.7152, 0.0722};

  private Colours() {}

  /// The weight of a channel in the luma of BT.709.
  ///
  /// @param channel 0 red, 1 green, 2 blue
  public static double luma(int channel) {
    return LUMA[channel];
  }

  /// A look-up table per channel: FFmpeg expressions in `x`, the value from 0 to 1, for red, green
  /// and blue. Results are clipped to 0 to 1.
  public static Drawing table(String red, String green, String blue) {
    return (plan, in, _) ->
        plan.add("lutrgb", Map.of("r", scaled(red), "g", scaled(green), "b", scaled(blue)), in);
  }

  public static Drawing table(String all) {
    return table(all, all, all);
  }

  private static String scaled(String expression) {
    // the filter truncates fractions
    return "st(0,val/maxval);clip(maxval*("
        + expression.replaceAll("\\bx\\b", "ld(0)")
        + ")+0.5,0,maxval)";
  }

  /// Formats a number for an FFmpeg expression.
  static String number(double value) {
    return String.format(Locale.ROOT, "(%.8f)", value);
  }

  /// A matrix from (red, green, blue) to (red, green, blue), its entries from -2 to 2.
  public static Drawing matrix(double[][] rows) {
    String names = "rgb";
    var options = new HashMap<String, Object>();
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        options.put("" + names.charAt(i) + names.charAt(j), rows[i][j]);
      }
    }
    return (plan, in, _) -> plan.add("colorchannelmixer", options, in);
  }

  /// Saturation: 0 is grey, 1 is no change.
  public static Drawing saturation(double times) {
    var rows = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = (1 - times) * LUMA[j] + (i == j ? times : 0);
      }
    }
    return matrix(rows);
  }

  /// Multiplies each channel by a factor.
  static Drawing gains(double red, double green, double blue) {
    return table("x*" + number(red), "x*" + number(green), "x*" + number(blue));
  }

  /// Colour temperature, from -1 (blue) to 1 (orange); the luma of grey is kept.
  public static Drawing temperature(double warmth) {
    double red = Math.pow(2, 0.35 * warmth);
    double blue = Math.pow(2, -0.45 * warmth);
    double luma = LUMA[0] * red + LUMA[1] + LUMA[2] * blue;
    return gains(red / luma, 1 / luma, blue / luma);
  }

  /// Contrast around middle grey: 1 is no change.
  public static Drawing contrast(double times) {
    return table("(x-0.5)*" + number(times) + "+0.5");
  }

  /// An S-shaped curve, from 0 (none) to 1 (strong), which keeps black, grey and white.
  public static Drawing sCurve(double amount) {
    double y = 0.25 - 0.13 * amount;
    String points = "0/0 0.25/%s 0.5/0.5 0.75/%s 1/1".formatted(y, 1 - y);
    return curves(Map.of("master", points));
  }

  /// Curves through points `x/y`, for `master`, `red`, `green`, `blue`.
  public static Drawing curves(Map<String, String> points) {
    return (plan, in, _) -> plan.add("curves", points, in);
  }

  /// Colour balance of shadows and highlights, in red, green and blue, from -1 to 1.
  public static Drawing balance(double[] shadows, double[] highlights) {
    var options = new HashMap<String, Object>();
    for (int i = 0; i < 3; i++) {
      options.put("rgb".charAt(i) + "s", shadows[i]);
      options.put("rgb".charAt(i) + "h", highlights[i]);
    }
    return (plan, in, _) -> plan.add("colorbalance", options, in);
  }

  /// The drawings one after the other.
  public static Drawing chain(Drawing... drawings) {
    return (plan, in, canvas) -> {
      var at = in;
      for (Drawing drawing : drawings) {
        at = drawing.draw(plan, at, canvas);
      }
      return at;
    };
  }

  /// The drawing blended over its source: 0 is no effect, 1 is full effect.
  public static Drawing faded(Drawing drawing, double strength) {
    if (strength == 1) {
      return drawing;
    }
    return (plan, in, canvas) -> {
      if (strength == 0) {
        return in;
      }
      var both = plan.split(in, 2);
      var drawn = drawing.draw(plan, both.get(0), canvas);
      var options = Map.of("all_mode", "normal", "all_opacity", strength);
      return plan.add("blend", options, planar(plan, drawn), both.get(1));
    };
  }

  /// Converts to planar RGB, which most filters accept.
  public static FilterPlan.Pad planar(FilterPlan plan, FilterPlan.Pad in) {
    return plan.add("format", Map.of("pix_fmts", "gbrp"), in);
  }
}
