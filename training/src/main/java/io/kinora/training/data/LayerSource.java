package io.kinora.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/// A world of layers to learn from: pictures of things with the words and numbers that made them.
public interface LayerSource {
  /// One layer.
  ///
  /// @param noun what it is, one of [#words]
  /// @param modifier its colour, one of [#words], or empty
  /// @param u the latent, 8 numbers in [0, 1)
  /// @param phase articulation in cycles, in [0, 1)
  /// @param picture premultiplied ARGB
  record Sample(String noun, String modifier, Latent u, double phase, BufferedImage picture) {}

  /// The numbers that tell one individual from another.
  final class Latent {
    private final float[] values;

    public Latent(float... values) {
      this.values = values.clone();
    }

    /// Uniform numbers in [0, 1).
    public static Latent random(RandomGenerator random, int count) {
      float[] values = new float[count];
      for (int i = 0; i < count; i++) {
        values[i] = random.nextFloat();
      }
      return new Latent(values);
    }

    public float[] values() {
      return values.clone();
    }
  }

  /// Which samples to draw.
  enum Split {
    /// Pairs of noun and modifier, and of noun and scene, that training may see.
    SEEN,
    /// Pairs that training never sees, held out to test that words combine: in a clip, both.
    UNSEEN
  }

  /// All words that samples use.
  List<String> words();

  /// Whether there is anything to draw in a split.
  boolean draws(Split split);

  /// Draws a sample.
  Sample draw(RandomGenerator random, Split split);
}
