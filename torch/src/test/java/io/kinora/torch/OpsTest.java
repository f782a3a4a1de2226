package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class OpsTest {
  private static final Offset<Float> CLOSE = offset(1e-5f);

  private static Tensor noise(long... shape) {
    return Seeds.normal(Seeds.random(3, "ops"), shape);
  }

  @Test
  void scalars_act_on_every_number() {
    Tensor x = Tensors.of(new float[] {-2, 0, 3}, 3);
    assertThat(Tensors.floats(Ops.times(x, .5))).containsExactly(-1, 0, 1.5f);
    assertThat(Tensors.floats(Ops.plus(x, 1))).containsExactly(-1, 1, 4);
    assertThat(Tensors.floats(Ops.clamp(x, -1, 1))).containsExactly(-1, 0, 1);
  }

  @Test
  void cat_joins_along_an_axis() {
    Tensor x = Tensors.of(new float[] {1, 2}, 2, 1);
    Tensor y = Tensors.of(new float[] {3, 4, 5, 6}, 2, 2);
    assertThat(Ops.cat(1, x, y).shape()).containsExactly(2, 3);
    assertThat(Tensors.floats(Ops.cat(1, x, y))).containsExactly(1, 3, 4, 2, 5, 6);
  }

  @Test
  void rms_norm_gives_every_position_a_root_mean_square_of_one() {
    Tensor x = Ops.times(noise(2, 16, 3, 5), 7);
    Tensor y = Ops.rmsNorm(x);
    Tensor rms = y.square().mean(1).sqrt(); // [2, 3, 5]
    assertThat(rms.shape()).containsExactly(2, 3, 5);
    assertThat(Tensors.floats(rms)).containsOnly(floatsOf(1, 30), offset(1e-4f));
    assertThat(Tensors.floats(y.sign())).containsExactly(Tensors.floats(x.sign()));
  }

  @Test
  void rms_norm_of_nothing_is_nothing() {
    assertThat(Tensors.floats(Ops.rmsNorm(torch.zeros(1, 4, 2, 2)))).containsOnly(0);
  }

  @Test
  void film_scales_by_one_plus_gamma_and_shifts_by_beta() {
    Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8}, 2, 2, 2); // [B, C, T]
    Tensor gammaBeta = Tensors.of(new float[] {0, 1, 10, 20, -1, 2, 0, .5f}, 2, 4);
    assertThat(Tensors.floats(Ops.film(x, gammaBeta)))
        .containsExactly(11, 12, 26, 28, 0, 0, 21.5f, 24.5f);
  }

  @Test
  void film_with_zeros_changes_nothing() {
    Tensor x = noise(2, 3, 4, 5);
    assertThat(Ops.film(x, torch.zeros(2, 6)).equal(x)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void nearest2x_repeats_each_pixel_four_times(boolean channelsLast) {
    Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6, -1, -2, -3, -4, -5, -6}, 1, 2, 2, 3);
    if (channelsLast) {
      x = x.contiguous(MemoryFormat.ChannelsLast);
    }
    Tensor y = Ops.nearest2x(x);
    assertThat(y.shape()).containsExactly(1, 2, 4, 6);
    assertThat(Tensors.floats(y.select(1, 0)))
        .containsExactly(1, 1, 2, 2, 3, 3, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 4, 4, 5, 5, 6, 6);
    assertThat(Tensors.floats(y.select(1, 1))).startsWith(-1, -1, -2, -2);
    assertThat(y.is_contiguous(MemoryFormat.ChannelsLast)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"1,1,2", "2,3,2", "4,8,2", "5,2,4", "3,3,8", "1,7,3", "6,4,1"})
  void bilinear_equals_libtorch(int height, int width, int factor) {
    Tensor x = noise(2, 3, height, width);
    Tensor y = Ops.bilinear(x, factor);
    Tensor expected =
        torch.upsample_bilinear2d(
            x,
            new long[] {(long) height * factor, (long) width * factor},
            false,
            new DoubleOptional(),
            new DoubleOptional());
    assertThat(y.shape()).containsExactly(expected.shape());
    assertThat(Tensors.floats(y)).containsExactly(Tensors.floats(expected), CLOSE);
    Tensor last = Ops.bilinear(x.contiguous(MemoryFormat.ChannelsLast), factor);
    assertThat(Tensors.floats(last)).containsExactly(Tensors.floats(expected), CLOSE);
  }

  @Test
  void bilinear_has_the_gradient_of_libtorch() {
    Tensor x = noise(2, 3, 4, 5).set_requires_grad(true);
    Tensor same = noise(2, 3, 4, 5).set_requires_grad(true);
    Tensor weight = noise(2, 3, 8, 10);
    Ops.bilinear(x, 2).mul(weight).sum().backward();
    torch
        .upsample_bilinear2d(
            same, new long[] {8, 10}, false, new DoubleOptional(), new DoubleOptional())
        .mul(weight)
        .sum()
        .backward();
    assertThat(Tensors.floats(x.grad())).containsExactly(Tensors.floats(same.grad()), CLOSE);
  }

  @Test
  void shrink_takes_the_mean_of_each_block() {
    Tensor x = Tensors.of(new float[] {1, 3, 10, 20, 5, 7, 30, 40}, 1, 1, 2, 4);
    assertThat(Tensors.floats(Ops.shrink(x, 2))).containsExactly(4, 25);
    assertThat(Ops.shrink(x, 1).equal(x)).isTrue();
  }

  @Test
  void shrink_undoes_nearest2x() {
    Tensor x = noise(2, 3, 4, 5);
    assertThat(Tensors.floats(Ops.shrink(Ops.nearest2x(x), 2)))
        .containsExactly(Tensors.floats(x), CLOSE);
  }

  private static float[] floatsOf(float value, int count) {
    float[] values = new float[count];
    java.util.Arrays.fill(values, value);
    return values;
  }
}
