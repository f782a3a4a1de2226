package io.kinora.house.net;

import static io.kinora.house.net.Formula.assertEnds;
import static io.kinora.house.net.Formula.distance;
import static io.kinora.house.net.Formula.filled;
import static io.kinora.house.net.Formula.input;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class UpBlockTest {
  private final UpBlock block = filled(new UpBlock(6, 4, 5, 6, 10));
  private final Tensor x = input(1, 2, 6, 3, 5);
  private final Tensor w = input(2, 2, 5);

  @Test
  void doubles_height_and_width() {
    assertThat(block.forward(x, w).shape()).containsExactly(2, 4, 6, 10);
  }

  @Test
  void computes_what_it_always_did() {
    assertEnds(
        block.forward(x, w),
        -.0567,
        -.0188,
        .0141,
        .0389,
        .0279,
        -.0080,
        -.0298,
        -.0239,
        -.0996,
        -.0970,
        -.0756,
        -.0489,
        -.0594,
        -.0971,
        -.1350,
        -.1677);
  }

  @Test
  void the_condition_changes_the_picture() {
    assertThat(distance(block.forward(x, w), block.forward(x, input(3, 2, 5)))).isGreaterThan(1e-3);
  }

  @Test
  void without_its_last_convolution_only_the_skip_path_is_left() {
    requireNonNull(block.named().get("conv.weight")).detach().zero_();
    requireNonNull(block.named().get("conv.bias")).detach().zero_();
    Tensor y = block.forward(x, w);
    assertThat(y.equal(block.forward(x, input(3, 2, 5)))).isTrue();
    Tensor corner = y.narrow(2, 0, 2).narrow(3, 0, 2);
    assertThat(distance(corner, corner.narrow(2, 0, 1).narrow(3, 0, 1).expand(2, 4, 2, 2)))
        .isZero();
  }

  @Test
  void knows_where_on_the_layer_it_is() {
    Tensor flat = torch.ones(1, 6, 3, 5);
    Tensor y = block.forward(flat, torch.zeros(1, 5));
    Tensor middle = y.narrow(2, 2, 2).narrow(3, 2, 2);
    Tensor right = y.narrow(2, 2, 2).narrow(3, 6, 2); // away from the rims, too
    assertThat(distance(middle, right)).isGreaterThan(1e-3);
  }

  @Test
  void rows_of_a_batch_do_not_meet() {
    Tensor both = block.forward(x, w);
    Tensor second = block.forward(x.narrow(0, 1, 1), w.narrow(0, 1, 1));
    assertThat(distance(both.narrow(0, 1, 1), second)).isLessThan(1e-5);
  }
}
