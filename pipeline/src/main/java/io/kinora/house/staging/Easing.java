package io.kinora.house.staging;

/// Smooth transitions of values.
public final class Easing {
  private Easing() {}

  /// The smoothstep of a value: 0 up to `from`, 1 beyond `to`, and 3t² - 2t³ between them.
  public static double smoothstep(double from, double to, double value) {
    double t = Math.clamp((value - from) / (to - from), 0, 1);
    return t * t * (3 - 2 * t);
  }
}
