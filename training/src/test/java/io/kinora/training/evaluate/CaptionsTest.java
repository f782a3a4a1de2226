package io.kinora.training.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Seeds;
import io.kinora.training.data.Scenario;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

final class CaptionsTest {
  private static final Scenario THREE =
      new Scenario("horse", "brown", 3, "run", "left", "meadow", "night", "rain");

  @Test
  void says_one_thing_in_many_ways() {
    for (String language : new String[] {"en", "zh"}) {
      var captions = new Captions(language);
      var said = new TreeSet<String>();
      for (int i = 0; i < 40; i++) {
        captions.say(THREE, Seeds.random(i, "captions")).ifPresent(said::add);
      }
      assertThat(said).as(language).hasSizeGreaterThan(12);
    }
  }

  @Test
  void english_agrees_in_number() {
    var captions = new Captions("en");
    var one = new Scenario("horse", "orange", 1, "run", "left", "meadow", "night", "rain");
    var many = new TreeSet<String>();
    var single = new TreeSet<String>();
    for (int i = 0; i < 60; i++) {
      captions.say(THREE, Seeds.random(i, "captions")).ifPresent(many::add);
      captions.say(one, Seeds.random(i, "captions")).ifPresent(single::add);
    }
    assertThat(many).anyMatch(text -> text.contains("three brown horses run"));
    assertThat(single).anyMatch(text -> text.contains("an orange horse runs"));
  }

  @Test
  void chinese_counts_with_a_measure_word() {
    var said = new TreeSet<String>();
    for (int i = 0; i < 40; i++) {
      new Captions("zh").say(THREE, Seeds.random(i, "captions")).ifPresent(said::add);
    }
    assertThat(said).allMatch(text -> text.contains("三只") && text.contains("向左"));
  }

  @Test
  void what_the_lexicon_has_no_word_for_is_not_said() {
    var unknown = new Scenario("gryphon", "red", 1, "fly", "", "sea", "day", "clear");
    assertThat(new Captions("zh").say(unknown, Seeds.random(1, "captions"))).isEmpty();
  }
}
