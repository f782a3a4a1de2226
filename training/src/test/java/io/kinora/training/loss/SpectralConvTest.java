package io.kinora.training.loss;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class SpectralConvTest {
  private final SpectralConv conv = fresh();
  private final Tensor x = Seeds.normal(Seeds.random(1, "spectral"), 2, 3, 8, 8);

  private static SpectralConv fresh() {
    Seeds.initialisation(1, "spectral");
    return new SpectralConv(3, 6, 3, 1);
  }

  private Tensor weight() {
    return requireNonNull(conv.named().get("weight")).detach();
  }

  /// By power iteration, with many more steps than the layer takes.
  private static double largestSingularValue(Tensor matrix) {
    Tensor v = torch.ones(matrix.size(1));
    for (int i = 0; i < 300; i++) {
      v = torch.matmul(matrix.t(), torch.matmul(matrix, v));
      v = v.div(v.norm());
    }
    return torch.matmul(matrix, v).norm().item_double();
  }

  /// The weight that the layer convolves with: what it makes of single bright pixels.
  private Tensor used() {
    Tensor impulses = torch.zeros(3, 3, 3, 3); // one for each input channel
    for (int channel = 0; channel < 3; channel++) {
      impulses.select(0, channel).select(0, channel).select(0, 1).select(0, 1).fill_(Ops.scalar(1));
    }
    Tensor response = conv.forward(impulses).detach(); // [in, out, 3, 3], turned by half a turn
    return response.flip(2, 3).transpose(0, 1).reshape(6, 27);
  }

  @Test
  void uses_a_weight_whose_largest_singular_value_is_the_gain() {
    TensorScope.run(() -> weight().mul_(Ops.scalar(9))); // far from 1 before it is divided
    for (int i = 0; i < 30; i++) {
      assertThat(conv.forward(x).size(1)).isEqualTo(6);
    }
    assertThat(largestSingularValue(weight().reshape(6, 27))).isGreaterThan(3);
    assertThat(largestSingularValue(used())).isCloseTo(SpectralConv.GAIN, within(.03));
  }

  @Test
  void follows_a_weight_that_changes() {
    for (int i = 0; i < 30; i++) {
      assertThat(conv.forward(x).size(1)).isEqualTo(6);
    }
    weight().copy_(Seeds.normal(Seeds.random(2, "spectral"), 6, 3, 3, 3));
    for (int i = 0; i < 30; i++) {
      assertThat(conv.forward(x).size(1)).isEqualTo(6);
    }
    assertThat(largestSingularValue(used())).isCloseTo(SpectralConv.GAIN, within(.03));
  }

  @Test
  void divides_the_size_by_its_stride() {
    assertThat(conv.forward(x).shape()).containsExactly(2, 6, 8, 8);
    assertThat(new SpectralConv(3, 5, 3, 2).forward(x).shape()).containsExactly(2, 5, 4, 4);
    assertThat(new SpectralConv(3, 5, 1, 1).forward(x).shape()).containsExactly(2, 5, 8, 8);
  }

  @Test
  void gradients_reach_weight_and_bias() {
    conv.forward(x).square().sum().backward();
    conv.named()
        .forEach(
            (name, parameter) ->
                assertThat(parameter.grad().abs().max().item_double()).as(name).isPositive());
    assertThat(conv.named().keySet()).containsExactly("weight", "bias");
  }
}
