package io.kinora.style;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SquareFilterTest {
  private static final int WIDTH = 16, HEIGHT = 8, AREA = WIDTH * HEIGHT;

  private final SquareFilter filter = new SquareFilter();
  private float[] last = {};

  /// Three planes of two squares, each of one grey.
  private static float[] squares(double left, double right) {
    float[] planes = new float[3 * AREA];
    for (int i = 0; i < planes.length; i++) {
      planes[i] = (float) (i % WIDTH < StyleNet.GRID ? left : right);
    }
    return planes;
  }

  /// The colours of the two squares after a frame that is painted in a colour of its own.
  private float[] after(float[] frame, double paint) {
    float[] painted = squares(paint, paint);
    filter.next(painted, last, frame, WIDTH, HEIGHT);
    last = painted;
    for (int i = 0; i < painted.length; i++) {
      assertThat(painted[i]).as("one colour").isEqualTo(painted[i % WIDTH / 8 * 8]);
    }
    return new float[] {painted[0], painted[8]};
  }

  @Test
  void a_square_keeps_its_colour_until_the_frame_changes_by_half_a_level() {
    assertThat(after(squares(.5, .5), .1)).containsExactly(.1f, .1f);
    assertThat(after(squares(.6, .4), .2)).containsExactly(.1f, .1f);
    assertThat(after(squares(.64, .4), .3)).containsExactly(.3f, .1f);
    // what counts is the frame from which the square was painted
    assertThat(after(squares(.53, .52), .4)).containsExactly(.3f, .1f);
    assertThat(after(squares(.5, .36), .5)).containsExactly(.5f, .5f);
  }

  @Test
  void a_change_of_one_channel_is_a_change() {
    after(squares(.5, .5), .1);
    float[] bluer = squares(.5, .5);
    Arrays.fill(bluer, 2 * AREA, 3 * AREA, .7f);
    assertThat(after(bluer, .2)).containsExactly(.2f, .2f);
  }

  @Test
  void what_remains_of_a_thing_that_has_moved_on_is_removed_and_noise_is_not_painted() {
    after(squares(.5, .5), .1);
    float[] colours = {};
    for (int n = 0; n < 13; n++) {
      colours = after(squares(.58, .5 + n % 3 / 100.0), .2);
    }
    assertThat(colours).containsExactly(.2f, .1f);
  }

  @Test
  void a_new_shot_is_painted_as_it_is() {
    after(squares(.5, .5), .1);
    last = new float[0];
    assertThat(after(squares(.5, .52), .2)).containsExactly(.2f, .2f);
  }
}
