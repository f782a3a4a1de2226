package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.ShapeMismatch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

final class TensorsTest {
  @Test
  void floats_make_a_round_trip() {
    float[] values = {1, -2.5f, Float.MIN_VALUE, Float.POSITIVE_INFINITY, 0, 6};
    Tensor x = Tensors.of(values, 2, 3);
    assertThat(x.shape()).containsExactly(2, 3);
    assertThat(Tensors.floats(x)).containsExactly(values);
  }

  @Test
  void floats_are_a_copy() {
    float[] values = {1, 2};
    Tensor x = Tensors.of(values, 2);
    values[0] = 9;
    assertThat(Tensors.floats(x)).containsExactly(1, 2);
    Tensors.floats(x)[0] = 9;
    assertThat(Tensors.floats(x)).containsExactly(1, 2);
  }

  @Test
  void longs_make_a_round_trip() {
    long[] values = {Long.MIN_VALUE, -1, 0, Long.MAX_VALUE};
    assertThat(Tensors.longs(Tensors.of(values, 4))).containsExactly(values);
  }

  @Test
  void views_are_read_in_row_major_order() {
    Tensor x = Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 2, 3);
    assertThat(Tensors.floats(x.t())).containsExactly(1, 4, 2, 5, 3, 6);
    assertThat(Tensors.floats(x.narrow(1, 1, 1))).containsExactly(2, 5);
  }

  @Test
  void every_dtype_reads_as_floats() {
    Tensor x = Tensors.of(new float[] {1, -2, .5f}, 3);
    for (ScalarType type :
        new ScalarType[] {ScalarType.Half, ScalarType.BFloat16, ScalarType.Double}) {
      assertThat(Tensors.floats(x.to(type))).as(type.name()).containsExactly(1, -2, .5f);
    }
  }

  @Test
  void bytes_cut_fractions() {
    Tensor x = Tensors.of(new float[] {0, .9f, 1, 127.6f, 255}, 5);
    assertThat(Tensors.bytes(x)).containsExactly(0, 0, 1, 127, 255);
  }

  @Test
  void tensors_with_gradients_can_be_read() {
    Tensor x = torch.ones(3).set_requires_grad(true);
    assertThat(Tensors.floats(x.add(x))).containsExactly(2, 2, 2);
  }

  @Test
  void empty_tensors_can_be_read() {
    assertThat(Tensors.floats(torch.zeros(0, 3))).isEmpty();
    assertThat(Tensors.longs(torch.zeros(0))).isEmpty();
    assertThat(Tensors.bytes(torch.zeros(0))).isEmpty();
  }

  @Test
  void a_shape_that_does_not_fit_the_values_is_refused() {
    assertThatThrownBy(() -> Tensors.of(new float[3], 2, 2))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageContaining("[2, 2]")
        .hasMessageContaining("3");
    assertThatThrownBy(() -> Tensors.of(new float[5], 2, 2)).isInstanceOf(ShapeMismatch.class);
    assertThatThrownBy(() -> Tensors.of(new long[3], 2, 2)).isInstanceOf(ShapeMismatch.class);
  }

  @Test
  void finite_sees_a_single_bad_number() {
    assertThat(Tensors.finite(Tensors.of(new float[] {1, -1e38f}, 2))).isTrue();
    assertThat(Tensors.finite(Tensors.of(new float[] {1, Float.NaN}, 2))).isFalse();
    assertThat(Tensors.finite(Tensors.of(new float[] {1, Float.NEGATIVE_INFINITY}, 2))).isFalse();
  }
}
