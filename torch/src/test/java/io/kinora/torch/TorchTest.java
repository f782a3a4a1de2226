package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.kinora.error.BadRequest;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Test;

final class TorchTest {
  private final Conv2dImpl conv = Layers.normal(Layers.conv2d(8, 8, 3), 1 / Math.sqrt(72));
  private final Tensor x = Seeds.normal(Seeds.random(5, "torch"), 2, 8, 9, 9);

  @Test
  void one_thread_for_one_caller_leaves_those_of_other_threads() throws Exception {
    int before = torch.get_num_threads();
    Torch.threads(3);
    try {
      var elsewhere = new AtomicInteger();
      int here =
          Torch.oneThread(
              () -> {
                var first = new Thread(() -> elsewhere.set(torch.get_num_threads()));
                first.start(); // a thread that computes for the first time while one is set
                assertThatCode(first::join).doesNotThrowAnyException();
                return torch.get_num_threads();
              });
      assertThat(here).isEqualTo(1);
      assertThat(elsewhere).hasValue(3);
      assertThat(torch.get_num_threads()).isEqualTo(3);
    } finally {
      Torch.threads(before);
    }
  }

  @Test
  void mixed_precision_comes_close_to_float32() {
    Tensor exact = conv.forward(x);
    Tensor mixed = Torch.mixedPrecision(() -> conv.forward(x));
    assertThat(mixed.scalar_type().intern()).isEqualTo(ScalarType.Float);
    // bfloat16 has eight bits of mantissa: each term of a sum is off by less than 1 / 128.
    assertThat(Tensors.floats(mixed)).containsExactly(Tensors.floats(exact), offset(.05f));
  }

  @Test
  void mixed_precision_sees_weights_that_changed() {
    Tensor before = Torch.mixedPrecision(() -> conv.forward(x));
    TensorScope.infer(() -> conv.weight().mul_(Ops.scalar(-2)));
    Tensor after = Torch.mixedPrecision(() -> conv.forward(x));
    assertThat(Tensors.floats(after))
        .containsExactly(Tensors.floats(Ops.times(before, -2)), offset(.1f));
  }

  @Test
  void mixed_precision_leaves_weights_and_gradients_in_float32() {
    Torch.mixedPrecision(() -> conv.forward(x)).square().sum().backward();
    assertThat(conv.weight().scalar_type().intern()).isEqualTo(ScalarType.Float);
    assertThat(conv.weight().grad().scalar_type().intern()).isEqualTo(ScalarType.Float);
    assertThat(Tensors.finite(conv.weight().grad())).isTrue();
  }

  @Test
  void mixed_precision_inside_another_does_not_end_it() {
    Tensor once = Torch.mixedPrecision(() -> conv.forward(x));
    Tensor nested =
        Torch.mixedPrecision(
            () -> {
              Torch.mixedPrecision(() -> conv.forward(x));
              return conv.forward(x);
            });
    assertThat(Tensors.floats(nested)).containsExactly(Tensors.floats(once));
  }

  @Test
  void mixed_precision_ends_with_its_body() {
    Tensor mixed = Torch.mixedPrecision(() -> conv.forward(x));
    assertThat(mixed.defined()).isTrue();
    assertThat(conv.forward(x).scalar_type().intern()).isEqualTo(ScalarType.Float);
    assertThatThrownBy(() -> Torch.mixedPrecision(() -> conv.forward(torch.ones(1, 9, 3, 3))))
        .isInstanceOf(RuntimeException.class);
    assertThat(conv.forward(x).scalar_type().intern()).isEqualTo(ScalarType.Float);
  }

  @Test
  void first_line_cuts_the_native_stack_trace() {
    assertThatThrownBy(() -> conv.forward(torch.ones(1, 9, 3, 3)))
        .isInstanceOfSatisfying(
            RuntimeException.class,
            error -> assertThat(Torch.firstLine(error)).contains("channels").doesNotContain("\n"));
    assertThat(Torch.firstLine(new BadRequest("One.", "Two.", "device"))).startsWith("One. Two.");
  }

  @Test
  void devices_are_read_by_name() {
    assertThat(Device.parse(" CPU ")).isEqualTo(Device.CPU);
    assertThatThrownBy(() -> Device.parse("tpu"))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("tpu");
  }

  @Test
  void denormal_numbers_are_flushed_but_for_a_body_that_needs_them() throws Exception {
    float[] seen = new float[3];
    float[] tiny = {Float.MIN_NORMAL};
    Thread.ofPlatform()
        .start(
            () -> {
              seen[0] = Torch.withDenormals(() -> tiny[0] / 2);
              Torch.flushDenormals();
              seen[1] = tiny[0] / 2;
              seen[2] = Torch.withDenormals(() -> tiny[0] / 2);
            })
        .join();
    assertThat(seen[0]).isEqualTo(Float.MIN_NORMAL / 2);
    assertThat(seen[1]).isZero();
    assertThat(seen[2]).isEqualTo(Float.MIN_NORMAL / 2);
  }

  @Test
  void workers_take_one_thread_each_and_leave_the_others_as_they_were() throws Exception {
    int before = torch.get_num_threads();
    torch.set_num_threads(3);
    try (var workers = Torch.workers(2)) {
      Future<Integer> inside = workers.submit(() -> torch.get_num_threads());
      assertThat(inside.get()).isEqualTo(1);
      assertThat(torch.get_num_threads()).isEqualTo(3);
      int[] later = new int[1];
      Thread.ofPlatform().start(() -> later[0] = torch.get_num_threads()).join();
      assertThat(later[0]).isEqualTo(3);
    } finally {
      torch.set_num_threads(before);
    }
  }
}
