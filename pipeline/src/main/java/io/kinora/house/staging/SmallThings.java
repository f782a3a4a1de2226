package io.kinora.house.staging;

import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Place;
import io.kinora.noun.Places;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.SubjectPhrase;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Decides whether small things are shown close, on a table.
final class SmallThings {
  /// The value for no table.
  static final int NONE = -2;

  /// The maximum number of things on a table.
  private static final int MOST = 4;

  private static final Set<String> TABLES = Set.of("dining-table", "desk", "counter");

  private SmallThings() {}

  /// The table on which all subjects of a shot are: the index of the subject that is the table,
  /// [Actor#TABLE] if none is named, and [#NONE] if there is no table.
  ///
  /// @param shown the subjects that are drawn, one phrase for each
  static int table(List<SubjectPhrase> shown, Roles roles, @Nullable String scene) {
    List<SubjectPhrase> tables =
        shown.stream().filter(phrase -> TABLES.contains(phrase.name())).toList();
    List<SubjectPhrase> things =
        shown.stream().filter(phrase -> !TABLES.contains(phrase.name())).toList();
    if (tables.size() > 1 || things.isEmpty() || things.size() > MOST) {
      return NONE;
    }
    int table = tables.isEmpty() ? Actor.TABLE : roles.number(tables.getFirst());
    boolean free =
        tables.isEmpty()
            ? roomFor(scene)
            : tables.getFirst().relation() == null
                && things.stream().anyMatch(thing -> isOn(thing, table));
    return free && things.stream().allMatch(thing -> lies(thing, roles, table)) ? table : NONE;
  }

  private static boolean isOn(SubjectPhrase phrase, int table) {
    Relation relation = phrase.relation();
    return relation != null && relation.where() == Where.ON && relation.other() == table;
  }

  private static boolean lies(SubjectPhrase phrase, Roles roles, int table) {
    Noun thing = roles.thing(phrase);
    return thing != null
        && thing.habitat() == Habitat.TABLE
        && (phrase.relation() == null || isOn(phrase, table))
        && phrase.direction() == null
        && phrase.sequel() == null
        && (phrase.action() == null
            || Actor.RESTING.contains(phrase.action())
            || thing.action().equals("stand"));
  }

  /// Whether there may be a table: no place is named, or it is a room.
  private static boolean roomFor(@Nullable String scene) {
    Place place = scene == null ? null : Places.named(scene);
    return scene == null || (place != null && place.indoors());
  }
}
