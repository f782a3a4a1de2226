package io.kinora.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/// A world of whole pictures, for those that judge generated ones.
public interface ClipSource {
  /// Where something is in a picture.
  ///
  /// @param x middle, 0 at the left edge of the picture and 1 at the right
  /// @param y middle, 0 at the top and 1 at the bottom
  /// @param halfWidth in picture widths
  /// @param halfHeight in picture heights
  record Box(double x, double y, double halfWidth, double halfHeight) {}

  /// A true picture.
  ///
  /// @param subjects opacity of everything that acts, the alpha of a picture of the same size
  /// @param boxes of what acts, one by one; the part of each that is opaque
  record Picture(Scenario scenario, BufferedImage image, BufferedImage subjects, List<Box> boxes) {}

  /// A description of something that the world can show.
  Scenario scenario(RandomGenerator random, LayerSource.Split split);

  /// `casts` pictures of the same place, each with subjects of its own.
  List<Picture> pictures(RandomGenerator random, int casts, int width, int height);

  /// The frames of a clip at times in seconds.
  ///
  /// @param seed tells the individuals
  /// @param seconds the length of the clip, at whose middle a subject is in the middle of its path
  List<Picture> clip(
      Scenario scenario, long seed, double seconds, double[] times, int width, int height);

  /// Whether a picture tells the weather, or the time, of a place: whether the world draws another
  /// picture under another one.
  boolean shows(String scene, String time, String weather, Kind kind);

  /// What of a place a picture may or may not tell.
  enum Kind {
    TIME,
    WEATHER
  }
}
