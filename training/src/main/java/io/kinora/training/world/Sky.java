package io.kinora.training.world;

import io.kinora.training.world.drawing.Rgb;
import java.awt.image.BufferedImage;

/// The background of a scene: a smooth gradient from zenith to horizon with a glow around the sun
/// or the moon, deep space, or water with light from above. It has no edges; everything sharp is a
/// band or a prop.
final class Sky {
  private static final double ZENITH_Y = -1, HORIZON_Y = .35;

  private Sky() {}

  /// Three colours from the zenith over the middle to the horizon.
  record Tones(Rgb zenith, Rgb middle, Rgb horizon) {
    Tones mix(Tones other, double share) {
      return new Tones(
          zenith.mix(other.zenith, share),
          middle.mix(other.middle, share),
          horizon.mix(other.horizon, share));
    }

    Tones times(Rgb filter) {
      return new Tones(zenith.times(filter), middle.times(filter), horizon.times(filter));
    }

    /// The colour at a relative height from the zenith: a quadratic Bézier curve, without visible
    /// banding.
    Rgb at(double down) {
      double up = 1 - down;
      return zenith
          .times(up * up)
          .plus(middle.times(2 * up * down))
          .plus(horizon.times(down * down));
    }
  }

  /// The sky of x in [-3, 3] and y in [-1, 1]; it repeats with period 6 in x, and its border is
  /// repeated beyond the top and the bottom.
  ///
  /// @param v the numbers of the layout ([Layout#NUMBERS]); v[0] and v[1] place the sun
  static BufferedImage picture(
      String scene, String time, String weather, float[] v, int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Tones tones = tones(scene, time, weather);
    for (int row = 0; row < height; row++) {
      double y = -1 + 2 * (row + .5) / height;
      Rgb base = tones.at(Math.clamp((y - ZENITH_Y) / (HORIZON_Y - ZENITH_Y), 0, 1));
      for (int column = 0; column < width; column++) {
        double x = -3 + 6 * (column + .5) / width;
        image.setRGB(column, row, glowing(base, scene, time, weather, v, x, y).argb());
      }
    }
    return image;
  }

  /// The colours of the sky without sun or moon.
  static Tones tones(String scene, String time, String weather) {
    Tones air = air(time);
    switch (scene) {
      case "space" -> {
        return new Tones(Rgb.of(10, 8, 32), Rgb.of(34, 20, 74), Rgb.of(86, 44, 118));
      }
      case "underwater" -> {
        Tones water = new Tones(Rgb.of(136, 226, 234), Rgb.of(40, 150, 206), Rgb.of(16, 78, 146));
        return water.times(depthLight(time)).mix(air, .04);
      }
      case "desert" -> air = air.times(new Rgb(1, .965, .90));
      case "snowfield" -> air = air.mix(new Tones(air.horizon, air.horizon, air.horizon), .15);
      default -> {}
    }
    Rgb filter = daylight(time);
    return switch (weather) {
      case "cloudy" -> air.mix(even(172, 186, 206, 206, 216, 228).times(filter), .62);
      case "rain" -> air.mix(even(112, 128, 152, 168, 182, 198).times(filter), .82);
      case "snow" -> air.mix(even(178, 192, 214, 226, 234, 244).times(filter), .78);
      case "fog" -> air.mix(even(198, 206, 216, 228, 230, 232).times(filter), .86);
      default -> air;
    };
  }

  private static Tones air(String time) {
    return switch (time) {
      case "sunset" -> new Tones(Rgb.of(62, 58, 134), Rgb.of(226, 104, 128), Rgb.of(255, 196, 116));
      case "night" -> new Tones(Rgb.of(8, 12, 42), Rgb.of(24, 36, 92), Rgb.of(66, 84, 148));
      case "dawn" -> new Tones(Rgb.of(98, 130, 204), Rgb.of(222, 180, 214), Rgb.of(255, 218, 186));
      default -> new Tones(Rgb.of(50, 128, 222), Rgb.of(132, 196, 246), Rgb.of(222, 242, 252));
    };
  }

