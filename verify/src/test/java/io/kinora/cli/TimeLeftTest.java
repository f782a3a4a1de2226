package io.kinora.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/// The estimate of the time left, for work at several paces, with simulated time.
class TimeLeftTest {
  private static final double SECONDS = 100;

  /// The estimates twice a second while work of 100 s progresses as `pace` says, which maps its
  /// time, from 0 to 1, to its finished share; -1 is no estimate.
  private static List<Long> told(DoubleUnaryOperator pace) {
    var left = new TimeLeft();
    var told = new ArrayList<Long>();
    for (double seconds = 0; seconds < SECONDS; seconds += 0.5) {
      told.add(
          left.after(seconds, pace.applyAsDouble(seconds / SECONDS))
              .map(java.time.Duration::toSeconds)
              .orElse(-1L));
    }
    return told;
  }

  @Test
  void tells_nothing_at_first() {
    assertThat(told(time -> time).subList(0, 10)).containsOnly(-1L);
    assertThat(told(time -> time / 100)).containsOnly(-1L); // one percent, which says little
  }

  @Test
  void is_right_where_the_pace_is_even() {
    List<Long> told = told(time -> time);
    for (int i = 10; i < told.size(); i++) {
      assertThat(told.get(i)).isBetween(99L - i / 2, 101L - i / 2);
    }
  }

  @Test
  void is_not_wild_where_work_begins_fast_or_slowly() {
    // reading a prompt is done at once; loading a model takes long and finishes little
    List<DoubleUnaryOperator> paces =
        List.of(
            time -> Math.min(1, 0.06 + 0.94 * time),
            time -> time < 0.1 ? time / 2 : 0.05 + (time - 0.1) * 0.95 / 0.9,
            time -> Math.floor(time * 20) / 20);
    for (DoubleUnaryOperator pace : paces) {
      long before = -1;
      for (long now : told(pace)) {
        assertThat(now).isLessThanOrEqualTo(2 * (long) SECONDS);
        if (before >= 0 && now >= 0) {
          assertThat(Math.abs(now - before)).as("a jump").isLessThanOrEqualTo(6);
        }
        before = now;
      }
    }
  }

  @Test
  void a_slow_start_is_forgotten_as_the_work_gets_done() {
    var left = new TimeLeft();
    for (double seconds = 5, done = 0.1; done < 1; seconds += 0.25, done += 0.1) {
      long told = left.after(seconds, done).orElseThrow().toSeconds();
      assertThat(told).as("at %.0f %%", done * 100).isBetween(1L, Math.round(55 * (1 - done)) + 1);
    }
  }
}
