package io.kinora.house.staging;

import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Place;
import io.kinora.noun.Places;
import io.kinora.shot.SubjectPhrase;
import org.jspecify.annotations.Nullable;

/// Which things are shown on a table.
final class SmallThings {
  private SmallThings() {}

  /// Whether a small thing is alone and nobody says where, so that it is shown on a table.
  static boolean lieOnTable(@Nullable Noun thing, SubjectPhrase phrase, @Nullable String scene) {
    return thing != null
        && thing.habitat() == Habitat.TABLE
        && phrase.relation() == null
        && phrase.direction() == null
        && phrase.sequel() == null
        && (phrase.action() == null || Actor.RESTING.contains(phrase.action()))
        && onTable(scene);
  }

  /// Whether there may be a table: nobody says where it is, or it is a room.
  private static boolean onTable(@Nullable String scene) {
    Place place = scene == null ? null : Places.named(scene);
    return scene == null || (place != null && place.indoors());
  }
}
