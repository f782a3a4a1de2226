package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class PainterTest {
  /// Painted at 32×64.
  private static final Painter.Spec TINY = new Painter.Spec(2, 4, List.of(8, 8, 6, 4), 5);

  private final Painter painter = fresh();
  private final Tensor text = Seeds.normal(Seeds.random(1, "text"), 2, Painter.TEXT);
  private final Tensor u = Ops.times(Ops.plus(input(1, 2, Painter.LATENT), 1), .5);

  private static Painter fresh() {
    Seeds.initialisation(4, "painter");
    return new Painter(TINY);
  }

  private static Tensor phase(double cycles) {
    return Tensors.of(new float[] {(float) cycles, (float) cycles}, 2, 1);
  }

  private Tensor painted(double cycles) {
    return painter.forward(text, u, phase(cycles));
  }

  @Test
  void paints_four_channels_at_twice_the_size_of_its_logits() {
    assertThat(painter.levels()).isEqualTo(3);
    Tensor w = painter.style(text, u, phase(0));
    assertThat(w.shape()).containsExactly(2, 256);
    Tensor trunk = painter.trunk(w, painter.levels());
    assertThat(trunk.shape()).containsExactly(2, TINY.colours() + 3, 16, 32);
    assertThat(painted(0).shape()).containsExactly(2, 4, 32, 64);
    assertThat(painter.paint(trunk, w, 1).shape()).containsExactly(2, 4, 16, 32);
    assertThat(painter.paint(trunk, w, 8).shape()).containsExactly(2, 4, 128, 256);
    assertThat(painter.trunk(w, 2).shape()).containsExactly(2, TINY.colours() + 3, 8, 16);
  }

  @Test
  void computes_what_it_always_did() {
    Tensor w = filled(painter).style(input(1, 1, Painter.TEXT), u.narrow(0, 0, 1), onePhase());
    assertEnds(
        w, .4847, 1.6249, -.3809, -.4615, 1.0024, 1.6649, -.4339, -.4618, -.4492, -.4244, 1.5485,
        .9406, -.4613, -.4174, 1.7525, .8659);
    Tensor trunk = painter.trunk(w, painter.levels());
    assertEnds(
        trunk, .1573, .0443, -.2532, -.5287, -.6649, -.6721, -.6212, -.5695, -.8483, -.6899, -.4699,
        -.2363, .0169, .2137, .3439, .3544);
    assertEnds(
        painter.paint(trunk, w, 2),
        .4276,
        .4221,
        .4107,
        .3965,
        .3776,
        .3667,
        .3653,
        .3667,
        .7048,
        .6962,
        .6948,
        .7038,
        .7220,
        .7411,
        .7612,
        .7711);
  }

  private static Tensor onePhase() {
    return Tensors.of(new float[] {.3f}, 1, 1);
  }

  @Test
  void repeats_after_one_cycle() {
    assertThat(distance(painted(0), painted(1))).isLessThan(1e-5);
    assertThat(distance(painted(.37), painted(1.37))).isLessThan(1e-4);
    assertThat(distance(painted(0), painted(.5))).isGreaterThan(1e-2);
    assertThat(distance(painted(.25), painted(.75))).isGreaterThan(1e-2);
  }

  @Test
  void colours_are_multiplied_by_alpha() {
    Tensor picture = painted(.2);
    Tensor alpha = picture.narrow(1, 3, 1);
    assertThat(alpha.min().item_float()).isNotNegative();
    assertThat(alpha.max().item_float()).isLessThanOrEqualTo(1.00001f);
    Tensor colour = picture.narrow(1, 0, 3);
    assertThat(colour.sub(Ops.times(alpha, 1.25)).max().item_float()).isLessThan(1e-5f);
    assertThat(colour.add(Ops.times(alpha, .25)).min().item_float()).isGreaterThan(-1e-5f);
    assertThat(alpha.std(false).item_float()).as("alpha varies").isGreaterThan(.01f);
  }

  @Test
  void the_first_colour_pair_is_transparent() {
    Tensor w = painter.style(text, u, phase(0));
    Tensor trunk = torch.zeros(2, TINY.colours() + 3, 4, 4);
    trunk.narrow(1, 0, 1).fill_(Ops.scalar(1000));
    assertThat(painter.paint(trunk, w, 2).abs().max().item_float()).isLessThan(1e-5f);
    trunk.narrow(1, 0, 1).fill_(Ops.scalar(-1000));
    assertThat(painter.paint(trunk, w, 2).narrow(1, 3, 1).min().item_float())
        .isGreaterThan(.99999f);
  }

  @Test
  void other_words_or_latents_give_another_picture() {
    Tensor picture = painted(0);
    Tensor otherText = Seeds.normal(Seeds.random(2, "text"), 2, Painter.TEXT);
    assertThat(distance(picture, painter.forward(otherText, u, phase(0)))).isGreaterThan(.02);
    Tensor otherU = Ops.plus(u.neg(), 1);
    assertThat(distance(picture, painter.forward(text, otherU, phase(0)))).isGreaterThan(.02);
    assertThat(distance(picture.narrow(0, 0, 1), picture.narrow(0, 1, 1))).isGreaterThan(.02);
  }

  @Test
  void rows_of_a_batch_do_not_meet() {
    Tensor second =
        painter.forward(text.narrow(0, 1, 1), u.narrow(0, 1, 1), phase(.2).narrow(0, 1, 1));
    assertThat(distance(painted(.2).narrow(0, 1, 1), second)).isLessThan(1e-4);
  }

  @Test
  void paints_the_same_in_another_memory_layout() {
    Tensor plain = painted(.2);
    painter.channelsLast();
    assertThat(distance(plain, painted(.2))).isLessThan(1e-4);
  }

  @Test
  void every_parameter_learns() {
    painted(.2).square().sum().backward();
    painter
        .named()
        .forEach(
            (name, parameter) -> {
              assertThat(parameter.grad().defined()).as(name).isTrue();
              double most = TensorScope.compute(() -> parameter.grad().abs().max().item_double());
              assertThat(most).as(name).isPositive().isFinite();
            });
  }
}
