package io.kinora.house.picture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskRefinementTest {
  private static final int WIDTH = 96, HEIGHT = 80;

  private static boolean inside(int i) {
    int row = i / WIDTH;
    return Math.hypot(i % WIDTH - 48, row - 40) < 24;
  }

  /// A red disc on blue.
  private static byte[] disc() {
    byte[] bgr = new byte[3 * WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH * HEIGHT; i++) {
      bgr[3 * i + (inside(i) ? 2 : 0)] = (byte) 200;
    }
    return bgr;
  }

  private static double wrong(float[] likely) {
    int wrong = 0;
    for (int i = 0; i < likely.length; i++) {
      wrong += likely[i] >= .5 != inside(i) ? 1 : 0;
    }
    return wrong / (double) likely.length;
  }

  @Test
  void a_noisy_mask_takes_the_shape_of_the_colours() {
    var random = new Random(5);
    float[] likely = new float[WIDTH * HEIGHT];
    for (int i = 0; i < likely.length; i++) {
      likely[i] = (float) Math.clamp((inside(i) ? .62 : .38) + .15 * random.nextGaussian(), 0, 1);
    }
    float[] refined = MaskRefinement.of(likely, disc(), WIDTH, HEIGHT);
    assertThat(wrong(likely)).as("share of wrong pixels before").isGreaterThan(.15);
    assertThat(wrong(refined)).as("share of wrong pixels").isLessThan(.01);
  }

  @Test
  void probabilities_that_are_certain_count_more_than_colours() {
    float[] likely = new float[WIDTH * HEIGHT];
    for (int i = 0; i < likely.length; i++) {
      likely[i] = i % WIDTH < 48 ? 1 : 0; // half of the disc
    }
    float[] refined = MaskRefinement.of(likely, disc(), WIDTH, HEIGHT);
    for (int i = 0; i < likely.length; i++) {
      assertThat(refined[i] >= .5).isEqualTo(likely[i] >= .5);
    }
  }

  @Test
  void the_left_and_the_right_edge_are_no_neighbours() {
    byte[] grey = new byte[3 * WIDTH * HEIGHT];
    float[] likely = new float[WIDTH * HEIGHT];
    Arrays.fill(likely, .5f);
    float[] other = likely.clone();
    for (int row = 0; row < HEIGHT; row++) {
      other[row * WIDTH + WIDTH - 1] = .9f;
    }
    float[] one = MaskRefinement.of(likely, grey, WIDTH, HEIGHT);
    float[] two = MaskRefinement.of(other, grey, WIDTH, HEIGHT);
    // far from the changed column only the colours of the right part of the picture change
    int left = 40 * WIDTH, right = 40 * WIDTH + WIDTH - 2;
    float near = Math.abs(two[right] - one[right]);
    assertThat(Math.abs(two[left] - one[left])).isLessThan(.25f * near);
  }
}
