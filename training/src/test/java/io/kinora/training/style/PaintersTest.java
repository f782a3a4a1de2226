package io.kinora.training.style;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.style.NamedStyle;
import io.kinora.torch.Seeds;
import io.kinora.training.world.MovingPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PaintersTest {
  private static final int SIDE = 64;

  private static Canvas frame(long seed) {
    return Lesson.canvas(MovingPair.draw(Seeds.random(seed, "painters"), SIDE).first());
  }

  private static double apart(Canvas a, Canvas b) {
    double sum = 0;
    for (int c = 0; c < 3; c++) {
      for (int i = 0; i < a.size(); i++) {
        sum += Math.abs(a.at(c, i) - b.at(c, i));
      }
    }
    return sum / 3 / a.size();
  }

  @ParameterizedTest
  @EnumSource(NamedStyle.class)
  void a_painter_changes_the_frame_and_stays_in_range(NamedStyle style) {
    Canvas frame = frame(1);
    Canvas painted = Painters.of(style).paint(frame, 8, 16);
    for (int c = 0; c < 3; c++) {
      for (float value : painted.channel(c).v()) {
        assertThat(value).isBetween(0f, 1f);
      }
    }
    assertThat(apart(frame, painted)).isGreaterThan(.01);
  }

  /// A change in one corner does not reach the other: else frames could not be steady.
  @ParameterizedTest
  @EnumSource(NamedStyle.class)
  void a_painter_looks_at_what_is_near(NamedStyle style) {
    Canvas one = frame(2);
    Canvas other =
        one.map((c, i) -> i % SIDE > 56 && i / SIDE > 56 ? 1 - one.at(c, i) : one.at(c, i));
    Canvas a = Painters.of(style).paint(one, 0, 0), b = Painters.of(style).paint(other, 0, 0);
    for (int c = 0; c < 3; c++) {
      assertThat(a.at(c, 3 * SIDE + 3)).isCloseTo(b.at(c, 3 * SIDE + 3), within(2e-3f));
    }
  }

  private static org.assertj.core.data.Offset<Float> within(float offset) {
    return org.assertj.core.data.Offset.offset(offset);
  }

  @Test
  void a_blur_keeps_the_mean_and_flat_areas() {
    Plane flat = new Plane(20, 10, new float[200]).map(_ -> .3);
    for (float value : flat.blur(3).v()) {
      assertThat(value).isCloseTo(.3f, within(1e-5f));
    }
    Plane dot = flat.map(i -> i == 110 ? 1 : 0);
    double sum = 0;
    for (float value : dot.blur(1.5).v()) {
      sum += value;
    }
    assertThat(sum).isBetween(.95, 1.05);
  }
}
