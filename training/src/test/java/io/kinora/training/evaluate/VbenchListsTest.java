package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.staging.Staged.Box;
import io.kinora.noun.Nouns;
import io.kinora.noun.Places;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class VbenchListsTest {
  @Test
  void are_complete_in_both_languages() {
    Map.of(
            "object_class", 79,
            "scene", 86,
            "color", 85,
            "multiple_objects", 82,
            "spatial_relationship", 84,
            "human_action", 100)
        .forEach((name, count) -> assertThat(PromptList.read(name).english()).hasSize(count));
    assertThat(PromptList.read("scene").chinese()).contains("厨房").hasSize(86);
  }

  /// Every scene is a place, a scene of the painters or a thing of the table.
  @Test
  void every_scene_can_be_staged() {
    var known = new HashSet<String>();
    Places.all().forEach(place -> known.addAll(place.english()));
    Nouns.all().forEach(noun -> noun.english().forEach(name -> known.add(name.singular())));
    PromptList.lines("accepted.tsv").stream()
        .filter(line -> line.contains("scene:"))
        .forEach(line -> known.add(line.split("\t", -1)[0]));
    assertThat(known).containsAll(PromptList.read("scene").english());
  }

  @Test
  void relations_are_seen_in_boxes() {
    var left = new Box(-1, 0, -.5, .5);
    var right = new Box(.2, .1, .8, .7);
    var over = new Box(-1, -.6, -.5, -.05);
    assertThat(VbenchAnswers.related(left, right, "left")).isTrue();
    assertThat(VbenchAnswers.related(left, right, "right")).isFalse();
    assertThat(VbenchAnswers.related(left, right, "top")).isFalse();
    assertThat(VbenchAnswers.related(over, left, "top")).isTrue();
    assertThat(VbenchAnswers.related(left, over, "bottom")).isTrue();
    for (String relation : List.of("left", "right", "top", "bottom")) {
      assertThat(VbenchAnswers.related(left, left, relation)).as(relation).isFalse();
    }
  }
}
