package io.kinora.torch;

import static io.kinora.torch.Shapes.ANY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.ShapeMismatch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class ShapesTest {
  private final Tensor x = torch.zeros(2, 15, 8);

  @Test
  void passes_a_tensor_that_fits() {
    assertThat(Shapes.check("x", x, 2, 15, 8)).isSameAs(x);
    assertThat(Shapes.check("x", x, ANY, 15, ANY)).isSameAs(x);
  }

  @Test
  void names_both_shapes_of_one_that_does_not() {
    assertThatThrownBy(() -> Shapes.check("UpBlock.x", x, ANY, 16, ANY))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageStartingWith("UpBlock.x: expected [*, 16, *], got [2, 15, 8].");
  }

  @Test
  void refuses_another_number_of_axes() {
    assertThatThrownBy(() -> Shapes.check("x", x, 2, 15))
        .isInstanceOf(ShapeMismatch.class)
        .hasMessageStartingWith("x: expected [2, 15], got [2, 15, 8].");
    assertThatThrownBy(() -> Shapes.check("x", x, 2, 15, 8, 1)).isInstanceOf(ShapeMismatch.class);
  }

  @Test
  void counts_elements() {
    assertThat(Shapes.count(2, 3, 4)).isEqualTo(24);
    assertThat(Shapes.count()).isEqualTo(1);
    assertThat(Shapes.count(5, 0)).isZero();
    assertThatThrownBy(() -> Shapes.count(1L << 20, 1L << 20))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Shapes.count(1L << 40, 1L << 40))
        .isInstanceOf(ArithmeticException.class);
  }
}
