package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.kinora.house.net.MotionNet;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class BehaviourTest {
  private static final double TICK = 1 / 60.0;
  private static final int TICKS = (int) Math.round(MotionNet.PERIOD / TICK);

  /// The largest change of x, y, turn and log of the scale in a sixtieth of a second.
  private static final float[] STEP = {.02f, .02f, .05f, .0075f};

  private static final float[] U = {.3f, .6f, .2f, .8f, .9f, .4f, .5f, .5f};

  private static Behaviour behaviour(Subject subject, String action, String direction) {
    return new Behaviour(subject, action, direction, "", "meadow", 0, 0, U);
  }

  @Test
  void nothing_jumps() {
    for (Subject subject : Subjects.all().subList(0, 24)) {
      for (String action : DioramaWords.ACTIONS) {
        String path = DioramaWords.DIRECTIONS.get(action.length() % 8);
        Behaviour behaviour = behaviour(subject, action, path);
        float[] before = behaviour.moving(0);
        for (int tick = 1; tick <= TICKS; tick++) {
          float[] now = behaviour.moving(tick * TICK);
          for (int i = 0; i < STEP.length; i++) {
            assertThat(Math.abs(now[i] - before[i]))
                .as("%s %s number %d", subject.name(), action, i)
                .isLessThan(STEP[i]);
          }
          before = now;
        }
      }
    }
  }

  @Test
  void swings_repeat_after_the_period() {
    for (String action : DioramaWords.ACTIONS) {
      Behaviour behaviour = behaviour(Subjects.all().getFirst(), action, "right");
      for (double t : new double[] {0, .7, 3.3}) {
        assertThat(behaviour.moving(t + MotionNet.PERIOD))
            .as(action)
            .containsExactly(behaviour.moving(t), offset(1e-5f));
      }
    }
  }

  @Test
  void left_mirrors_right() {
    for (Subject subject : Subjects.all()) {
      for (String action : DioramaWords.ACTIONS) {
        Behaviour right = behaviour(subject, action, "right");
        Behaviour left = behaviour(subject, action, "left");
        float[] r = right.constants();
        float[] l = left.constants();
        assertThat(r[3]).as("to the right").isPositive();
        assertThat(r[5]).as("faces right").isEqualTo(-1);
        assertThat(l[5]).as("faces left").isEqualTo(subject.facing() ? 1 : -1);
        r[3] = -r[3]; // speed
        r[5] = l[5];
        r[7] = -r[7]; // the camera's truck
        assertThat(l).as("%s %s", subject.name(), action).containsExactly(r, offset(1e-6f));
        for (double t = 0; t < MotionNet.PERIOD; t += .37) {
          float[] now = right.moving(t);
          float[] mirror = {-now[0], now[1], -now[2], now[3]};
          assertThat(left.moving(t))
              .as("%s %s moves", subject.name(), action)
              .containsExactly(mirror, offset(1e-6f));
        }
      }
    }
  }

  @Test
  void paths_come_nearer_go_away_and_go_round() {
    Subject subject = Subjects.all().getFirst();
    double half = MotionNet.PERIOD / 2;
    Behaviour towards = behaviour(subject, "fly", "towards");
    Behaviour away = behaviour(subject, "fly", "away");
    assertThat(towards.moving(half)[3] - towards.moving(0)[3]).isGreaterThan(.8f);
    assertThat(away.moving(half)[3] - away.moving(0)[3]).isLessThan(-.8f);
    Behaviour round = behaviour(subject, "fly", "around");
    assertThat(round.constants()[3]).isZero();
    float[] start = round.moving(0);
    float[] opposite = round.moving(half / 2);
    assertThat(Math.hypot(opposite[0] - start[0], opposite[1] - start[1])).isGreaterThan(.25);
    assertThat(round.moving(half)[0]).isCloseTo(start[0], offset(1e-5f));
  }

  @Test
  void directions_and_speeds_mean_what_they_say() {
    Subject subject = Subjects.all().getFirst();
    assertThat(behaviour(subject, "fly", "up").constants()[4]).isNegative();
    assertThat(behaviour(subject, "fly", "down").constants()[4]).isPositive();
    float[] still = behaviour(subject, "fly", "still").constants();
    assertThat(still[3]).isZero();
    assertThat(still[4]).isZero();
    float slow = speed(subject, "slow");
    float usual = speed(subject, "");
    float fast = speed(subject, "fast");
    assertThat(slow).isLessThan(.7f * usual);
    assertThat(fast).isGreaterThan(1.4f * usual);
  }

  private static float speed(Subject subject, String speed) {
    return new Behaviour(subject, "fly", "right", speed, "meadow", 0, 0, U).constants()[3];
  }

  @Test
  void a_crowd_stands_apart_from_left_to_right() {
    Subject subject = Subjects.all().getFirst();
    for (int others = 1; others <= 3; others++) {
      float before = -9;
      for (int i = 0; i <= others; i++) {
        double place = -1 + 2.0 * i / others;
        var behaviour =
            new Behaviour(subject, "fly", "right", "", "meadow", place, others / 3.0, U);
        float x = behaviour.constants()[0];
        assertThat(x - before).as("%d of %d", i, others).isGreaterThan(.3f);
        assertThat(Math.abs(x)).isLessThan(1.3f);
        before = x;
      }
    }
  }

  @Test
  void individuals_differ() {
    Subject subject = Subjects.all().getFirst();
    float[] other = U.clone();
    Arrays.fill(other, .1f);
    var behaviour = new Behaviour(subject, "fly", "right", "", "meadow", 0, 0, other);
    assertThat(behaviour.constants()).isNotEqualTo(behaviour(subject, "fly", "right").constants());
    assertThat(behaviour.moving(1)).isNotEqualTo(behaviour(subject, "fly", "right").moving(1));
  }
}
