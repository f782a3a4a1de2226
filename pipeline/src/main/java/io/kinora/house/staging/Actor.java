package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One subject of the shot.
///
/// @param noun the subject that the networks know: itself, or the one whose motion is nearest to a
///     noun painted from its code
/// @param thing the noun painted from its code; null for a subject that the networks know
/// @param phrase index of its subject in the prompt
/// @param relation to another subject
/// @param free whether the prompt gives no direction
/// @param owner index of the actor that carries or owns it; -1 for none or the one of the relation,
///     -2 for the table on which everything else is
/// @param prop its position relative to its owner; null if it has none
/// @param next the same subject with its action in the second half of the shot; null if unchanged
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
  /// Values instead of a subject's index: a table that the prompt does not name, and a prop of an
  /// action.
  static final int TABLE = -1, PROP = -2;

  /// The owner of a table on which everything else is.
  private static final int EVERYBODY = -2;

  /// A subject without an owner.
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

  /// Actions without locomotion.
  static final Set<String> RESTING = Set.of("", "stand", "sway", "spin", "dance");

  /// Directions without horizontal motion out of the picture.
  private static final Set<String> STAYING = Set.of("", "still", "around", "towards", "away");

  /// A copy with another action.
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

  /// A copy on a table.
  ///
  /// @param right offset from its centre, in half heights of the table's box
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

  /// A copy as the table on which everything else is.
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

  /// A copy with another size.
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

  /// A copy with another actor as its owner.
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

  /// Its position relative to its owner, from its prop or its relation; null if it moves
  /// independently.
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

  /// Whether it is a thing that somebody has, and not a subject that sits on another.
  boolean belonging() {
    Deed.Prop bond = bond();
    return bond != null && !bond.place().carries();
  }

  /// The key of its noun.
  public String key() {
    return thing == null ? noun : thing.key();
  }

  /// Whether it is the table on which everything else is.
  boolean support() {
    return owner == EVERYBODY;
  }

  /// Whether it stays in place: an immobile noun without a direction.
  boolean resting() {
    return thing != null
        && RESTING.contains(cueWords.get(1))
        && STAYING.contains(cueWords.get(2))
        && next == null;
  }

  /// Whether it faces left in a pose: the pictures of nouns do unless mirrored, those of the
  /// subjects that the networks know face right.
  boolean looksLeft(Layer.Pose pose) {
    return pose.mirrored() == (thing == null);
  }
}
