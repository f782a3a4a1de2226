package io.kinora.house.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Ops;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

class MaskNetTest {
  private final MaskNet net = net();

  private static MaskNet net() {
    Seeds.initialisation(3, "mask net");
    return new MaskNet();
  }

  @Test
  void a_picture_of_any_sides_in_the_grid_becomes_a_logit_for_each_pixel() {
    for (long[] sides : new long[][] {{64, 96}, {160, 32}}) {
      Tensor x = Seeds.normal(Seeds.random(1, "picture"), 2, 3, sides[0], sides[1]);
      long[] shape = TensorScope.infer(() -> net.forward(x).shape());
      assertThat(shape).containsExactly(2, 1, sides[0], sides[1]);
    }
    assertThat(net.size()).as("parameters that fit into 1.95 MB of 16 bits").isLessThan(975_000);
  }

  /// The mean of the whole picture reaches every pixel, however far away what changes is.
  @Test
  void what_stands_out_hangs_on_the_whole_picture() {
    Tensor x = Ops.times(Seeds.normal(Seeds.random(1, "wide"), 1, 3, 32, 512), .1);
    Tensor other = x.clone();
    Tensor _ = other.narrow(3, 480, 32).add_(Ops.scalar(.8));
    float[] one = TensorScope.infer(() -> Tensors.floats(net.forward(x).narrow(3, 0, 16)));
    float[] two = TensorScope.infer(() -> Tensors.floats(net.forward(other).narrow(3, 0, 16)));
    assertThat(two).isNotEqualTo(one);
  }
}
