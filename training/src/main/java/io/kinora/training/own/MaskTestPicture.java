package io.kinora.training.own;

import io.kinora.torch.Seeds;
import io.kinora.training.pictures.CutDrawing;
import java.util.Comparator;
import java.util.List;
import java.util.random.RandomGenerator;

/// A composed picture of the test set of the mask net.
///
/// The drawings for a background are those whose names have the smallest hashes, and each picture
/// depends only on the name of its drawing: a drawing that is added or removed changes at most one
/// picture per background.
///
/// @param name seeds everything random in the picture
record MaskTestPicture(CutDrawing thing, Ground ground, int width, int height, String name) {
  private static final long SEED = 20_261_130;

  /// The pictures for one background.
  ///
  /// @param kind distinguishes sets of pictures
  /// @param drawings of one icon set
  /// @param count of pictures, at most as many as drawings
  /// @param sizes the possible widths and heights
  static List<MaskTestPicture> of(
      String kind, List<CutDrawing> drawings, Ground ground, int count, int[][] sizes) {
    String prefix = kind + " " + ground + " ";
    return drawings.stream()
        .sorted(Comparator.comparingLong(drawing -> hash(prefix + drawing.noun())))
        .limit(count)
        .map(
            drawing -> {
              String name = prefix + drawing.noun();
              int[] size = sizes[(int) Math.floorMod(hash(name), (long) sizes.length)];
              return new MaskTestPicture(drawing, ground, size[0], size[1], name);
            })
        .toList();
  }

  private static long hash(String name) {
    return Seeds.random(SEED, "order " + name).nextLong();
  }

  /// The picture.
  ///
  /// @param withThing whether the drawing is in it, or only the background
  ComposedPicture composed(boolean withThing) {
    RandomGenerator random = Seeds.random(SEED, name);
    int[] drawn = ground.draw(random);
    int[] weave = Ground.TEXTURE.draw(random);
    return ComposedPicture.of(withThing ? thing : null, drawn, weave, width, height, random);
  }
}
