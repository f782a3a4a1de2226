package io.kinora.motion.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class MotionEstimatorTest {
  @Test
  void finds_the_motion_of_forty_warped_pictures() {
    assertThat(missed(40)).hasSizeLessThanOrEqualTo(2);
  }

  @Test
  @Tag("slow")
  void finds_the_motion_of_two_hundred_warped_pictures() {
    List<String> missed = missed(200);
    System.out.printf(Locale.ROOT, "missed %d of 200: %s%n", missed.size(), missed);
    assertThat(missed).hasSizeLessThanOrEqualTo(10);
  }

  private static List<String> missed(int cases) {
    var missed = new ArrayList<String>();
    try (var estimator = new MotionEstimator()) {
      for (int seed = 0; seed < cases; seed++) {
        WarpCase warp = WarpCase.random(seed);
        GlobalMotion found = measure(estimator, warp.first(), warp.second());
        if (!warp.met(found)) {
          missed.add(seed + ": " + warp.truth() + " but measured " + found);
        }
      }
    }
    return missed;
  }

  @Test
  void knows_nothing_of_a_picture_without_texture() {
    var grey = new Frame(new FrameSize(128, 96));
    Arrays.fill(grey.argb(), 0xff808080);
    try (var estimator = new MotionEstimator()) {
      assertThat(measure(estimator, grey, grey)).isEqualTo(GlobalMotion.UNKNOWN);
    }
  }

  @Test
  void a_still_picture_does_not_move() {
    Frame frame = WarpCase.random(1).first();
    try (var estimator = new MotionEstimator()) {
      GlobalMotion motion = measure(estimator, frame, frame);
      assertThat(Math.hypot(motion.dx(), motion.dy())).isLessThan(.01);
      assertThat(motion.scale()).isCloseTo(1, within(1e-4));
      assertThat(motion.support()).isGreaterThan(.95);
    }
  }

  @Test
  void rates_are_those_of_the_camera_that_moves_so() {
    // a quarter of 1.25 / s, i.e. what zoom=10, roll=10 do in 1/4 s, without and with a shift
    double t = .25;
    var still = new GlobalMotion(0, 0, Math.pow(1.25, t), -18 * t, 1).rates(640, 360, t);
    assertThat(still.zoom()).isCloseTo(10, within(1e-9));
    assertThat(still.roll()).isCloseTo(10, within(1e-9));
    assertThat(still.horizontal()).isCloseTo(0, within(1e-9));

    var shifted = new GlobalMotion(-40, 9, 1, 0, 1).rates(640, 360, t);
    assertThat(shifted.horizontal()).isCloseTo(10, within(1e-9));
    assertThat(shifted.vertical()).isCloseTo(4, within(1e-9));
  }

  private static GlobalMotion measure(MotionEstimator estimator, Frame first, Frame second) {
    return estimator.between(estimator.look(first), estimator.look(second)).whole();
  }
}
