package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Seeds;
import io.kinora.training.data.LayerSource.Sample;
import io.kinora.training.data.LayerSource.Split;
import io.kinora.training.world.subject.Colour;
import io.kinora.training.world.subject.Subjects;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class DioramaLayersTest {
  private static final DioramaLayers SPRITES = DioramaLayers.sprites();
  private static final DioramaLayers BANDS = DioramaLayers.bands();

  private static List<Sample> draw(DioramaLayers source, Split split, int count) {
    var random = Seeds.random(5, "layers " + split);
    var samples = new ArrayList<Sample>();
    for (int i = 0; i < count; i++) {
      samples.add(source.draw(random, split));
    }
    return samples;
  }

  private static Set<String> pairs(List<Sample> samples) {
    var pairs = new HashSet<String>();
    for (Sample sample : samples) {
      if (!sample.modifier().isEmpty()) {
        pairs.add(sample.modifier() + " " + sample.noun());
      }
    }
    return pairs;
  }

  @Test
  void training_never_sees_the_held_out_pairs() {
    Set<String> seen = pairs(draw(SPRITES, Split.SEEN, 250));
    Set<String> unseen = pairs(draw(SPRITES, Split.UNSEEN, 80));
    assertThat(seen).hasSizeGreaterThan(60);
    assertThat(unseen).hasSizeGreaterThan(10).doesNotContainAnyElementsOf(seen);
    for (int subject = 0; subject < Subjects.all().size(); subject++) {
      for (Colour colour : Colour.values()) {
        String pair = colour.label() + " " + Subjects.all().get(subject).name();
        boolean heldOut = DioramaLayers.heldOut(subject, colour);
        assertThat(heldOut ? seen : unseen).doesNotContain(pair);
      }
    }
  }

  @Test
  void every_subject_and_every_colour_is_seen_often_and_held_out_sometimes() {
    int subjects = Subjects.all().size();
    for (int subject = 0; subject < subjects; subject++) {
      int heldOut = 0;
      for (Colour colour : Colour.values()) {
        heldOut += DioramaLayers.heldOut(subject, colour) ? 1 : 0;
      }
      assertThat(heldOut).isBetween(1, 2);
    }
    for (Colour colour : Colour.values()) {
      int heldOut = 0;
      for (int subject = 0; subject < subjects; subject++) {
        heldOut += DioramaLayers.heldOut(subject, colour) ? 1 : 0;
      }
      assertThat(heldOut).isBetween(4, 5);
    }
  }

  @Test
  void at_least_a_tenth_of_the_pairs_is_held_out() {
    int subjects = Subjects.all().size();
    int heldOut = 0;
    for (int subject = 0; subject < subjects; subject++) {
      for (Colour colour : Colour.values()) {
        heldOut += DioramaLayers.heldOut(subject, colour) ? 1 : 0;
      }
    }
    assertThat(heldOut).isBetween(subjects, 2 * subjects);
  }

  @Test
  void every_sample_uses_known_words_and_numbers_in_range() {
    var samples = new ArrayList<>(draw(SPRITES, Split.SEEN, 60));
    samples.addAll(draw(SPRITES, Split.UNSEEN, 20));
    for (Sample sample : samples) {
      assertThat(SPRITES.words()).contains(sample.noun());
      assertThat(DioramaWords.all()).contains(sample.noun());
      if (!sample.modifier().isEmpty()) {
        assertThat(DioramaWords.COLOURS).contains(sample.modifier());
      }
      assertThat(sample.phase()).isBetween(0.0, 1.0);
      for (float u : sample.u().values()) {
        assertThat(u).isBetween(0f, 1f);
      }
      assertThat(sample.picture().getWidth()).isEqualTo(128);
      assertThat(sample.picture().getHeight()).isEqualTo(128);
    }
  }

  @Test
  void pictures_are_multiplied_by_alpha_and_not_empty() {
    var samples = new ArrayList<>(draw(SPRITES, Split.SEEN, 30));
    samples.addAll(draw(BANDS, Split.SEEN, 15));
    for (Sample sample : samples) {
      var picture = sample.picture();
      int[] pixels =
          picture
              .getRaster()
              .getPixels(0, 0, picture.getWidth(), picture.getHeight(), (int[]) null);
      long opaque = 0;
      for (int i = 0; i < pixels.length; i += 4) {
        int most = Math.max(pixels[i], Math.max(pixels[i + 1], pixels[i + 2]));
        assertThat(most).as(sample.noun()).isLessThanOrEqualTo(pixels[i + 3]);
        opaque += pixels[i + 3] > 20 ? 1 : 0;
      }
      assertThat(opaque).as(sample.noun()).isPositive();
    }
  }

  @Test
  void bands_are_wide_and_have_no_held_out_pairs() {
    assertThat(BANDS.draws(Split.SEEN)).isTrue();
    assertThat(BANDS.draws(Split.UNSEEN)).isFalse();
    assertThat(SPRITES.draws(Split.UNSEEN)).isTrue();
    for (Sample sample : draw(BANDS, Split.SEEN, 20)) {
      assertThat(BANDS.words()).contains(sample.noun());
      assertThat(DioramaWords.all()).contains(sample.noun());
      assertThat(sample.modifier()).isEmpty();
      assertThat(sample.picture().getWidth()).isEqualTo(4 * sample.picture().getHeight());
    }
  }

  @Test
  void words_of_layers_are_words_of_the_world() {
    assertThat(DioramaWords.all()).doesNotHaveDuplicates();
    assertThat(DioramaWords.all()).containsAll(SPRITES.words()).containsAll(BANDS.words());
  }
}
