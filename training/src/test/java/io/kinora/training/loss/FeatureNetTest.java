package io.kinora.training.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class FeatureNetTest {
  private final FeatureNet net = fresh();
  private final Tensor x = Seeds.normal(Seeds.random(1, "picture"), 2, 3, 32, 64);

  private static FeatureNet fresh() {
    Seeds.initialisation(1, "features");
    return new FeatureNet(7, 5);
  }

  @Test
  void gives_features_at_four_sizes_and_two_answers() {
    var sight = net.forward(x);
    assertThat(sight.noun().shape()).containsExactly(2, 7);
    assertThat(sight.colour().shape()).containsExactly(2, 5);
    assertThat(sight.features()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(sight.features().get(i).size(2)).isEqualTo(32 >> i);
      assertThat(sight.features().get(i).size(3)).isEqualTo(64 >> i);
    }
  }

  /// A picture is at no distance from itself, and the farther the more it is disturbed.
  @Test
  void the_perceptual_loss_grows_with_the_difference() {
    Tensor noise = Seeds.normal(Seeds.random(2, "noise"), 2, 3, 32, 64);
    assertThat(distance(x)).isZero();
    double little = distance(x.add(Ops.times(noise, .1)));
    double much = distance(x.add(Ops.times(noise, .5)));
    assertThat(little).isPositive();
    assertThat(much).isGreaterThan(little);
  }

  private double distance(Tensor other) {
    return TensorScope.infer(
        () ->
            Losses.perceptual(net.forward(other).features(), net.forward(x).features())
                .item_double());
  }

  @Test
  void every_parameter_learns() {
    var sight = net.forward(x);
    sight.noun().square().sum().add(sight.colour().square().sum()).backward();
    net.named()
        .forEach(
            (name, parameter) -> {
              double most = TensorScope.compute(() -> parameter.grad().abs().max().item_double());
              assertThat(most).as(name).isPositive().isFinite();
            });
  }
}
