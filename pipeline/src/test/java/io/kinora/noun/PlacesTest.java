package io.kinora.noun;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.house.net.HouseModel;
import io.kinora.noun.Place.Where;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class PlacesTest {
  @Test
  void has_more_than_seventy_places_with_keys_of_their_own() {
    assertThat(Places.all()).hasSizeGreaterThan(70);
    assertThat(Places.all().stream().map(Place::key)).doesNotHaveDuplicates();
    assertThat(Places.all()).allMatch(place -> place.key().matches("[a-z-]+"));
  }

  @Test
  void no_two_places_share_a_name() {
    assertThat(Places.all().stream().flatMap(place -> place.english().stream()))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("[a-z'é -]+"));
    assertThat(Places.all().stream().flatMap(place -> place.chinese().stream()))
        .doesNotHaveDuplicates()
        .allMatch(name -> name.matches("\\p{IsHan}+"));
  }

  @Test
  void what_stands_there_is_in_the_table_of_nouns_and_in_the_picture() {
    for (Place place : Places.all()) {
      assertThat(place.props()).as(place.key()).isNotNull();
      for (Place.Prop prop : place.props()) {
        assertThat(Nouns.named(prop.noun())).as(place.key() + ": " + prop.noun()).isNotNull();
        assertThat(prop.x()).as(place.key() + ": " + prop.noun()).isBetween(-2.1, 2.1);
        assertThat(prop.y()).as(place.key() + ": " + prop.noun()).isBetween(-1.0, .8);
        assertThat(prop.height()).as(place.key() + ": " + prop.noun()).isBetween(0.0, 1.8);
      }
    }
  }

  /// Subjects stand lower than .7: what stands higher is behind them.
  @Test
  void nothing_stands_where_subjects_do() {
    for (Place place : Places.all()) {
      assertThat(place.props())
          .as(place.key())
          .filteredOn(prop -> prop.where() == Where.FOOT && Math.abs(prop.x()) < .5)
          .allMatch(prop -> prop.y() < .7);
    }
  }

  @Test
  void backdrops_are_scenes_and_surfaces_have_codes() {
    try (HouseModel model = HouseModel.bundled()) {
      var scenes = model.config().vocabulary().scenes();
      var things = model.config().things();
      assertThat(Places.all().stream().map(Place::backdrop)).allMatch(scenes::contains);
      assertThat(Places.all().stream().map(Place::key)).noneMatch(scenes::contains);
      var words = Stream.of("*", "near", "bands");
      var known = Stream.concat(words, things.stream()).toList();
      assertThat(Places.all().stream().flatMap(place -> place.without().stream()))
          .allMatch(known::contains);
      assertThat(model.codes().pictures().stream().map(picture -> picture.noun()))
          .containsAll(Places.surfaces());
      assertThat(model.vocabulary().scenes())
          .containsAll(Places.all().stream().map(Place::key).toList());
    }
  }
}
