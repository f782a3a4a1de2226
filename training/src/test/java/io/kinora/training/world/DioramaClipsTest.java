package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Seeds;
import io.kinora.training.data.ClipSource.Kind;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.data.Scenario;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subject;
import io.kinora.training.world.subject.Subjects;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import org.junit.jupiter.api.Test;

final class DioramaClipsTest {
  private static final int WIDTH = 128, HEIGHT = 72;
  private static final double[] TIMES = {0, 1.5};

  private final DioramaClips world = new DioramaClips();

  private static int[] pixels(BufferedImage image) {
    return ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
  }

  @Test
  void the_same_seed_gives_the_same_frames() {
    var scenario = world.scenario(Seeds.random(1, "scenario"), Split.SEEN);
    var one = world.clip(scenario, 5, 2, TIMES, WIDTH, HEIGHT);
    var two = world.clip(scenario, 5, 2, TIMES, WIDTH, HEIGHT);
    var other = world.clip(scenario, 6, 2, TIMES, WIDTH, HEIGHT);
    assertThat(pixels(two.getLast().image())).containsExactly(pixels(one.getLast().image()));
    assertThat(pixels(other.getLast().image())).isNotEqualTo(pixels(one.getLast().image()));
  }

  @Test
  void boxes_tell_how_many_there_are_and_where_they_go() {
    var fly = new Scenario("bird", "red", 3, "fly", "left", "meadow", "day", "clear");
    var clip = world.clip(fly, 1, 2, TIMES, WIDTH, HEIGHT);
    assertThat(clip).allSatisfy(picture -> assertThat(picture.boxes()).hasSize(3));
    for (int i = 0; i < 3; i++) {
      double before = clip.getFirst().boxes().get(i).x();
      assertThat(clip.getLast().boxes().get(i).x()).isLessThan(before - .1);
    }
  }

  @Test
  void a_picture_with_subjects_differs_from_the_place_alone_where_they_are() {
    var pictures = world.pictures(Seeds.random(4, "pictures"), 3, WIDTH, HEIGHT);
    assertThat(pictures).hasSize(3);
    int[] one = pixels(pictures.get(0).image());
    int[] two = pixels(pictures.get(1).image());
    int[] opacity = pixels(pictures.get(0).subjects());
    int[] other = pixels(pictures.get(1).subjects());
    int same = 0;
    int free = 0;
    for (int i = 0; i < one.length; i++) {
      if (opacity[i] >>> 24 == 0 && other[i] >>> 24 == 0) {
        free++;
        same += one[i] == two[i] ? 1 : 0;
      }
    }
    assertThat((double) same / free).as("but for shadows").isGreaterThan(.9);
    assertThat(one).isNotEqualTo(two);
  }

  @Test
  void pairs_are_held_out() {
    var subjects = DioramaWords.subjects();
    for (int i = 0; i < 100; i++) {
      for (Split split : Split.values()) {
        var s = world.scenario(Seeds.random(i, "split"), split);
        Colour colour = Colour.valueOf(s.colour().toUpperCase(java.util.Locale.ROOT));
        assertThat(DioramaLayers.heldOut(subjects.indexOf(s.noun()), colour))
            .isEqualTo(split == Split.UNSEEN);
        Subject subject = Subjects.all().get(subjects.indexOf(s.noun()));
        assertThat(Homes.heldOut(subject, s.scene())).isEqualTo(split == Split.UNSEEN);
      }
    }
  }

  @Test
  void knows_what_a_picture_cannot_tell() {
    assertThat(world.shows("meadow", "day", "rain", Kind.WEATHER)).isTrue();
    assertThat(world.shows("meadow", "night", "clear", Kind.TIME)).isTrue();
    assertThat(world.shows("space", "day", "rain", Kind.WEATHER)).isFalse();
    assertThat(world.shows("space", "day", "clear", Kind.TIME)).isFalse();
  }
}
