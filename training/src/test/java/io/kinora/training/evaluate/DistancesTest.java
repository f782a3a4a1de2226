package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.kinora.torch.Seeds;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DistancesTest {
  /// Normal points in four dimensions.
  private static List<float[]> points(int n, String name, double deviation, double shift) {
    var random = Seeds.random(1, name);
    var points = new ArrayList<float[]>();
    for (int i = 0; i < n; i++) {
      float[] point = new float[4];
      for (int k = 0; k < 4; k++) {
        point[k] = (float) (deviation * random.nextGaussian() + shift);
      }
      points.add(point);
    }
    return points;
  }

  @Test
  void a_set_is_no_distance_from_itself() {
    var set = points(100, "a", 1, 0);
    assertThat(Distances.frechet(set, set)).isCloseTo(0, within(1e-6));
  }

  @Test
  void a_shift_counts_with_its_square() {
    double moved = Distances.frechet(points(50, "a", 1, 0), points(50, "a", 1, 3));
    assertThat(moved).isCloseTo(4 * 9, within(1e-3));
  }

  @Test
  void a_wider_spread_counts_with_the_square_of_the_difference_of_deviations() {
    double wider = Distances.frechet(points(4000, "a", 1, 0), points(4000, "b", 3, 0));
    assertThat(wider).isCloseTo(4 * 4, within(1.0));
  }

  @Test
  void precision_falls_for_points_outside_and_recall_for_points_that_are_missing() {
    var real = points(200, "a", 1, 0);
    var same = Distances.coverage(points(200, "b", 1, 0), real);
    assertThat(same.precision()).isGreaterThan(.7);
    assertThat(same.recall()).isGreaterThan(.7);
    var narrow = Distances.coverage(points(200, "c", .1, 0), real);
    assertThat(narrow.precision()).isGreaterThan(.9);
    assertThat(narrow.recall()).isLessThan(.1);
    var outside = Distances.coverage(points(200, "d", 1, 50), real);
    assertThat(outside.precision()).isZero();
    assertThat(outside.recall()).isZero();
  }

  @Test
  void spread_is_the_mean_distance_within_a_group() {
    var group = List.of(new float[] {0, 0}, new float[] {3, 4});
    var alike = List.of(new float[] {9, 9}, new float[] {9, 9});
    assertThat(Distances.spread(List.of(group))).isCloseTo(5, within(1e-6));
    assertThat(Distances.spread(List.of(group, alike))).isCloseTo(2.5, within(1e-6));
  }
}
