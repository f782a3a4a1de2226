package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.error.BadRequest;
import io.kinora.training.world.drawing.Thing;
import io.kinora.training.world.scenery.Bands;
import io.kinora.training.world.scenery.Props;
import java.awt.image.BufferedImage;
import java.util.HashSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LayoutTest {
  static List<String> scenes() {
    return DioramaWords.SCENES;
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void slots_are_the_same_things_under_every_time_weather_and_number(String scene) {
    List<String> expected = things(Layout.of(scene, "day", "clear", numbers(0)));
    assertThat(expected).hasSizeLessThanOrEqualTo(Layout.MAX_SLOTS);
    for (String time : DioramaWords.TIMES) {
      for (String weather : DioramaWords.WEATHERS) {
        for (int seed = 1; seed < 4; seed++) {
          assertThat(things(Layout.of(scene, time, weather, numbers(seed)))).isEqualTo(expected);
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void every_thing_of_a_layout_can_be_painted(String scene) {
    var known =
        new HashSet<>(
            Stream.concat(Props.all().stream(), Bands.all().stream()).map(Thing::name).toList());
    assertThat(known).containsAll(things(Layout.of(scene, "day", "clear", numbers(0))));
  }

  @ParameterizedTest
  @MethodSource("scenes")
  void places_are_continuous_and_each_number_moves_few_slots(String scene) {
    float[] v = numbers(5);
    List<Layout.Slot> before = Layout.of(scene, "sunset", "cloudy", v);
    for (int i = 0; i < v.length; i++) {
      float[] near = v.clone();
      near[i] += 1e-4f;
      List<Layout.Slot> after = Layout.of(scene, "sunset", "cloudy", near);
      int moved = 0;
      for (int k = 0; k < before.size(); k++) {
        assertThat(after.get(k).x()).isBetween(before.get(k).x() - .01, before.get(k).x() + .01);
        assertThat(after.get(k).y()).isBetween(before.get(k).y() - .01, before.get(k).y() + .01);
        moved += after.get(k).equals(before.get(k)) ? 0 : 1;
      }
      assertThat(moved).as("slots that v[%d] moves", i).isLessThanOrEqualTo(14);
    }
  }

  @Test
  void weather_does_not_change_what_a_mountain_looks_like() {
    float[] clear = ridge("clear");
    assertThat(ridge("rain")).isEqualTo(clear);
  }

  @Test
  void an_unknown_scene_is_refused() {
    assertThatThrownBy(() -> Layout.of("kitchen", "day", "clear", numbers(0)))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("kitchen");
  }

  @Test
  void light_keeps_every_colour_within_its_range_and_subjects_brighter_than_scenery_at_night() {
    for (String scene : DioramaWords.SCENES) {
      for (String time : DioramaWords.TIMES) {
        for (String weather : DioramaWords.WEATHERS) {
          for (Light.Role role : Light.Role.values()) {
            for (double nearness = 0; nearness <= 1.3; nearness += .05) {
              assertWithinRange(Light.of(scene, time, weather, role, nearness));
            }
          }
        }
      }
    }
    Light subject = Light.of("meadow", "night", "clear", Light.Role.SUBJECT, 1);
    Light scenery = Light.of("meadow", "night", "clear", Light.Role.SCENERY, 1);
    assertThat(subject.apply(0xffffffff) & 255).isGreaterThan(scenery.apply(0xffffffff) & 255);
  }

  @Test
  void snow_covers_the_ground_more_than_trees_and_trees_more_than_subjects() {
    int meadow = whiteness(Light.Role.of("meadow"));
    int oak = whiteness(Light.Role.of("oak"));
    assertThat(meadow).isGreaterThan(190).isGreaterThan(oak + 20);
    assertThat(oak).isGreaterThan(whiteness(Light.Role.SUBJECT));
  }

  /// The least channel of a green by day in the snow.
  private static int whiteness(Light.Role role) {
    int argb = Light.of("meadow", "day", "snow", role, 1).apply(0xff7ebe54);
    return Math.min(argb >> 16 & 255, Math.min(argb >> 8 & 255, argb & 255));
  }

  @Test
  void the_surf_at_sunset_is_warm() {
    int argb = Light.of("beach", "sunset", "clear", Light.Role.of("surf"), 1).apply(0xff96dedc);
    assertThat(argb >> 16 & 255).isGreaterThan(argb >> 8 & 255);
  }

  @Test
  void clear_daylight_leaves_what_stands_with_the_subjects_as_it_is() {
    Light light = Light.of("meadow", "day", "clear", Light.Role.SCENERY, 1);
    assertThat(light.apply(0x80123456)).isEqualTo(0x80123456);
  }

  @Test
  void the_sky_has_no_edge() {
    for (String scene : DioramaWords.SCENES) {
      for (String time : DioramaWords.TIMES) {
        BufferedImage sky = Sky.picture(scene, time, "clear", numbers(7), 192, 64);
        for (int y = 1; y < 64; y++) {
          for (int x = 0; x < 192; x++) {
            int left = sky.getRGB((x + 191) % 192, y) & 255;
            int above = sky.getRGB(x, y - 1) & 255;
            assertThat(sky.getRGB(x, y) & 255).isBetween(left - 14, left + 14);
            assertThat(sky.getRGB(x, y) & 255).isBetween(above - 14, above + 14);
          }
        }
      }
    }
  }

  @Test
  void a_still_fills_the_frame_and_looks_different_by_night() {
    float[] v = numbers(9);
    BufferedImage day =
        Composer.still(Composer.Place.of("meadow", "day", "clear", v, 1), 0, 160, 90);
    BufferedImage night =
        Composer.still(Composer.Place.of("meadow", "night", "clear", v, 1), 0, 160, 90);
    assertThat(brightness(night)).isLessThan(.5 * brightness(day));
    assertThat(day.getRGB(80, 89)).isNotEqualTo(0xff000000);
  }

  private static void assertWithinRange(Light light) {
    float[] n = light.numbers();
    for (int row = 0; row < 12; row += 4) {
      float low = n[row + 3];
      float high = n[row + 3];
      for (int i = 0; i < 3; i++) {
        low += Math.min(0, n[row + i]);
        high += Math.max(0, n[row + i]);
      }
      assertThat(low).isGreaterThanOrEqualTo(0);
      assertThat(high).isLessThanOrEqualTo(1.001f);
    }
  }

  private static double brightness(BufferedImage picture) {
    double sum = 0;
    for (int y = 0; y < picture.getHeight(); y++) {
      for (int x = 0; x < picture.getWidth(); x++) {
        sum += (picture.getRGB(x, y) >> 8) & 255;
      }
    }
    return sum / picture.getWidth() / picture.getHeight();
  }

  private static float[] ridge(String weather) {
    return Scenery.of("mountains", "day", weather, numbers(3), new SplittableRandom(8)).stream()
        .filter(placement -> placement.thing().equals("snowy mountains"))
        .findFirst()
        .orElseThrow()
        .u();
  }

  private static List<String> things(List<Layout.Slot> slots) {
    return slots.stream().map(Layout.Slot::thing).toList();
  }

  private static float[] numbers(long seed) {
    return Scenery.numbers(new SplittableRandom(seed));
  }
}