  /// The effect of the time of day on a grey sky.
  private static Rgb daylight(String time) {
    return switch (time) {
      case "sunset" -> new Rgb(.96, .72, .70);
      case "night" -> new Rgb(.20, .25, .42);
      case "dawn" -> new Rgb(.98, .89, .92);
      default -> new Rgb(1, 1, 1);
    };
  }

  /// The light of a time of day under water: it keeps its dimness more than its colour.
  static Rgb depthLight(String time) {
    return switch (time) {
      case "sunset" -> new Rgb(.92, .80, .88);
      case "night" -> new Rgb(.28, .38, .58);
      case "dawn" -> new Rgb(.96, .93, .98);
      default -> new Rgb(1, 1, 1);
    };
  }

  private static Tones even(int r0, int g0, int b0, int r1, int g1, int b1) {
    Rgb top = Rgb.of(r0, g0, b0);
    Rgb bottom = Rgb.of(r1, g1, b1);
    return new Tones(top, top.mix(bottom, .6), bottom);
  }

  private static Rgb glowing(
      Rgb base, String scene, String time, String weather, float[] v, double x, double y) {
    return switch (scene) {
      case "space" -> nebula(base, v, x, y);
      case "underwater" -> rays(base, time, v, x, y);
      default -> {
        double strength = "clear".equals(weather) ? 1 : "cloudy".equals(weather) ? .45 : .22;
        double sunX = Layout.sunX(v);
        double sunY = Layout.sunY(time, v);
        yield switch (time) {
          case "sunset" ->
              base.mix(Rgb.of(255, 132, 84), .55 * strength * halo(x - sunX, y - sunY, 1.5, .42))
                  .mix(Rgb.of(255, 214, 130), .80 * strength * halo(x - sunX, y - sunY, .62, .40));
          case "dawn" ->
              base.mix(Rgb.of(255, 190, 170), .50 * strength * halo(x - sunX, y - sunY, 1.4, .40))
                  .mix(Rgb.of(255, 240, 206), .75 * strength * halo(x - sunX, y - sunY, .6, .42));
          case "night" ->
              base.mix(Rgb.of(112, 140, 212), .34 * strength * halo(x - sunX, y - sunY, .7, .6));
          default ->
              base.mix(Rgb.of(255, 252, 236), .55 * strength * halo(x - sunX, y - sunY, .7, .6));
        };
      }
    };
  }

  private static Rgb nebula(Rgb base, float[] v, double x, double y) {
    double first = halo(x + 1.1 - .6 * v[3], y + .25 - .3 * v[4], 1.1, .5);
    double second = halo(x - 1.3 + .6 * v[5], y + .55 - .3 * v[6], .9, .4);
    double third = halo(x - .2 - .5 * v[7], y - .05, 1.3, .3);
    return base.mix(Rgb.of(152, 70, 178), .42 * first)
        .mix(Rgb.of(40, 120, 186), .40 * second)
        .mix(Rgb.of(224, 110, 150), .26 * third);
  }

  private static Rgb rays(Rgb base, String time, float[] v, double x, double y) {
    double depth = (y + 1) / 2;
    double light = 0;
    for (int i = 0; i < 4; i++) {
      double source = -1.8 + 1.15 * i + .4 * (v[i] - .5);
      double width = .10 + .05 * (i % 2) + .16 * depth;
      light += halo(x - source - .55 * depth, 0, width, 1) * (i % 2 == 0 ? 1 : .7);
    }
    double share = .34 * light * (1 - depth) * (1 - depth);
    Rgb beam = Rgb.of(214, 250, 246).times(depthLight(time));
    return base.mix(beam, Math.min(share, .8));
  }

  /// A smooth peak of height 1, periodic in x with the world's period.
  private static double halo(double dx, double dy, double width, double height) {
    double chord = 6 / Math.PI * Math.sin(Math.PI * dx / 6);
    return Math.exp(-(chord * chord) / (width * width) - dy * dy / (height * height));
  }
}
