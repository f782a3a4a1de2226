package io.kinora.render.colour;

import io.kinora.ffmpeg.FilterPlan;
import io.kinora.render.operation.Operation.Drawing;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Colour operations as FFmpeg's filters do them. Values are gamma-encoded RGB from 0 to 1.
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

  /// Each channel by itself, through a table: an expression of FFmpeg in `x`, the value from 0 to
  /// 1, for red, green and blue. What falls outside of 0 to 1 is cut off.
  public static Drawing table(String red, String green, String blue) {
    return (plan, in, _) ->
        plan.add("lutrgb", Map.of("r", scaled(red), "g", scaled(green), "b", scaled(blue)), in);
  }

  public static Drawing table(String all) {
    return table(all, all, all);
  }

  private static String scaled(String expression) {
    // the filter cuts its fractions off
    return "st(0,val/maxval);clip(maxval*("
        + expression.replaceAll("\\bx\\b", "ld(0)")
        + ")+0.5,0,maxval)";
  }

  /// A number in an expression of FFmpeg.
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

  /// Saturation: 0 is grey, 1 is as it was.
  public static Drawing saturation(double times) {
    var rows = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        rows[i][j] = (1 - times) * LUMA[j] + (i == j ? times : 0);
      }
    }
    return matrix(rows);
  }

  /// Each channel times a factor.
  static Drawing gains(double red, double green, double blue) {
    return table("x*" + number(red), "x*" + number(green), "x*" + number(blue));
  }

  /// Light of another temperature, from -1 (blue) to 1 (orange); the luma of grey stays.
  public static Drawing temperature(double warmth) {
    double red = Math.pow(2, 0.35 * warmth);
    double blue = Math.pow(2, -0.45 * warmth);
    double luma = LUMA[0] * red + LUMA[1] + LUMA[2] * blue;
    return gains(red / luma, 1 / luma, blue / luma);
  }

  /// Contrast around the middle grey: 1 is as it was.
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

  /// One after the other.
  public static Drawing chain(Drawing... drawings) {
    return (plan, in, canvas) -> {
      var at = in;
      for (Drawing drawing : drawings) {
        at = drawing.draw(plan, at, canvas);
      }
      return at;
    };
  }

  /// The drawing laid over what it was made of: 0 is not at all, 1 is whole.
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

  /// Planar RGB, which most filters take.
  public static FilterPlan.Pad planar(FilterPlan plan, FilterPlan.Pad in) {
    return plan.add("format", Map.of("pix_fmts", "gbrp"), in);
  }
}
