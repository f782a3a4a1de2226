package io.kinora.torch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.Cancelled;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.junit.jupiter.api.Test;

final class TensorScopeTest {
  private static final int STEPS = 300;

  /// Handles that other tests left to the collector may go during a measurement, and a step may
  /// load a class that keeps a few.
  private static final long NOISE = 100; // handles of earlier tests, collected meanwhile

  /// How many native handles `step` leaves behind when it runs many times.
  private static long leftBy(Runnable step) {
    for (int i = 0; i < 5; i++) {
      step.run();
    }
    long before = Pointer.totalCount();
    for (int i = 0; i < STEPS; i++) {
      step.run();
    }
    return Pointer.totalCount() - before;
  }

  @Test
  void the_measure_sees_a_leak_of_one_handle_a_step() {
    List<Tensor> leaked = new ArrayList<>();
    assertThat(leftBy(() -> leaked.add(torch.ones(4)))).isGreaterThanOrEqualTo(STEPS - NOISE);
    leaked.forEach(Tensor::close);
  }

  @Test
  void run_frees_everything() {
    Tensor x = torch.ones(4);
    assertThat(leftBy(() -> TensorScope.run(() -> assertThat(twice(x).numel()).isEqualTo(4))))
        .isLessThan(NOISE);
  }

  @Test
  void run_frees_everything_when_it_throws() {
    Tensor x = torch.ones(4);
    Runnable failing =
        () -> {
          assertThat(twice(x).numel()).isEqualTo(4);
          throw new Cancelled("Stopped.", "Start again.", "cancelled");
        };
    assertThat(
            leftBy(
                () ->
                    assertThatThrownBy(() -> TensorScope.run(failing))
                        .isInstanceOf(Cancelled.class)))
        .isLessThan(NOISE);
    assertThat(PointerScope.getInnerScope()).isNull();
  }

  @Test
  void infer_and_compute_free_everything() {
    Tensor x = torch.ones(4);
    assertThat(leftBy(() -> assertThat(TensorScope.infer(() -> sum(twice(x)))).isEqualTo(8)))
        .isLessThan(NOISE);
    assertThat(leftBy(() -> assertThat(TensorScope.compute(() -> sum(twice(x)))).isEqualTo(8)))
        .isLessThan(NOISE);
  }

  @Test
  void keep_inside_a_scope_leaves_nothing_after_it() {
    Tensor x = torch.ones(4);
    Runnable step = () -> assertThat(sum(TensorScope.keep(() -> twice(x)))).isEqualTo(8);
    assertThat(leftBy(() -> TensorScope.run(step))).isLessThan(NOISE);
  }

  @Test
  void nested_keep_leaks_nothing() {
    Tensor x = torch.ones(4);
    Runnable step =
        () -> {
          Tensor y = TensorScope.keep(() -> twice(TensorScope.keep(() -> twice(x))));
          assertThat(sum(y)).isEqualTo(16);
        };
    assertThat(leftBy(() -> TensorScope.run(step))).isLessThan(NOISE);
  }

  @Test
  void keep_without_a_scope_lives_until_it_is_closed() {
    Tensor x = torch.ones(4);
    List<Tensor> kept = new ArrayList<>();
    assertThat(leftBy(() -> kept.add(TensorScope.keep(() -> twice(x)))))
        .isGreaterThanOrEqualTo(STEPS - NOISE);
    assertThat(kept).allSatisfy(tensor -> assertThat(sum(tensor)).isEqualTo(8));
    long before = Pointer.totalCount();
    kept.forEach(Tensor::close);
    assertThat(before - Pointer.totalCount()).isGreaterThanOrEqualTo(STEPS - NOISE);
  }

  @Test
  void keep_may_return_one_of_its_inputs() {
    Tensor x = torch.ones(4);
    TensorScope.run(
        () -> {
          Tensor same = TensorScope.keep(() -> x);
          assertThat(sum(same)).isEqualTo(4);
        });
    assertThat(x.isNull()).isFalse();
    assertThat(sum(x)).isEqualTo(4);
    TensorScope.run(
        () -> {
          Tensor inner = twice(x);
          Tensor same = TensorScope.keep(() -> inner);
          same.close();
          assertThat(sum(inner)).isEqualTo(8);
        });
  }

  @Test
  void retain_outlives_the_scope() {
    List<Tensor> kept = new ArrayList<>();
    TensorScope.run(() -> kept.add(TensorScope.retain(torch.ones(4))));
    assertThat(sum(kept.getFirst())).isEqualTo(4);
    kept.getFirst().close();
  }

  @Test
  void native_memory_stays_flat() {
    Runnable step = () -> TensorScope.run(() -> assertThat(sum(torch.ones(1 << 20))).isPositive());
    for (int i = 0; i < 10; i++) {
      step.run();
    }
    long before = Pointer.physicalBytes();
    for (int i = 0; i < 100; i++) { // 400 MB if it were kept
      step.run();
    }
    assertThat(Pointer.physicalBytes() - before).isLessThan(200L << 20);
  }

  @Test
  void infer_records_no_gradients_and_restores_the_mode() {
    Tensor x = torch.ones(4).set_requires_grad(true);
    assertThat(TensorScope.infer(() -> twice(x).requires_grad())).isFalse();
    assertThat(TensorScope.withoutGradients(() -> twice(x)).requires_grad()).isFalse();
    assertThat(TensorScope.compute(() -> twice(x).requires_grad())).isTrue();
    assertThatThrownBy(
            () ->
                TensorScope.infer(
                    () -> {
                      throw new Cancelled("Stopped.", "Start again.", "cancelled");
                    }))
        .isInstanceOf(Cancelled.class);
    assertThat(twice(x).requires_grad()).isTrue();
  }

  private static Tensor twice(Tensor x) {
    return x.add(x);
  }

  private static double sum(Tensor x) {
    return TensorScope.compute(() -> x.sum().item_double());
  }
}
