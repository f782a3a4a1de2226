package io.kinora.training.world.subject;

import io.kinora.training.world.drawing.Pen;
import java.awt.Color;
import java.util.Locale;

/// The colours of subjects that prompts can ask for.
///
/// The base colours differ enough, and the jitter is small enough, that no two are confused: orange
/// and brown differ in brightness, pink and red in saturation, purple and pink in both.
public enum Colour {
  RED(0, .85, .88),
  ORANGE(.075, .92, .98),
  YELLOW(.145, .86, .99),
  GREEN(.36, .72, .66),
  BLUE(.595, .80, .88),
  PURPLE(.765, .64, .70),
  PINK(.925, .42, .99),
  WHITE(.6, .01, .965),
  BLACK(.64, .14, .19),
  BROWN(.065, .66, .47);

  private static final double HUE_JITTER = .03;

  private final double hue;
  private final double saturation;
  private final double brightness;

  /// @param hue in turns
  Colour(double hue, double saturation, double brightness) {
    this.hue = hue;
    this.saturation = saturation;
    this.brightness = brightness;
  }

  /// The colour's name in lower-case English, for example `red`.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The colour without jitter.
  Color base() {
    return Pen.hsb(hue, saturation, brightness);
  }

  /// The colour of one individual: hue and saturation vary with `u[6]`, brightness with `u[7]`.
  public Color jittered(float[] u) {
    return Pen.hsb(
        hue + HUE_JITTER * (u[6] - .5),
        saturation * (.92 + .16 * u[6]),
        brightness * (.93 + .13 * u[7]));
  }
}
