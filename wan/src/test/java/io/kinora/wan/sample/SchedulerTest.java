package io.kinora.wan.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SchedulerTest {
  @Test
  void unipc_starts_where_each_spacing_says() {
    assertThat(new FlowUniPc(10, 3, FlowUniPc.Spacing.MAIN).sigmas()[0])
        .isEqualTo((float) (1 - 1e-6));
    assertThat(new FlowUniPc(10, 3, FlowUniPc.Spacing.CLASSIC).sigmas()[0])
        .isEqualTo((float) (3 * 0.999 / (1 + 2 * 0.999)));
  }

  @Test
  void timesteps_of_unipc_are_whole_numbers() {
    float[] timesteps = new FlowUniPc(7, 5, FlowUniPc.Spacing.MAIN).timesteps();
    assertThat(timesteps).startsWith(999);
    for (float timestep : timesteps) {
      assertThat(timestep % 1).isZero();
    }
  }

  /// With the velocity that leads straight to one picture, every solver must arrive there.
  @ParameterizedTest
  @EnumSource(FlowUniPc.Spacing.class)
  void unipc_arrives_where_the_flow_leads(FlowUniPc.Spacing spacing) {
    try (var scheduler = new FlowUniPc(6, 5, spacing)) {
      arrives(scheduler);
    }
  }

  @Test
  void euler_arrives_where_the_flow_leads() {
    arrives(new FlowEuler(6, 5));
  }

  private static void arrives(Scheduler scheduler) {
    float[] end =
        TensorScope.compute(
            () -> {
              var picture = Tensors.of(new float[] {0.25f, -0.5f}, 2);
              var x = Tensors.of(new float[] {1.5f, 0.75f}, 2);
              float[] sigmas = scheduler.sigmas();
              for (int i = 0; i < scheduler.steps(); i++) {
                x = scheduler.step(i, Ops.times(x.sub(picture), 1 / (double) sigmas[i]), x);
              }
              return Tensors.floats(x);
            });
    assertThat(end[0]).isCloseTo(0.25f, within(1e-5f));
    assertThat(end[1]).isCloseTo(-0.5f, within(1e-5f));
  }
}
