package io.kinora.training.optimise;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.LinkedHashMap;
import org.assertj.core.data.Offset;
import org.bytedeco.pytorch.AdamOptions;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Test;

final class AdamTest {
  private static final double RATE = .01;

  /// The weights after `steps` steps of our Adam, one gradient after the other.
  private static float[] ours(int steps, double beta1, double beta2) {
    var task = new TinyTask(1);
    var adam = new Adam(task.net.named(), beta1, beta2);
    for (int step = 0; step < steps; step++) {
      step(task, adam, step);
    }
    return weights(task);
  }

  private static void step(TinyTask task, Adam adam, int step) {
    TensorScope.run(
        () -> {
          adam.clear();
          task.loss(step, 0).backward();
          adam.step(RATE);
        });
  }

  /// The same with libtorch's, whose `betas()` is laid out the other way round.
  private static float[] libtorchs(int steps, double first, double second) {
    var task = new TinyTask(1);
    var options = new AdamOptions(RATE);
    options.betas().put(0, first).put(1, second);
    var adam = new org.bytedeco.pytorch.Adam(task.net.trainable(), options);
    for (int step = 0; step < steps; step++) {
      int now = step;
      TensorScope.run(
          () -> {
            adam.zero_grad();
            task.loss(now, 0).backward();
            Tensor none = adam.step();
            assertThat(none.defined()).isFalse();
          });
    }
    return weights(task);
  }

  private static float[] weights(TinyTask task) {
    return Tensors.floats(requireNonNull(task.net.named().get("in.weight")));
  }

  @Test
  void equals_the_adam_of_libtorch() {
    assertThat(ours(20, .9, .99)).containsExactly(libtorchs(20, .99, .9), Offset.offset(1e-5f));
    assertThat(ours(20, .5, .999)).containsExactly(libtorchs(20, .999, .5), Offset.offset(1e-5f));
  }

  @Test
  void would_differ_with_betas_the_other_way_round() {
    float[] ours = ours(20, .9, .99);
    float[] reversed = libtorchs(20, .9, .99);
    double most = 0;
    for (int i = 0; i < ours.length; i++) {
      most = Math.max(most, Math.abs(ours[i] - reversed[i]));
    }
    assertThat(most).isGreaterThan(1e-3);
  }

  @Test
  void goes_on_exactly_from_its_state() {
    var straight = new TinyTask(1);
    var adam = new Adam(straight.net.named(), .9, .99);
    for (int step = 0; step < 5; step++) {
      step(straight, adam, step);
    }
    var resumed = new TinyTask(2);
    resumed.net.copyFrom(straight.net.named());
    var other = new Adam(resumed.net.named(), .9, .99);
    var saved = new LinkedHashMap<String, Tensor>();
    adam.state().forEach((name, moment) -> saved.put(name, moment.clone()));
    other.restore(adam.steps(), name -> requireNonNull(saved.get(name)));
    for (int step = 5; step < 10; step++) {
      step(straight, adam, step);
      step(resumed, other, step);
    }
    assertThat(other.steps()).isEqualTo(10);
    assertThat(weights(resumed)).containsExactly(weights(straight));
  }

  @Test
  void leaves_a_parameter_without_a_gradient_alone() {
    var task = new TinyTask(1);
    float[] before = weights(task);
    var adam = new Adam(task.net.named(), .9, .99);
    adam.clear();
    adam.step(RATE);
    assertThat(weights(task)).containsExactly(before);
  }
}
