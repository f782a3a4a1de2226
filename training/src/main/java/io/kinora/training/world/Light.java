package io.kinora.training.world;

import io.kinora.training.world.drawing.Rgb;

/// The effect of time, weather and distance on a colour painted in neutral daylight: a 3×3 matrix
/// and an offset on straight sRGB from 0 to 1, with the result clipped to 0 … 1.
///
/// @param numbers twelve: a row of the matrix and its offset for red, then green, then blue
@SuppressWarnings("ArrayRecordComponent") // never compared; the array is what a network learns
record Light(float[] numbers) {
  /// The share of sky colour reflected by water.
  private static final double MIRROR = .42;

  /// The share of sky colour reflected by wet sand and foam.
  private static final double SHALLOW_MIRROR = .16;

  /// The colour of lying snow in neutral daylight.
  private static final Rgb SNOW = new Rgb(.94, .96, 1);

  /// The role of a thing in lighting. Scenery receives the full light and is covered by snow,
  /// ground more than plants and plants more than walls; a subject receives a weaker tint, so that
  /// its colour stays recognisable; a lamp (sun, moon, stars, lit windows) keeps its own light;
  /// water reflects the sky.
  enum Role {
    SCENERY(.12),
    GROUND(.72),
    PLANT(.34),
    SUBJECT(0),
    LAMP(0),
    WATER(0),
    SURF(.12),
    AIRY(0),
    SNOWY(0);

    /// The share of it that snow covers.
    private final double cover;

    Role(double cover) {
      this.cover = cover;
    }

    /// The role of a prop or a band.
    static Role of(String thing) {
      return switch (thing) {
        case "sun", "moon", "stars", "planet", "glow", "glitter", "lit tower", "lit skyline" ->
            LAMP;
        case "rain", "snowfall" -> SUBJECT;
        case "water" -> WATER;
        case "surf" -> SURF;
        case "meadow", "hills", "sand", "dunes", "wheat field" -> GROUND;
        case "oak",
            "pine",
            "palm",
            "bush",
            "fern",
            "jungle tree",
            "cactus",
            "tree line",
            "jungle wall",
            "flowers",
            "rock",
            "hay bale" ->
            PLANT;
        case "cloud", "shadow" -> AIRY;
        case "snow ground", "snowy pine", "snowy mountains", "snowman", "iceberg" -> SNOWY;
        default -> SCENERY;
      };
    }

    /// Whether it receives the full light of the scene.
    boolean scenic() {
      return this != SUBJECT && this != LAMP;
    }
  }

  /// The light at a distance.
  ///
  /// @param nearness 0 the sky, .25 far mountains, 1 the subjects' plane, above 1 the foreground
  static Light of(String scene, String time, String weather, Role role, double nearness) {
    Grade grade = underSky(scene, time, role);
    Rgb filter = grade.filter;
    double saturation = grade.saturation;
    double strength =
        switch (role) {
          case SUBJECT -> .5;
          case LAMP -> .2;
          default -> 1;
        };
    double cover = 0;
    if (!"space".equals(scene) && !"underwater".equals(scene)) {
      cover = "snow".equals(weather) ? role.cover : 0;
      Grade overcast = overcast(weather);
      filter = filter.times(new Rgb(1, 1, 1).mix(overcast.filter, strength));
      saturation *= 1 + (overcast.saturation - 1) * strength;
    }
    if (role.scenic() && role != Role.WATER) {
      filter = filter.times(1 - .16 * Math.clamp((nearness - 1) / .3, 0, 1));
    }
    Sky.Tones sky = Sky.tones(scene, time, weather);
    double haze = haze(scene, time, weather, role, nearness);
    double mirror = role == Role.WATER ? MIRROR : role == Role.SURF ? SHALLOW_MIRROR : 0;
    if (mirror > 0) {
      double share = mirror * (1 - haze);
      return compose(
          new Grade(saturation, filter),
          cover,
          sky.at(.86).mix(sky.at(.55), share / (share + haze)),
          haze + share);
    }
    return compose(new Grade(saturation, filter), cover, sky.at(.86), haze);
  }

  /// A saturation and a colour filter.
  private record Grade(double saturation, Rgb filter) {}

  private static Grade underSky(String scene, String time, Role role) {
    if ("space".equals(scene)) {
      return role.scenic() ? new Grade(.95, new Rgb(.80, .76, .92)) : daylight();
    }
    Grade grade =
        switch (role) {
          case WATER -> water(time);
          case SURF -> surf(time);
          case SNOWY -> snow(time);
          case SUBJECT -> subject(time);
          case LAMP -> lamp(time);
          default -> scenery(time);
        };
    if ("underwater".equals(scene)) {
      Rgb depth = Sky.depthLight(time);
      return role.scenic()
          ? new Grade(.95, depth.times(new Rgb(.66, .92, 1)))
          : new Grade(1, depth.mix(new Rgb(1, 1, 1), .55).times(new Rgb(.86, .97, 1)));
    }
    return grade;
  }

  private static Grade daylight() {
    return new Grade(1, new Rgb(1, 1, 1));
  }

