package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One subject of the shot.
///
/// @param noun what moves by itself as it does: itself, or the nearest to a noun painted from
///     its code
/// @param thing the noun painted from its code; null for what moves by itself
/// @param phrase which subject of the prompt it is one of
/// @param relation to another of them
/// @param free whether the prompt leaves open where it goes
/// @param owner who carries it or whom it belongs to, by its place in the cast; -1 for nobody or
///     whom the relation names, -2 for the table on which all else lies
/// @param prop how it is with its owner; null if it has none
/// @param next the same subject as it acts in the second half of the shot; null if as before
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Actor(
    String noun,
    @Nullable Noun thing,
    String colour,
    float[] u,
    double size,
    List<String> cueWords,
    float[] cueNumbers,
    int phrase,
    @Nullable Relation relation,
    boolean free,
    int owner,
    Deed.@Nullable Prop prop,
    @Nullable Actor next) {
  /// In place of a subject's number: a table that no prompt names, and what a deed needs.
  static final int TABLE = -1, PROP = -2;

  /// The owner of a table on which all else lies.
  private static final int EVERYBODY = -2;

  /// A subject that nobody owns.
  public Actor(
      String noun,
      @Nullable Noun thing,
      String colour,
      float[] u,
      double size,
      List<String> cueWords,
      float[] cueNumbers,
      int phrase,
      @Nullable Relation relation,
      boolean free,
      @Nullable Actor next) {
    this(
        noun, thing, colour, u, size, cueWords, cueNumbers, phrase, relation, free, -1, null, next);
  }

  /// Actions that lead nowhere.
  static final Set<String> RESTING = Set.of("", "stand", "sway", "spin", "dance");

  /// Directions that lead nowhere.
  private static final Set<String> STAYING = Set.of("", "still", "around", "towards", "away");

  /// The same subject acting otherwise.
  Actor doing(List<String> words) {
    return new Actor(
        noun, thing, colour, u, size, words, cueNumbers, phrase, relation, free, owner, prop, null);
  }

  Actor then(@Nullable Actor afterwards) {
    return new Actor(
        noun,
        thing,
        colour,
        u,
        size,
        cueWords,
        cueNumbers,
        phrase,
        relation,
        free,
        owner,
        prop,
        afterwards);
  }

  /// The same on a table.
  ///
  /// @param right how far from its middle, in half heights of the table's box
  Actor on(Relation support, double right) {
    return new Actor(
        noun,
        thing,
        colour,
        u,
        size,
        cueWords,
        cueNumbers,
        phrase,
        support,
        free,
        -1,
        new Deed.Prop(key(), Deed.Place.ON, 1, right, 0),
        next);
  }

  /// The same as the table on which all else lies.
  Actor supporting() {
    return new Actor(
        noun,
        thing,
        colour,
        u,
        1,
        cueWords,
        cueNumbers,
        phrase,
        null,
        false,
        EVERYBODY,
        null,
        null);
  }

  /// The same of another size.
  Actor sized(double times) {
    return new Actor(
        noun,
        thing,
        colour,
        u,
        size * times,
        cueWords,
        cueNumbers,
        phrase,
        relation,
        free,
        owner,
        prop,
        next);
  }

  /// The same with somebody of the cast.
  Actor with(int other, Deed.Prop how) {
    return new Actor(
        noun,
        thing,
        colour,
        u,
        size,
        cueWords,
        cueNumbers,
        phrase,
        relation,
        free,
        other,
        how,
        next);
  }

  /// How it is with its owner, or as its relation says; null if it goes its own way.
  Deed.@Nullable Prop bond() {
    if (prop != null || relation == null) {
      return prop;
    }
    String key = key();
    return switch (relation.where()) {
      case ON -> Deed.Prop.usual(key, Deed.Place.ON);
      case RIDING -> Deed.Prop.usual(key, Deed.Place.MOUNT);
      case IN -> Deed.Prop.usual(key, Deed.Place.IN);
      case HELD -> Deed.Prop.usual(key, Deed.Place.HAND);
      case EATEN -> Deed.Prop.usual(key, Deed.Place.MOUTH);
      case WORN -> Deed.Prop.usual(key, Deed.Place.WORN);
      case USED -> Deed.Prop.usual(key, Deed.Place.USED);
      case FROM -> Deed.Prop.usual(key, Deed.Place.AFTER);
      case ABOVE, BELOW, BEHIND, BEFORE, BESIDE, LEFT, RIGHT, CHASING -> null;
    };
  }

  /// Whether it is a thing that somebody has, and no subject that sits on another.
  boolean belonging() {
    Deed.Prop bond = bond();
    return bond != null && !bond.place().carries();
  }

  /// The key of its noun.
  public String key() {
    return thing == null ? noun : thing.key();
  }

  /// Whether it is the table on which all else lies.
  boolean support() {
    return owner == EVERYBODY;
  }

  /// Whether it stays where it is: a noun that stands by nature, and is not told to go.
  boolean resting() {
    return thing != null
        && RESTING.contains(cueWords.get(1))
        && STAYING.contains(cueWords.get(2))
        && next == null;
  }
}
