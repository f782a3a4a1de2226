package io.kinora.noun;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DeedsTest {
  /// Nouns that move by themselves and are no rows of the table.
  private static final Set<String> OTHERS =
      Set.of("sailboat", "car", "dog", "cat", "horse", "cow", "kite", "flower", "tree", "candle");

  @Test
  void has_more_than_a_hundred_with_phrases_in_both_languages() {
    assertThat(Deeds.all()).hasSizeGreaterThan(100);
    assertThat(Deeds.all())
        .allSatisfy(
            deed -> {
              assertThat(deed.english()).isNotEmpty();
              assertThat(deed.chinese()).isNotEmpty();
            });
  }

  @Test
  void every_picture_and_prop_is_a_noun() {
    for (Deed deed : Deeds.all()) {
      assertThat(deed.pictures())
          .as(deed.key())
          .allSatisfy(picture -> assertThat(Nouns.named(picture)).isNotNull());
      assertThat(deed.props())
          .as(deed.key())
          .allSatisfy(
              prop ->
                  assertThat(
                          OTHERS.contains(prop.noun())
                              || prop.noun().equals(Deed.SELF)
                              || Nouns.named(prop.noun()) != null)
                      .as(prop.noun())
                      .isTrue());
      if (!deed.pose().isEmpty()) {
        assertThat(Nouns.named(Deeds.posed(deed.pose(), false))).as(deed.pose()).isNotNull();
      }
    }
  }

  @Test
  void whatever_does_something_is_a_noun_or_a_kind_of_nouns() {
    var known =
        Nouns.all().stream()
            .flatMap(noun -> java.util.stream.Stream.of(noun.key(), noun.category()))
            .collect(java.util.stream.Collectors.toSet());
    known.addAll(
        java.util.Set.of("flower", "tree", "candle", "star", "dog", "cat", "car", "truck", "ufo"));
    for (Deed deed : Deeds.all()) {
      assertThat(known).as(deed.key()).containsAll(deed.of().keySet());
      assertThat(known).as(deed.key()).containsAll(deed.of().values());
    }
  }

  @Test
  void a_picture_is_of_the_sex_that_is_asked_for() {
    Deed swim = Objects.requireNonNull(Deeds.named("swim"));
    assertThat(swim.picture(null)).isEqualTo("man-swimming");
    assertThat(swim.picture(false)).isEqualTo("man-swimming");
    assertThat(swim.picture(true)).isEqualTo("woman-swimming");
    Deed guitar = Objects.requireNonNull(Deeds.named("play-guitar"));
    assertThat(guitar.picture(true)).isEqualTo("woman-holding");
  }
}