  private static Grade scenery(String time) {
    return switch (time) {
      case "sunset" -> new Grade(.86, new Rgb(.92, .66, .60));
      case "night" -> new Grade(.54, new Rgb(.29, .38, .63));
      case "dawn" -> new Grade(.84, new Rgb(.94, .84, .90));
      default -> daylight();
    };
  }

  private static Grade water(String time) {
    return switch (time) {
      case "sunset" -> new Grade(.90, new Rgb(.86, .52, .66));
      case "dawn" -> new Grade(.90, new Rgb(.92, .82, .96));
      default -> scenery(time);
    };
  }

  /// The grade of foam and wet sand: nearly unsaturated in warm light, because otherwise their blue
  /// becomes grey green.
  private static Grade surf(String time) {
    return switch (time) {
      case "sunset" -> new Grade(.52, new Rgb(1, .74, .70));
      case "dawn" -> new Grade(.70, new Rgb(1, .88, .90));
      default -> scenery(time);
    };
  }

  /// The grade of snow: less tinted by the light than its surroundings, so that it stays the
  /// brightest area.
  private static Grade snow(String time) {
    return switch (time) {
      case "sunset" -> new Grade(.86, new Rgb(.93, .77, .80));
      case "dawn" -> new Grade(.84, new Rgb(.95, .88, .94));
      default -> scenery(time);
    };
  }

  private static Grade subject(String time) {
    return switch (time) {
      case "sunset" -> new Grade(1, new Rgb(1, .88, .80));
      case "night" -> new Grade(.90, new Rgb(.66, .72, .90));
      case "dawn" -> new Grade(.98, new Rgb(1, .95, .96));
      default -> daylight();
    };
  }

  private static Grade lamp(String time) {
    return switch (time) {
      case "sunset" -> new Grade(1, new Rgb(1, .84, .58));
      case "dawn" -> new Grade(1, new Rgb(1, .95, .84));
      default -> daylight();
    };
  }

  private static Grade overcast(String weather) {
    return switch (weather) {
      case "cloudy" -> new Grade(.80, new Rgb(.90, .92, .95));
      case "rain" -> new Grade(.66, new Rgb(.67, .72, .79));
      case "snow" -> new Grade(.74, new Rgb(.95, .97, 1));
      case "fog" -> new Grade(.70, new Rgb(.94, .95, .96));
      default -> daylight();
    };
  }

  /// The share of haze in a colour: largest for far mountains, 0 in front of the subjects. The sky
  /// itself (nearness 0) has no haze unless the weather hides it.
  private static double haze(
      String scene, String time, String weather, Role role, double nearness) {
    if ("space".equals(scene)) {
      return 0;
    }
    double distance = Math.clamp(1 - nearness, 0, 1);
    double ground = Math.min(1, nearness / .25);
    double clear =
        switch (time) {
          case "sunset", "dawn" -> .62;
          case "night" -> .55;
          default -> .52;
        };
    if ("underwater".equals(scene)) {
      return .95 * Math.pow(distance, 1.1) * ground;
    }
    double veil =
        switch (weather) {
          case "cloudy" -> .10;
          case "rain" -> .28;
          case "snow" -> .26;
          case "fog" -> .72;
          default -> 0;
        };
    double air = clear * Math.pow(distance, 1.6) * ground;
    double behindWeather = veil * (.15 + .85 * Math.min(1, distance * 1.35));
    double share = 1 - (1 - air) * (1 - behindWeather);
    return role == Role.SUBJECT ? share * .5 : share;
  }

  /// @param cover the share of lying snow
  /// @param haze the share of `air`
  private static Light compose(Grade grade, double cover, Rgb air, double haze) {
    double[] luma = {.299, .587, .114};
    Rgb filter = grade.filter;
    double[] gain = {filter.red(), filter.green(), filter.blue()};
    double[] white = {SNOW.red(), SNOW.green(), SNOW.blue()};
    double[] offset = {air.red(), air.green(), air.blue()};
    var numbers = new float[12];
    for (int row = 0; row < 3; row++) {
      double seen = (1 - haze) * gain[row];
      for (int column = 0; column < 3; column++) {
        double own = row == column ? grade.saturation : 0;
        double grey = (1 - grade.saturation) * luma[column];
        numbers[4 * row + column] = (float) (seen * (1 - cover) * (own + grey));
      }
      numbers[4 * row + 3] = (float) (seen * cover * white[row] + haze * offset[row]);
    }
    return new Light(numbers);
  }

  /// A colour 0xAARRGGBB, not premultiplied, in this light; its opacity stays.
  int apply(int argb) {
    int red = argb >> 16 & 255;
    int green = argb >> 8 & 255;
    int blue = argb & 255;
    return (argb & 0xff000000)
        | (channel(0, red, green, blue) << 16)
        | (channel(4, red, green, blue) << 8)
        | channel(8, red, green, blue);
  }

  private int channel(int row, int red, int green, int blue) {
    float level =
        numbers[row] * red
            + numbers[row + 1] * green
            + numbers[row + 2] * blue
            + numbers[row + 3] * 255;
    return Math.clamp(Math.round(level), 0, 255);
  }
}
