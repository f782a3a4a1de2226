package io.kinora.training.world.scenery;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.training.world.DioramaLayers;
import io.kinora.training.world.drawing.Pen;
import io.kinora.training.world.drawing.Thing;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SceneryDrawingTest {
  private static final int HEIGHT = 64;

  static List<Thing> scenery() {
    return Stream.concat(Props.all().stream(), Bands.all().stream()).toList();
  }

  static List<Thing> grounds() {
    return Bands.all().stream().filter(band -> !Bands.tiles(band.name())).toList();
  }

  static List<Thing> veils() {
    return Bands.all().stream().filter(band -> Bands.tiles(band.name())).toList();
  }

  @Test
  void names_are_unique_and_boxes_fit_their_kind() {
    assertThat(scenery()).extracting(Thing::name).doesNotHaveDuplicates();
    assertThat(Props.all()).hasSizeGreaterThan(19).allMatch(t -> t.shape() == Thing.Box.SQUARE);
    assertThat(Bands.all()).hasSizeGreaterThan(16).allMatch(t -> t.shape() == Thing.Box.BAND);
  }

  @ParameterizedTest
  @MethodSource("scenery")
  void paints_something_and_leaves_something_free(Thing thing) {
    BufferedImage picture = paint(thing, latent(1), 0);
    long opaque = count(picture, 255 / 8, 256);
    assertThat(opaque).isPositive().isLessThan((long) picture.getWidth() * HEIGHT);
  }

  @ParameterizedTest
  @MethodSource("scenery")
  void is_periodic_in_phase(Thing thing) {
    float[] u = latent(2);
    assertThat(distance(paint(thing, u, .3), paint(thing, u, 1.3))).isLessThan(.01);
  }

  @ParameterizedTest
  @MethodSource("scenery")
  void is_continuous_in_phase_and_latent(Thing thing) {
    float[] u = latent(3);
    BufferedImage before = paint(thing, u, .9995);
    assertThat(distance(before, paint(thing, u, .0005))).isLessThan(1.5);
    for (int i = 0; i < u.length; i++) {
      float[] near = u.clone();
      near[i] += 1e-3f;
      assertThat(distance(before, paint(thing, near, .9995))).as("u[%d]", i).isLessThan(.5);
    }
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void ground_is_opaque_at_its_bottom_and_free_at_its_top(Thing band) {
    for (int seed = 0; seed < 8; seed++) {
      BufferedImage picture = paint(band, latent(seed), .2);
      for (int x = 0; x < picture.getWidth(); x++) {
        assertThat(picture.getRGB(x, HEIGHT - 1) >>> 24).isEqualTo(255);
        assertThat(picture.getRGB(x, 0) >>> 24).as("top at %d", x).isLessThan(255);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("grounds")
  void ground_joins_its_mirror_image(Thing band) {
    BufferedImage picture = paint(band, latent(4), .2);
    for (int end : new int[] {0, picture.getWidth() - 1}) {
      int inside = end == 0 ? 1 : end - 1;
      assertThat(top(picture, end)).isBetween(top(picture, inside) - 5, top(picture, inside) + 5);
    }
  }

  @ParameterizedTest
  @MethodSource("veils")
  void veil_hardly_touches_its_ends_so_that_mirrored_copies_fit(Thing veil) {
    BufferedImage picture = paint(veil, latent(5), .4);
    int cut = 0;
    for (int y = 0; y < HEIGHT; y++) {
      cut += picture.getRGB(0, y) >>> 24 > 128 ? 1 : 0;
      cut += picture.getRGB(picture.getWidth() - 1, y) >>> 24 > 128 ? 1 : 0;
    }
    assertThat(cut).isLessThan(4);
  }

  @ParameterizedTest
  @MethodSource("veils")
  void rain_and_snow_repeat_every_half_box_and_so_tile(Thing veil) {
    if (veil.name().equals("stars")) {
      return;
    }
    BufferedImage picture = paint(veil, latent(6), .15);
    BufferedImage lower = picture.getSubimage(0, HEIGHT / 2, picture.getWidth(), HEIGHT / 2);
    BufferedImage upper = picture.getSubimage(0, 0, picture.getWidth(), HEIGHT / 2);
    assertThat(distance(upper, lower)).isLessThan(.5);
  }

  private static BufferedImage paint(Thing thing, float[] u, double phase) {
    return Pen.picture(thing, Color.GRAY, u, phase, HEIGHT);
  }

  private static float[] latent(long seed) {
    var random = new SplittableRandom(seed);
    var u = new float[DioramaLayers.LATENTS];
    for (int i = 0; i < u.length; i++) {
      u[i] = (float) random.nextDouble(.99);
    }
    return u;
  }

  private static int top(BufferedImage picture, int x) {
    int y = 0;
    while (picture.getRGB(x, y) >>> 24 < 128) {
      y++;
    }
    return y;
  }

  private static long count(BufferedImage picture, int from, int to) {
    long pixels = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        int alpha = picture.getRGB(x, y) >>> 24;
        pixels += alpha >= from && alpha < to ? 1 : 0;
      }
    }
    return pixels;
  }

  /// Mean absolute difference of all four premultiplied channels, in levels of 255.
  private static double distance(BufferedImage a, BufferedImage b) {
    double sum = 0;
    for (int y = 0; y < a.getHeight(); y++) {
      for (int x = 0; x < a.getWidth(); x++) {
        for (int band = 0; band < 4; band++) {
          sum +=
              Math.abs(a.getRaster().getSample(x, y, band) - b.getRaster().getSample(x, y, band));
        }
      }
    }
    return sum / (4.0 * a.getWidth() * a.getHeight());
  }
}
