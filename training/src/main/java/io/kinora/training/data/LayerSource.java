package io.kinora.training.data;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.random.RandomGenerator;

/// A world that produces training layers: pictures of things with the words and latents that they
/// were drawn from.
public interface LayerSource {
  /// One layer.
  ///
  /// @param noun its name, one of [#words]
  /// @param modifier its colour, one of [#words], or empty
  /// @param u the latent, 8 values in [0, 1)
  /// @param phase articulation in cycles, in [0, 1)
  /// @param picture premultiplied ARGB
  record Sample(String noun, String modifier, Latent u, double phase, BufferedImage picture) {}

  /// The latent vector that distinguishes individuals.
  final class Latent {
    private final float[] values;

    public Latent(float... values) {
      this.values = values.clone();
    }

    /// Uniform values in [0, 1).
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

  /// The set of samples to draw from.
  enum Split {
    /// Pairs of noun and modifier, and of noun and scene, that are used in training.
    SEEN,
    /// Pairs that are held out of training, to test the combination of words; in a clip both kinds
    /// of pairs are held out.
    UNSEEN
  }

  /// All words that samples use.
  List<String> words();

  /// Whether a split has samples.
  boolean draws(Split split);

  /// Draws a sample.
  Sample draw(RandomGenerator random, Split split);
}
