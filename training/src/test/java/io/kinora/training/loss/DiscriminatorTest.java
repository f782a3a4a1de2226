package io.kinora.training.loss;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class DiscriminatorTest {
  private final Discriminator discriminator = fresh();
  private final Tensor x = Seeds.normal(Seeds.random(1, "picture"), 2, 4, 32, 64);
  private final Tensor text = Seeds.normal(Seeds.random(1, "text"), 2, 20);

  private static Discriminator fresh() {
    Seeds.initialisation(1, "discriminator");
    return new Discriminator(4, 20);
  }

  @Test
  void gives_one_score_a_picture_and_the_features_of_each_stage() {
    var verdict = discriminator.forward(x, text);
    assertThat(verdict.scores().shape()).containsExactly(2, 1);
    assertThat(verdict.features()).hasSize(4);
    for (int i = 0; i < 4; i++) {
      Tensor features = verdict.features().get(i);
      assertThat(features.size(0)).isEqualTo(2);
      assertThat(features.size(2)).isEqualTo(32 >> (i + 2));
      assertThat(features.size(3)).isEqualTo(64 >> (i + 2));
    }
  }

  @Test
  void judges_small_maps_of_many_channels_by_few_stages() {
    var small = new Discriminator(80, 20, 12, 16, 16);
    var verdict = small.forward(Seeds.normal(Seeds.random(1, "code"), 2, 80, 16, 16), text);
    assertThat(verdict.scores().shape()).containsExactly(2, 1);
    assertThat(verdict.features()).hasSize(2);
    assertThat(verdict.features().getLast().shape()).containsExactly(2, 16, 2, 2);
  }

  @Test
  void the_score_depends_on_the_text_where_the_picture_is_the_same() {
    Tensor picture = x.narrow(0, 0, 1).expand(2, 4, 32, 64).contiguous();
    assertThat(difference(picture, text)).isGreaterThan(1e-4f);
  }

  @Test
  void the_score_depends_on_the_picture_where_the_text_is_the_same() {
    assertThat(difference(x, oneText())).isGreaterThan(1e-4f);
  }

  @Test
  void the_same_picture_with_the_same_text_has_the_same_score() {
    Tensor picture = x.narrow(0, 0, 1).expand(2, 4, 32, 64).contiguous();
    assertThat(difference(picture, oneText())).isLessThan(1e-6f);
  }

  private Tensor oneText() {
    return text.narrow(0, 0, 1).expand(2, 20).contiguous();
  }

  /// Between the scores of the two pictures of a batch.
  private float difference(Tensor pictures, Tensor texts) {
    float[] scores = Tensors.floats(discriminator.forward(pictures, texts).scores());
    return Math.abs(scores[0] - scores[1]);
  }

  @Test
  void every_parameter_and_the_picture_get_a_gradient() {
    Tensor picture = x.set_requires_grad(true);
    discriminator.forward(picture, text).scores().sum().backward();
    assertThat(picture.grad().abs().max().item_double()).isPositive();
    discriminator
        .named()
        .forEach(
            (name, parameter) -> {
              double most = TensorScope.compute(() -> parameter.grad().abs().max().item_double());
              assertThat(most).as(name).isPositive().isFinite();
            });
  }
}
