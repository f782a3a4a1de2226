package io.kinora.training.task;

import io.kinora.house.net.Phrases;
import io.kinora.torch.Seeds;
import io.kinora.training.world.DioramaWords;
import java.util.ArrayList;
import java.util.List;

/// Vectors for the world's words that are as far apart as a sentence encoder's, without loading
/// one.
public final class Words {
  private Words() {}

  public static Phrases phrases() {
    List<String> names = DioramaWords.all();
    var random = Seeds.random(1, "words");
    List<float[]> vectors = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      float[] vector = new float[Phrases.DIMENSION];
      for (int d = 0; d < vector.length; d++) {
        vector[d] = (float) random.nextGaussian();
      }
      vectors.add(vector);
    }
    return Phrases.standardised(names, vectors);
  }
}
