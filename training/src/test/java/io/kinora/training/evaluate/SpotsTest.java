package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SpotsTest {
  private static final int WIDTH = 16, HEIGHT = 9;

  /// A frame with a spot of `side` × `side` whose left upper corner is given.
  private static Spots spot(int x, int y, int side) {
    float[] marks = new float[WIDTH * HEIGHT];
    java.util.Arrays.fill(marks, -5);
    mark(marks, x, y, side);
    return new Spots(marks, 0, WIDTH, HEIGHT);
  }

  private static void mark(float[] marks, int x, int y, int side) {
    for (int dy = 0; dy < side; dy++) {
      for (int dx = 0; dx < side; dx++) {
        marks[(y + dy) * WIDTH + x + dx] = 5;
      }
    }
  }

  @Test
  void tells_where_a_spot_goes() {
    Spots middle = spot(6, 3, 3);
    assertThat(Spots.direction(List.of(middle, spot(9, 3, 3)))).isEqualTo("right");
    assertThat(Spots.direction(List.of(middle, spot(3, 4, 3)))).isEqualTo("left");
    assertThat(Spots.direction(List.of(middle, spot(6, 1, 3)))).isEqualTo("up");
    assertThat(Spots.direction(List.of(middle, spot(5, 6, 3)))).isEqualTo("down");
    assertThat(Spots.direction(List.of(middle, spot(0, 0, 1), middle))).isEqualTo("still");
  }

  @Test
  void finds_the_largest_of_two_spots() {
    float[] marks = new float[WIDTH * HEIGHT];
    java.util.Arrays.fill(marks, -5);
    mark(marks, 1, 1, 2);
    mark(marks, 8, 2, 4);
    var box = new Spots(marks, 0, WIDTH, HEIGHT).largest();
    assertThat(box.x()).isCloseTo(10.0 / WIDTH, within(1e-9));
    assertThat(box.y()).isCloseTo(4.0 / HEIGHT, within(1e-9));
    assertThat(box.halfWidth()).isCloseTo(2.0 / WIDTH, within(1e-9));
    assertThat(box.halfHeight()).isCloseTo(2.0 / HEIGHT, within(1e-9));
  }

  @Test
  void takes_the_whole_picture_where_nothing_is_marked() {
    float[] marks = new float[WIDTH * HEIGHT];
    java.util.Arrays.fill(marks, -5);
    var spots = new Spots(marks, 0, WIDTH, HEIGHT);
    assertThat(spots.largest().halfWidth()).isEqualTo(.5);
    assertThat(Spots.direction(List.of(spots, spots))).isEqualTo("still");
  }

  @Test
  void counts_peaks() {
    float[] logits = new float[10 * 8];
    java.util.Arrays.fill(logits, -5);
    assertThat(Spots.peaks(logits, 0, 10, 8)).isZero();
    logits[2 * 10 + 2] = 3;
    logits[2 * 10 + 3] = 2; // its slope
    logits[6 * 10 + 8] = 1;
    logits[7 * 10 + 8] = 1; // level with it
    logits[0] = -1; // too low
    assertThat(Spots.peaks(logits, 0, 10, 8)).isEqualTo(2);
  }
}
