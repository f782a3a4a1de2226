package io.kinora.training.optimise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BudgetTest {
  @ParameterizedTest
  @CsvSource({"0,0", "-1,0", "0,-1", "5,5", "5,-1", "0,NaN", "5,NaN"})
  void needs_either_steps_or_minutes(long steps, double minutes) {
    assertThatThrownBy(() -> new Budget(steps, minutes))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("steps")
        .hasMessageContaining("minutes");
  }

  @Test
  void is_used_from_0_to_1() {
    var steps = new Budget(200, 0);
    assertThat(steps.used(0, 99)).isZero();
    assertThat(steps.used(50, 99)).isEqualTo(.25);
    assertThat(steps.used(500, 0)).isEqualTo(1);
    var minutes = new Budget(0, 8);
    assertThat(minutes.used(99, 2)).isEqualTo(.25);
    assertThat(minutes.used(0, 9)).isEqualTo(1);
  }

  @Test
  void is_shared_among_nets() {
    assertThat(new Budget(200, 0).share(.25)).isEqualTo(new Budget(50, 0));
    assertThat(new Budget(0, 8).share(.25)).isEqualTo(new Budget(0, 2));
    assertThat(new Budget(2, 0).share(.1)).as("at least one step").isEqualTo(new Budget(1, 0));
  }
}
