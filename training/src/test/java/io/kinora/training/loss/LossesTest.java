package io.kinora.training.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class LossesTest {
  private static Tensor noise(int k) {
    return Seeds.normal(Seeds.random(k, "losses"), 2, 4, 8, 8);
  }

  @Test
  void nothing_is_lost_on_the_truth() {
    assertThat(Losses.reconstruction(noise(1), noise(1)).item_double()).isZero();
  }

  @Test
  void a_constant_error_counts_as_itself_its_areas_and_its_square() {
    double d = .2; // L1 d, edges 0, areas d, square d * d
    Tensor truth = torch.zeros(1, 1, 8, 8); // smooth: all weights are 1
    assertThat(Losses.reconstruction(Ops.plus(truth, d), truth).item_double())
        .isCloseTo(d + .5 * d + 4 * d * d, within(1e-5));
  }

  @Test
  void stripes_count_as_edges_and_not_as_areas() {
    float[] stripes = new float[64];
    for (int i = 0; i < 64; i++) {
      stripes[i] = i % 2 == 0 ? .1f : -.1f; // upright, one pixel wide
    }
    Tensor truth = torch.zeros(1, 1, 8, 8);
    double expected = .1 + .5 * .2 + 4 * .01;
    assertThat(Losses.reconstruction(Tensors.of(stripes, 1, 1, 8, 8), truth).item_double())
        .isCloseTo(expected, within(1e-5));
    assertThat(
            Losses.reconstruction(Tensors.of(stripes, 1, 1, 8, 8).transpose(2, 3), truth)
                .item_double())
        .isCloseTo(expected, within(1e-5));
  }

  @Test
  void a_rare_bright_dot_weighs_ten_times_as_much_as_the_dark_around_it() {
    float[] night = new float[256];
    night[8 * 16 + 8] = 1;
    float[] weight = Tensors.floats(Losses.detail(Tensors.of(night, 1, 1, 16, 16)));
    assertThat(weight[8 * 16 + 8]).isCloseTo(10, within(1e-4f));
    assertThat(weight[0]).isCloseTo(1, within(1e-4f));
    Tensor dark = torch.zeros(1, 1, 16, 16);
    Tensor starry = Tensors.of(night, 1, 1, 16, 16);
    double missed = Losses.reconstruction(dark, starry).item_double();
    double invented = Losses.reconstruction(starry, dark).item_double();
    double even = Losses.reconstruction(Ops.plus(dark, 1 / 256.0), dark).item_double();
    assertThat(missed).isGreaterThan(1.5 * invented);
    assertThat(invented).isGreaterThan(3 * even); // the same error, spread
  }

  @Test
  void opacity_is_least_at_the_truth_and_pulls_as_hard_when_sure_of_the_wrong() {
    Tensor clear = torch.zeros(1, 4, 8, 8);
    Tensor sure = torch.full(new long[] {1, 1, 8, 8}, Ops.scalar(16)).set_requires_grad(true);
    Tensor wrong = Losses.opacity(sure, clear);
    assertThat(wrong.item_double()).isCloseTo(16, within(1e-3));
    wrong.backward();
    assertThat(sure.grad().sum().item_double()).isCloseTo(1, within(1e-3));
    assertThat(Losses.opacity(sure.neg(), clear).item_double()).isCloseTo(0, within(1e-3));
    Tensor half = torch.full(new long[] {1, 4, 8, 8}, Ops.scalar(.5));
    assertThat(Losses.opacity(torch.zeros(1, 1, 8, 8), half).item_double())
        .isCloseTo(Math.log(2), within(1e-4));
  }

  @Test
  void hinge_pushes_real_scores_above_1_and_fake_ones_below_minus_1() {
    Tensor real = Tensors.of(new float[] {2, 0}, 2, 1);
    Tensor fake = Tensors.of(new float[] {-3, .5f}, 2, 1);
    assertThat(Losses.hinge(real, fake).item_double()).isCloseTo(.5 + .75, within(1e-6));
    assertThat(Losses.hinge(real, real.neg()).item_double()).isCloseTo(1, within(1e-6));
    assertThat(Losses.generatorHinge(fake).item_double()).isCloseTo(1.25, within(1e-6));
  }

  @Test
  void a_pair_is_told_apart_when_its_scores_differ_by_1_wherever_they_lie() {
    Tensor real = Tensors.of(new float[] {100, -100, 0}, 3, 1);
    assertThat(Losses.pairedHinge(real, Ops.plus(real, -1)).item_double()).isZero();
    assertThat(Losses.pairedHinge(real, real).item_double()).isCloseTo(1, within(1e-6));
    assertThat(Losses.pairedHinge(real, Ops.plus(real, 2)).item_double())
        .isCloseTo(3, within(1e-5));
  }

  @Test
  void feature_matching_adds_the_distances_of_the_stages() {
    List<Tensor> fake = List.of(torch.zeros(2, 3), torch.ones(5));
    List<Tensor> real = List.of(torch.ones(2, 3), Ops.plus(torch.ones(5), .5));
    assertThat(Losses.featureMatching(fake, real).item_double()).isCloseTo(1.5, within(1e-6));
    assertThat(Losses.featureMatching(real, real).item_double()).isZero();
  }

  @Test
  void psnr_is_20_decibels_for_an_error_of_a_tenth() {
    Tensor x = torch.zeros(4, 4);
    assertThat(Losses.psnr(x, Ops.plus(x, .1))).isCloseTo(20, within(1e-4));
    assertThat(Losses.psnr(x, x)).isEqualTo(Double.POSITIVE_INFINITY);
  }
}
