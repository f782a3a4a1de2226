package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import java.util.ArrayList;
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

  /// The distances of several of one kind: of those in front of their user, over their height, and
  /// of those on a thing, in it, and in a hand, in half heights of its box.
  private static final double NEXT = 2.6, ROW = .85, CROWD = .5, BUNCH = .4;

  /// The same for those on the worktop in front of their user.
  private static final double LAID = .26;

  /// The height of several balloons over the hand that holds them.
  private static final double RAISED = .6;

  /// The size of each of two on a thing or in it, of more in a row on it, and of more in it.
  private static final double PAIR = .85, ROWED = .72, MANY = .55;

  /// The size of each of several in front of their user.
  private static final double FLOCK = 1.35;

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

  /// Whether it moves independently: neither attached to another nor in front of it or behind it.
  boolean movesIndependently() {
    return owner < 0
        && (relation == null
            || !(relation.where().attached()
                || relation.where() == Relation.Where.BEFORE
                || relation.where() == Relation.Where.BEHIND));
  }

  /// Whether somebody eats it.
  boolean eaten() {
    return relation != null && relation.where() == Relation.Where.EATEN;
  }

  /// Whether it uses one thing together with another actor, whom it faces.
  ///
  /// @param other the index of the other
  boolean faces(int other) {
    return owner == other && prop != null && prop.place() == Deed.Place.FACING;
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

  /// The actors, with several of one kind that are attached to the same thing side by side.
  static List<Actor> spread(List<Actor> cast) {
    var result = new ArrayList<>(cast);
    for (int i = 0; i < cast.size(); i++) {
      Actor actor = cast.get(i);
      Deed.Prop bond = actor.bond();
      int carrier = only(cast, actor);
      if (bond == null || carrier < 0 || cast.get(carrier).support()) {
        continue;
      }
      double ratio = Heights.metres(actor) / Heights.metres(cast.get(carrier));
      int all = neighbours(cast, actor);
      int before = neighbours(cast.subList(0, i), actor);
      double middle = before - (all - 1) / 2.0;
      double size = 1;
      if (all > 1 && bond.place().carries()) {
        size = all == 2 ? PAIR : bond.place() == Deed.Place.ON ? ROWED : MANY;
      } else if (all > 1 && Attachment.isGround(actor)) {
        size = FLOCK;
      }
      double x =
          switch (bond.place()) {
            case USED ->
                Attachment.isGround(actor)
                    ? -before * NEXT * Math.clamp(Math.pow(ratio, .85), .2, 1.25)
                    : middle * LAID;
            case ON -> middle * (all > 2 ? ROWED : 1) * ROW;
            case IN, MOUNT -> middle * CROWD;
            case HAND -> middle * BUNCH;
            default -> 0;
          };
      boolean afloat = all > 1 && bond.place() == Deed.Place.HAND && Attachment.light(actor);
      double y = afloat ? RAISED : 0;
      if (x != 0 || y != 0 || size != 1) {
        var aside =
            new Deed.Prop(bond.noun(), bond.place(), bond.scale(), bond.x() + x, bond.y() - y);
        result.set(i, actor.with(carrier, aside).sized(size));
      }
    }
    return List.copyOf(result);
  }

  /// The number of actors in the same position: of the same subject, or all that are on the same
  /// thing or in it.
  private static int neighbours(List<Actor> cast, Actor actor) {
    return (int) cast.stream().filter(other -> neighbours(actor, other)).count();
  }

  private static boolean neighbours(Actor one, Actor other) {
    Deed.Prop bond = other.bond();
    boolean together = one.relation() != null && one.relation().equals(other.relation());
    return other.phrase() == one.phrase() || (together && bond != null && bond.place().carries());
  }

  /// The only actor that an actor of the prompt is related to; -1 if there are none or several.
  private static int only(List<Actor> cast, Actor actor) {
    if (actor.phrase() < 0 || actor.relation() == null) {
      return -1;
    }
    int found = -1;
    for (int k = 0; k < cast.size(); k++) {
      if (cast.get(k).phrase() == actor.relation().other()) {
        if (found >= 0) {
          return -1;
        }
        found = k;
      }
    }
    return found;
  }
}
