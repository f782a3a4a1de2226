package io.kinora.training.data;

import io.kinora.training.data.LayerSource.Latent;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/// A world that produces training scenes: skies, light, arrangements, habits and motion, each with
/// the words and numbers that it was made from.
public interface SceneSource {
  /// A place at a time of day and in a weather.
  record Setting(String scene, String time, String weather) {}

  /// @param numbers of the layout, 16 in [0, 1)
  record Sky(Setting setting, Latent numbers, BufferedImage picture) {}

  /// @param matrix twelve numbers: a row and its offset for red, then green, then blue
  record Lit(String thing, Setting setting, double nearness, Latent matrix) {}

  /// One slot of an arrangement.
  ///
  /// @param place x, y, half height, nearness, mirrored (1 or -1), cycles per second, drift of the
  ///     thing
  record Slot(String thing, boolean present, Latent place) {}

  /// @param slots from far to near, at most 28
  record Arranged(Setting setting, Latent numbers, List<Slot> slots) {}

  /// The default properties of a subject.
  record Habit(String noun, String colour, String scene, String action) {}

  /// The requested behaviour of a subject; empty words are not specified.
  record Cue(
      String noun,
      String action,
      String direction,
      String speed,
      String scene,
      double place,
      double crowd,
      Latent u) {
    /// The words in the order of `MotionNet`'s input.
    public List<String> words() {
      return List.of(noun, action, direction, speed, scene);
    }

    /// The numbers in the order of `MotionNet`'s input.
    public float[] numbers() {
      float[] latent = u.values();
      float[] numbers = new float[latent.length + 2];
      for (int i = 0; i < latent.length; i++) {
        numbers[i] = latent[i] - .5f;
      }
      numbers[latent.length] = (float) place;
      numbers[latent.length + 1] = (float) crowd;
      return numbers;
    }
  }

  /// The motion that follows from a cue.
  interface Performance {
    Cue cue();

    /// The 14 constants of `Motion`.
    float[] constants();

    /// x, y, rotation and logarithm of the scale at a time.
    float[] moving(double seconds);
  }

  Sky sky(RandomGenerator random, int width, int height);

  Lit lit(RandomGenerator random);

  Arranged arranged(RandomGenerator random);

  Habit habit(RandomGenerator random);

  Performance performance(RandomGenerator random);
}
