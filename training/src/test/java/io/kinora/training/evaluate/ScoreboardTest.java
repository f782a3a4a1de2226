package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.training.data.Scenario;
import io.kinora.training.world.DioramaClips;
import org.junit.jupiter.api.Test;

final class ScoreboardTest {
  private static Scenario scenario(int count, String scene, String direction) {
    return new Scenario("bird", "red", count, "fly", direction, scene, "day", "rain");
  }

  private static Judges.Verdict seen(Scenario s) {
    return new Judges.Verdict(
        s.noun(),
        s.colour(),
        s.count(),
        s.direction(),
        s.scene(),
        s.time(),
        s.weather(),
        new float[0]);
  }

  @Test
  void counts_what_is_right() {
    var board = new Scoreboard(new DioramaClips());
    board.add(scenario(1, "meadow", "left"), seen(scenario(1, "meadow", "left")));
    board.add(scenario(1, "meadow", "left"), seen(scenario(2, "sea", "right")));
    assertThat(board.percent("subject")).isEqualTo(100);
    assertThat(board.percent("scene")).isEqualTo(50);
    assertThat(board.percent("direction")).isEqualTo(50);
    assertThat(board.percent("count")).isEqualTo(50);
    assertThat(board.mistakes(9))
        .containsExactlyInAnyOrder(
            "1 × count: 1 seen as 2",
            "1 × direction: left seen as right",
            "1 × scene: meadow seen as sea");
  }

  @Test
  void asks_nothing_that_the_world_does_not_show() {
    var board = new Scoreboard(new DioramaClips());
    board.add(scenario(3, "space", ""), seen(scenario(3, "space", "up")));
    assertThat(board.counted("weather")).isZero();
    assertThat(board.counted("time")).isZero();
    assertThat(board.counted("subject")).as("of one of several").isZero();
    assertThat(board.counted("direction")).isZero();
    assertThat(board.percent("weather")).isNaN();
    assertThat(board.counted("scene")).isEqualTo(1);
  }
}
