package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.LayoutNet;
import io.kinora.house.net.LightNet;
import io.kinora.house.net.MotionNet;
import io.kinora.house.net.SkyPainter;
import io.kinora.torch.Seeds;
import io.kinora.training.data.SceneSource.Setting;
import io.kinora.training.data.SceneSource.Slot;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

final class DioramaScenesTest {
  private static final int DRAWS = 300;
  private static final Set<String> WORDS = Set.copyOf(DioramaWords.all());

  private final DioramaScenes scenes = new DioramaScenes();
  private final RandomGenerator random = Seeds.random(9, "scenes");

  private static void assertInside(float[] values, int count, float low, float high) {
    assertThat(values).hasSize(count);
    for (float value : values) {
      assertThat(value).isFinite().isBetween(low, high);
    }
  }

  private static void assertKnown(Setting setting) {
    assertThat(DioramaWords.SCENES).contains(setting.scene());
    assertThat(DioramaWords.TIMES).contains(setting.time());
    assertThat(DioramaWords.WEATHERS).contains(setting.weather());
  }

  @Test
  void every_thing_has_a_word() {
    assertThat(WORDS).containsAll(DioramaScenes.things());
  }

  @Test
  void skies_fill_the_asked_size() {
    for (int i = 0; i < 40; i++) {
      var sky = scenes.sky(random, SkyPainter.WIDTH, SkyPainter.HEIGHT);
      assertKnown(sky.setting());
      assertInside(sky.numbers().values(), SkyPainter.NUMBERS, 0, 1);
      assertThat(sky.picture().getWidth()).isEqualTo(SkyPainter.WIDTH);
      assertThat(sky.picture().getHeight()).isEqualTo(SkyPainter.HEIGHT);
    }
  }

  @Test
  void light_is_moderate() {
    for (int i = 0; i < DRAWS; i++) {
      var lit = scenes.lit(random);
      assertKnown(lit.setting());
      assertThat(WORDS).contains(lit.thing());
      assertThat(lit.nearness()).isBetween(0.0, 1.5);
      assertInside(lit.matrix().values(), LightNet.OUTPUTS, -1, 2);
    }
  }

  @Test
  void arrangements_fit_the_slots_of_the_layout_net() {
    var settings = new HashSet<String>();
    for (int i = 0; i < DRAWS; i++) {
      var arranged = scenes.arranged(random);
      settings.add(arranged.setting().scene());
      assertKnown(arranged.setting());
      assertInside(arranged.numbers().values(), SkyPainter.NUMBERS, 0, 1);
      assertThat(arranged.slots()).isNotEmpty().hasSizeLessThanOrEqualTo(LayoutNet.SLOTS);
      assertThat(arranged.slots()).anyMatch(Slot::present);
      for (Slot slot : arranged.slots()) {
        assertThat(DioramaScenes.things()).contains(slot.thing());
        float[] place = slot.place().values();
        assertInside(place, LayoutNet.PLACE, -4, 40);
        assertThat(place[0]).as("x of %s", slot.thing()).isBetween(-3.5f, 3.5f);
        assertThat(place[1]).as("y of %s", slot.thing()).isBetween(-1.5f, 1.5f);
        assertThat(place[2])
            .as("half height of %s", slot.thing())
            .isBetween(slot.present() ? .03f : 0, 1.2f);
        assertThat(place[3]).as("nearness of %s", slot.thing()).isBetween(0f, 1.5f);
        assertThat(Math.abs(place[4])).isEqualTo(1);
      }
    }
    assertThat(settings).hasSameSizeAs(DioramaWords.SCENES);
  }

  @Test
  void one_scene_always_has_the_same_slots() {
    for (String scene : DioramaWords.SCENES) {
      List<String> first = things(scene, "day", "clear");
      for (String time : DioramaWords.TIMES) {
        for (String weather : DioramaWords.WEATHERS) {
          assertThat(things(scene, time, weather)).isEqualTo(first);
        }
      }
    }
  }

  private List<String> things(String scene, String time, String weather) {
    return Layout.of(scene, time, weather, Scenery.numbers(random)).stream()
        .map(Layout.Slot::thing)
        .toList();
  }

  @Test
  void habits_are_words_of_their_kind() {
    for (int i = 0; i < DRAWS; i++) {
      var habit = scenes.habit(random);
      assertThat(WORDS).contains(habit.noun());
      assertThat(DioramaWords.COLOURS).contains(habit.colour());
      assertThat(DioramaWords.SCENES).contains(habit.scene());
      assertThat(DioramaWords.ACTIONS).contains(habit.action());
    }
  }

  @Test
  void performances_use_known_words_and_stay_near_the_frame() {
    for (int i = 0; i < DRAWS; i++) {
      var performance = scenes.performance(random);
      var cue = performance.cue();
      assertThat(WORDS).contains(cue.noun(), cue.scene());
      for (String word : List.of(cue.action(), cue.direction(), cue.speed())) {
        assertThat(word.isEmpty() || WORDS.contains(word)).as(word).isTrue();
      }
      assertThat(cue.place()).isBetween(-1.0, 1.0);
      assertThat(cue.crowd()).isBetween(0.0, 1.0);
      assertInside(cue.u().values(), DioramaLayers.LATENTS, 0, 1);
      float[] constants = performance.constants();
      assertInside(constants, MotionNet.CONSTANT, -4, 4);
      assertThat(constants[0]).as("x").isBetween(-1.3f, 1.3f);
      assertThat(constants[1]).as("y").isBetween(-1f, 1f);
      assertThat(constants[2]).as("half height").isBetween(.1f, .6f);
      assertThat(constants[6]).as("articulation").isBetween(0f, 4f);
      assertInside(performance.moving(i * .37), MotionNet.MOVING, -1.5f, 1.5f);
    }
  }

  /// At least a tenth of the pairs of subject and scene are held out.
  @Test
  void some_subjects_are_never_shown_in_some_scenes() {
    var subjects = DioramaWords.subjects();
    for (int i = 0; i < 500; i++) {
      var cue = scenes.performance(Seeds.random(i, "performance")).cue();
      Subject subject = Subjects.all().get(subjects.indexOf(cue.noun()));
      assertThat(Homes.heldOut(subject, cue.scene())).isFalse();
    }
    long out =
        Subjects.all().stream()
            .flatMap(
                subject ->
                    DioramaWords.SCENES.stream().filter(scene -> Homes.heldOut(subject, scene)))
            .count();
    assertThat((double) out / (subjects.size() * DioramaWords.SCENES.size())).isGreaterThan(.1);
  }
}
