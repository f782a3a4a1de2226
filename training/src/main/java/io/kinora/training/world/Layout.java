package io.kinora.training.world;

import static io.kinora.training.world.scenery.Props.lerp;

import io.kinora.training.world.scenery.Props;
import java.util.ArrayList;
import java.util.List;

/// The positions of a scene's things, as a function of scene, time, weather and [#NUMBERS] numbers.
///
/// A scene always has the same slots in the same order, from far to near; the i-th slot always
/// holds the same thing, or nothing. Positions and sizes are continuous, and each number affects
/// only a few slots, so that a network can learn the function.
final class Layout {
  /// The number of values in [0, 1) that determine a layout.
  static final int NUMBERS = 16;

  /// The maximum number of slots of a scene.
  static final int MAX_SLOTS = 28;

  private final String time;
  private final String weather;
  private final float[] v;
  private final List<Slot> slots = new ArrayList<>();

  private Layout(String time, String weather, float[] v) {
    this.time = time;
    this.weather = weather;
    this.v = v;
  }

  /// One thing of a scene, without the latent of its individual.
  ///
  /// @param present whether it exists at this time and in this weather
  /// @param x centre, on the reference plane
  /// @param y centre, pointing down
  /// @param halfHeight half the height of its box
  /// @param nearness 0 the sky, .25 far mountains, 1 the subjects' plane, above 1 the foreground
  /// @param mirrored whether it faces left
  record Slot(
      String thing,
      boolean present,
      double x,
      double y,
      double halfHeight,
      double nearness,
      boolean mirrored) {}

  /// The slots of a scene, from far to near, absent ones included.
  static List<Slot> of(String scene, String time, String weather, float[] v) {
    var layout = new Layout(time, weather, v);
    Places.arrange(scene, layout);
    return List.copyOf(layout.slots);
  }

  static double sunX(float[] v) {
    return lerp(-1.15, 1.15, v[0]);
  }

  static double sunY(String time, float[] v) {
    return switch (time) {
      case "sunset" -> lerp(-.10, .06, v[1]);
      case "dawn" -> lerp(-.16, .0, v[1]);
      default -> lerp(-.68, -.48, v[1]);
    };
  }

  boolean is(String... times) {
    return List.of(times).contains(time);
  }

  boolean weatherIs(String... weathers) {
    return List.of(weathers).contains(weather);
  }

  /// The i-th number, mapped to `low` … `high`.
  double v(int i, double low, double high) {
    return lerp(low, high, v[i]);
  }

  /// Whether the i-th number is above a threshold.
  boolean above(int i, double threshold) {
    return v[i] > threshold;
  }

  /// Adds stars, sun or moon, and clouds.
  void sky(int clouds) {
    boolean open = weatherIs("clear", "cloudy");
    add("stars", is("night") && weatherIs("clear"), 0, -.5, .52, 0, false);
    add("sun", weatherIs("clear") && is("day"), sunX(v), sunY(time, v), .34, 0, false);
    add("sun", open && is("sunset", "dawn"), sunX(v), sunY(time, v), .50, 0, false);
    add("moon", open && is("night"), sunX(v), sunY(time, v), .34, 0, false);
    boolean covered = weatherIs("cloudy", "rain", "snow");
    for (int i = 0; i < clouds; i++) {
      boolean present = covered || (i < 3 && weatherIs("clear"));
      double x = -2.35 + 5.2 * fraction(i * .6180339 + .28) + v(2 + i % 3, -.5, .5);
      double y = -.80 + .13 * (i * 2 % 5) + v(3 + i % 2, -.06, .06);
      double half = (covered ? .46 : .32) * (.85 + .4 * fraction(i * .37)) + v(4, -.04, .04);
      add("cloud", present, x, y, half, .08 + .03 * (i % 3), i % 2 == 1);
    }
  }

  /// Adds rain and falling snow, behind and in front of the subjects.
  void weather() {
    boolean rain = weatherIs("rain");
    boolean snow = weatherIs("snow");
    add("rain", rain, 0, 0, .26, .8, false);
    add("rain", rain, .7, 0, .44, 1.25, true);
    add("snowfall", snow, 0, 0, .34, .8, false);
    add("snowfall", snow, .7, 0, .62, 1.25, true);
  }

  void band(String thing, boolean present, double x, double y, double half, double nearness) {
    add(thing, present, x, y, half, nearness, false);
  }

  void band(String thing, double x, double y, double half, double nearness) {
    band(thing, true, x, y, half, nearness);
  }

  /// Adds a prop whose foot is at (x, foot).
  void prop(String thing, double x, double foot, double half, double nearness) {
    prop(thing, true, x, foot, half, nearness);
  }

  /// As above, but optional; it faces the middle of the picture.
  void prop(String thing, boolean present, double x, double foot, double half, double nearness) {
    add(thing, present, x, foot - Props.FOOT * half, half, nearness, x > 0);
  }

  /// Adds light around a lamp, which is visible at night or in fog.
  void glow(double x, double y, double half, double nearness) {
    boolean seen = half > 0 && (is("night", "sunset") || weatherIs("fog", "rain"));
    add("glow", seen, x, y, half, nearness, false);
  }

  /// Adds the glitter path on water under the sun or moon, from the horizon down.
  void glitter(double horizon) {
    double half = (1.04 - horizon) / 2;
    boolean seen = weatherIs("clear") || (weatherIs("cloudy") && is("sunset", "night"));
    add("glitter", seen, sunX(v), horizon + .02 + .92 * half, half, 0, false);
  }

  private void add(
      String thing,
      boolean present,
      double x,
      double y,
      double halfHeight,
      double nearness,
      boolean mirrored) {
    slots.add(new Slot(thing, present, x, y, halfHeight, nearness, mirrored));
  }

  private static double fraction(double x) {
    return x - Math.floor(x);
  }
}
