package io.kinora.house.compose;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.HouseModel;
import io.kinora.house.net.Painter;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LayerPainterTest {
  private static List<Texture> pine(int between) {
    float[] u = new float[Painter.LATENT];
    Arrays.fill(u, .4f);
    return new LayerPainter(HouseModel.bundled())
        .paint(
            new LayerPainter.Individual(
                "pine", "", u, 4, LayerPainter.Individual.all(4), between, false, 150));
  }

  /// How many pixels of the upper half are neither opaque nor transparent.
  private static long soft(int[] opacity) {
    return Arrays.stream(opacity, 0, opacity.length / 2).filter(a -> a > 40 && a < 215).count();
  }

  private static int[] opacity(Texture texture) {
    return Arrays.stream(texture.mixed(texture, 0, 0)).map(argb -> argb >>> 24).toArray();
  }

  /// Between two phases a swaying tree stands between them; a mixture would show its tip twice.
  @Test
  void pictures_between_phases_move_the_edges() {
    List<Texture> phases = pine(1);
    List<Texture> finer = pine(2);
    assertThat(phases).hasSize(4);
    assertThat(finer).hasSize(8);
    for (int i = 0; i < 4; i++) {
      int[] here = opacity(phases.get(i));
      int[] next = opacity(phases.get((i + 1) % 4));
      assertThat(opacity(finer.get(2 * i))).isEqualTo(here);
      int[] mixture = new int[here.length];
      Arrays.setAll(mixture, k -> (here[k] + next[k]) / 2);
      assertThat(soft(opacity(finer.get(2 * i + 1)))).isLessThan(soft(mixture));
    }
  }

  /// What is not looked at is not painted; the rest is the same.
  @Test
  void paints_the_phases_that_are_looked_at() {
    float[] u = new float[Painter.LATENT];
    Arrays.fill(u, .4f);
    var painter = new LayerPainter(HouseModel.bundled());
    var all =
        painter.paint(
            new LayerPainter.Individual(
                "bird", "red", u, 6, LayerPainter.Individual.all(6), 1, false, 100));
    double gflop = painter.gflop();
    var some =
        painter.paint(
            new LayerPainter.Individual("bird", "red", u, 6, List.of(1, 4), 1, false, 100));
    assertThat(painter.gflop() - gflop).isLessThan(gflop / 2);
    assertThat(some).hasSize(6);
    for (int phase : List.of(1, 4)) {
      assertThat(opacity(some.get(phase))).isEqualTo(opacity(all.get(phase)));
    }
    assertThat(some.get(0)).isSameAs(some.get(1));
    assertThat(some.get(5)).isSameAs(some.get(4));
  }

  private static List<Texture> rain(boolean falls) {
    float[] u = new float[Painter.LATENT];
    Arrays.fill(u, .4f);
    return new LayerPainter(HouseModel.bundled())
        .paint(
            new LayerPainter.Individual(
                "rain", "", u, 8, LayerPainter.Individual.all(8), 1, falls, 128));
  }

  private static double apart(Texture a, Texture b) {
    int[] first = opacity(a);
    int[] second = opacity(b);
    double sum = 0;
    for (int i = 0; i < first.length; i++) {
      sum += Math.abs(first[i] - second[i]);
    }
    return sum / first.length;
  }

  /// Drops that are painted where they have fallen to are brought back to where they were, so that
  /// neighbouring pictures are alike and a mixture of them shows no drop twice.
  @Test
  void pictures_of_what_falls_are_alike() {
    List<Texture> still = rain(true);
    List<Texture> falling = rain(false);
    for (int i = 0; i < 8; i++) {
      assertThat(apart(still.get(i), still.get((i + 1) % 8)))
          .isLessThan(.5 * apart(falling.get(i), falling.get((i + 1) % 8)));
    }
    assertThat(opacity(still.get(0))).isEqualTo(opacity(falling.get(0)));
  }
}
