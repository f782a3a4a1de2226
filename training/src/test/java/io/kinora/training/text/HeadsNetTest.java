package io.kinora.training.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.text.Heads;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HeadsNetTest {
  private static final int DIMENSION = 5, LABELS = 3, FEATURES = 2 * DIMENSION + LABELS + 4;

  @Test
  void plain_java_twin_gives_the_same_probabilities(@TempDir Path folder) {
    Seeds.initialisation(7, "heads");
    var net = new HeadsNet(FEATURES, 8, LABELS);
    Path path = folder.resolve("heads.safetensors");
    SafeTensorsWriter.write(path, net.named(), Map.of(Heads.LABELS, "a:b c:d other"), DType.F32);
    RandomGenerator random = Seeds.random(7, "features");
    float[][] words = new float[6][FEATURES];
    float[] flat = new float[6 * FEATURES];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) random.nextGaussian();
      words[i / FEATURES][i % FEATURES] = flat[i];
    }
    float[] ones = {1, 1, 1, 1, 1, 1};
    float[] expected =
        TensorScope.infer(
            () ->
                Tensors.floats(
                    net.forward(Tensors.of(flat, 1, 6, FEATURES), Tensors.of(ones, 1, 6, 1), 0)
                        .softmax(2)));
    try (var file = SafeTensors.open(path)) {
      float[][] got = Heads.of(file, DIMENSION).score(words);
      for (int i = 0; i < expected.length; i++) {
        assertThat(got[i / LABELS][i % LABELS]).isCloseTo(expected[i], within(1e-5f));
      }
    }
  }
}
