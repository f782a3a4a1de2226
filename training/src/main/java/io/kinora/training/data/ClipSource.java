package io.kinora.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/// A world that produces whole pictures, to evaluate generated ones.
public interface ClipSource {
  /// The bounding box of something in a picture.
  ///
  /// @param x centre, 0 at the left edge of the picture and 1 at the right
  /// @param y centre, 0 at the top and 1 at the bottom
  /// @param halfWidth in picture widths
  /// @param halfHeight in picture heights
  record Box(double x, double y, double halfWidth, double halfHeight) {}

  /// A ground-truth picture.
  ///
  /// @param subjects opacity of all subjects, as the alpha of a picture of the same size
  /// @param boxes of the opaque part of each subject
  record Picture(Scenario scenario, BufferedImage image, BufferedImage subjects, List<Box> boxes) {}

  /// A random description of something that the world can show.
  Scenario scenario(RandomGenerator random, LayerSource.Split split);

  /// `casts` pictures of the same place, each with different subjects.
  List<Picture> pictures(RandomGenerator random, int casts, int width, int height);

  /// The frames of a clip at times in seconds.
  ///
  /// @param seed determines the individuals
  /// @param seconds the length of the clip; in its middle a subject is at the middle of its path
  List<Picture> clip(
      Scenario scenario, long seed, double seconds, double[] times, int width, int height);

  /// Whether a picture reveals the weather or time of a place: whether the world draws a different
  /// picture for another weather or time.
  boolean shows(String scene, String time, String weather, Kind kind);

  /// A property of a place that a picture may or may not reveal.
  enum Kind {
    TIME,
    WEATHER
  }
}
