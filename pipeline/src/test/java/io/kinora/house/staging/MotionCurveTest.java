package io.kinora.house.staging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.house.net.MotionNet;
import io.kinora.shot.Camera;
import org.junit.jupiter.api.Test;

final class MotionCurveTest {
  private static float[] numbers() {
    float[] numbers = new float[MotionNet.CONSTANT];
    numbers[2] = .4f;
    numbers[5] = -1;
    return numbers;
  }

  @Test
  void reads_numbers_in_the_order_of_the_net() {
    float[] numbers = {.1f, .2f, .3f, .4f, .5f, 1, .25f, .1f, .2f, .3f, .4f, .5f, .6f, 1};
    MotionCurve motion = MotionCurve.of(numbers);
    assertThat(motion.x()).isCloseTo(.1, within(1e-6));
    assertThat(motion.y()).isCloseTo(.2, within(1e-6));
    assertThat(motion.halfHeight()).isCloseTo(.3, within(1e-6));
    assertThat(motion.speedX()).isCloseTo(.4, within(1e-6));
    assertThat(motion.speedY()).isCloseTo(.5, within(1e-6));
    assertThat(motion.mirrored()).isTrue();
    assertThat(motion.cyclesPerSecond()).isCloseTo(1, within(1e-6));
    assertThat(motion.grounded()).isTrue();
    assertThat(motion.camera().horizontal()).isCloseTo(1, within(1e-5));
    assertThat(motion.camera().tilt()).isCloseTo(6, within(1e-5));
  }

  @Test
  void keeps_a_subject_visible_and_its_clock_running_forwards() {
    float[] numbers = numbers();
    numbers[2] = -3;
    numbers[6] = -3;
    MotionCurve motion = MotionCurve.of(numbers);
    assertThat(motion.halfHeight()).isPositive();
    assertThat(motion.cyclesPerSecond()).isZero();
    assertThat(motion.mirrored()).isFalse();
    assertThat(motion.grounded()).isFalse();
  }

  @Test
  void keeps_the_camera_in_its_range() {
    float[] numbers = numbers();
    numbers[7] = 90;
    numbers[8] = -90;
    MotionCurve motion = MotionCurve.of(numbers);
    assertThat(motion.camera().horizontal()).isEqualTo(Camera.MAX);
    assertThat(motion.camera().vertical()).isEqualTo(-Camera.MAX);
  }
}
