package io.kinora.training.style;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.vision.Vgg;
import org.junit.jupiter.api.Test;

class FeatureClassifierTest {
  private static final int NAMES = 7, COUNT = 6, SIDE = 32;

  /// The statistics of the batch are in the convolutions afterwards, so both give the same.
  @Test
  void folded_convolutions_give_what_normalised_ones_give() {
    Seeds.initialisation(3, "classifier");
    var classifier = new FeatureClassifier(NAMES);
    var plain = new Vgg(Vgg.Config.KINORA);
    float[] pictures =
        Tensors.floats(Seeds.normal(Seeds.random(4, "pictures"), COUNT, 3, SIDE, SIDE));
    float[][] logits =
        TensorScope.infer(
            () -> {
              // scales and shifts that training has moved, and a batch far from mean 0
              classifier
                  .named()
                  .forEach(
                      (name, tensor) -> {
                        if (name.startsWith("scale") || name.startsWith("shift")) {
                          tensor.add_(
                              Ops.times(Seeds.normal(Seeds.random(5, name), tensor.numel()), .3));
                        }
                      });
              var x = Ops.plus(Tensors.of(pictures, COUNT, 3, SIDE, SIDE), 2);
              classifier.fold(x, plain);
              return new float[][] {
                Tensors.floats(classifier.forward(x)),
                Tensors.floats(classifier.logits(plain.forward(x).last()))
              };
            });
    assertThat(logits[0]).hasSize(COUNT * NAMES);
    for (int i = 0; i < logits[0].length; i++) {
      assertThat(logits[1][i]).isCloseTo(logits[0][i], within(1e-3f));
    }
    assertThat(logits[0][0]).isNotCloseTo(logits[0][NAMES], within(1e-3f));
    classifier.close();
    plain.close();
  }
}
