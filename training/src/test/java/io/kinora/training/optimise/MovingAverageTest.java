package io.kinora.training.optimise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class MovingAverageTest {
  private final TinyTask task = new TinyTask(1);

  private void fill(double value) {
    TensorScope.run(
        () -> task.net.named().values().forEach(p -> p.detach().fill_(Ops.scalar(value))));
  }

  private static float[] first(MovingAverage average) {
    return Tensors.floats(requireNonNull(average.tensors().get("out.bias")));
  }

  @Test
  void begins_with_the_weights_and_does_not_share_them() {
    fill(3);
    var average = new MovingAverage(task.net);
    fill(5);
    assertThat(first(average)).containsExactly(3);
    assertThat(average.tensors().sequencedKeySet())
        .containsExactlyElementsOf(task.net.named().sequencedKeySet());
  }

  @Test
  void follows_fast_early_and_slowly_later() {
    fill(0);
    var average = new MovingAverage(task.net);
    fill(1);
    average.update(1);
    assertThat(first(average)).containsExactly(new float[] {1 - 2f / 11}, offset(1e-6f));
    fill(0);
    var late = new MovingAverage(task.net);
    fill(1);
    late.update(1_000_000);
    assertThat(first(late)).containsExactly(new float[] {.001f}, offset(1e-6f));
  }

  @Test
  void comes_close_to_weights_that_stay() {
    fill(0);
    var average = new MovingAverage(task.net);
    fill(1);
    for (int step = 1; step <= 100; step++) {
      average.update(step);
    }
    assertThat(first(average)[0]).isBetween(.999f, 1f);
  }

  @Test
  void goes_on_from_saved_values() {
    var average = new MovingAverage(task.net);
    average.restore(name -> torch.full(shape(average, name), Ops.scalar(7)));
    assertThat(first(average)).containsExactly(7);
    assertThat(Tensors.floats(requireNonNull(task.net.named().get("out.bias")))[0]).isNotEqualTo(7);
  }

  private static long[] shape(MovingAverage average, String name) {
    Tensor tensor = requireNonNull(average.tensors().get(name));
    return tensor.shape();
  }
}
