package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class LayersTest {
  @Test
  void linear_maps_the_last_axis() {
    assertThat(Layers.linear(3, 5).forward(torch.ones(2, 7, 3)).shape()).containsExactly(2, 7, 5);
  }

  @Test
  void conv1d_does_not_pad() {
    Tensor y = Layers.conv1d(3, 5, 3, 4).forward(torch.ones(2, 3, 20));
    assertThat(y.shape()).containsExactly(2, 5, 20 - 2 * 4);
    assertThat(Layers.conv1d(3, 5, 1, 1).forward(torch.ones(2, 3, 20)).shape())
        .containsExactly(2, 5, 20);
  }

  @Test
  void conv1d_looks_at_steps_one_dilation_apart() {
    var conv = Layers.conv1d(1, 1, 3, 2);
    TensorScope.infer(
        () -> {
          conv.weight().copy_(Tensors.of(new float[] {1, 10, 100}, 1, 1, 3));
          return conv.bias().zero_();
        });
    Tensor y = conv.forward(Tensors.of(new float[] {1, 2, 3, 4, 5, 6}, 1, 1, 6));
    assertThat(Tensors.floats(y)).containsExactly(531, 642);
  }

  @Test
  void conv2d_keeps_the_size() {
    for (int kernel : new int[] {1, 3, 5}) {
      assertThat(Layers.conv2d(3, 5, kernel).forward(torch.ones(2, 3, 6, 9)).shape())
          .containsExactly(2, 5, 6, 9);
    }
  }

  @Test
  void conv2d_with_a_stride_divides_the_size() {
    assertThat(Layers.conv2d(3, 5, 3, 2).forward(torch.ones(2, 3, 6, 8)).shape())
        .containsExactly(2, 5, 3, 4);
  }

  @Test
  void conv2d_pads_with_zeros() {
    var conv = Layers.conv2d(1, 1, 3);
    TensorScope.infer(
        () -> {
          conv.weight().fill_(Ops.scalar(1));
          return conv.bias().zero_();
        });
    assertThat(Tensors.floats(conv.forward(torch.ones(1, 1, 3, 3))))
        .containsExactly(4, 6, 4, 6, 9, 6, 4, 6, 4);
  }

  @Test
  void transposed_convolution_doubles_the_size() {
    var up = Layers.convTranspose2d(3, 5);
    assertThat(up.forward(torch.ones(2, 3, 6, 9)).shape()).containsExactly(2, 5, 12, 18);
  }

  @Test
  void normal_draws_weights_and_clears_the_bias() {
    Seeds.initialisation(1, "layers");
    var linear = Layers.normal(Layers.linear(400, 100), .25);
    float[] weight = Tensors.floats(linear.weight());
    double mean = 0;
    double square = 0;
    for (float w : weight) {
      mean += w / weight.length;
      square += (double) w * w / weight.length;
    }
    assertThat(mean).isCloseTo(0, within(.005));
    assertThat(Math.sqrt(square)).isCloseTo(.25, within(.005));
    assertThat(Tensors.floats(linear.bias())).containsOnly(0);
    assertThat(linear.weight().requires_grad()).isTrue();
  }
}
