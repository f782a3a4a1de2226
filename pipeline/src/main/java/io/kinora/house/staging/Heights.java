package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// The heights of subjects.
public final class Heights {
  /// Heights in metres of the subjects that the networks know.
  private static final Map<String, Double> METRES =
      Map.ofEntries(
          Map.entry("bird", .25),
          Map.entry("butterfly", .1),
          Map.entry("fish", .2),
          Map.entry("duck", .4),
          Map.entry("whale", 4.0),
          Map.entry("cat", .3),
          Map.entry("dog", .6),
          Map.entry("horse", 1.7),
          Map.entry("rabbit", .25),
          Map.entry("turtle", .6),
          Map.entry("balloon", 1.2),
          Map.entry("plane", 8.0),
          Map.entry("rocket", 20.0),
          Map.entry("helicopter", 4.0),
          Map.entry("ufo", 5.0),
          Map.entry("sailboat", 8.0),
          Map.entry("car", 1.5),
          Map.entry("train", 3.8),
          Map.entry("flower", .35),
          Map.entry("robot", 1.6),
          Map.entry("elephant", 3.0),
          Map.entry("lion", 1.1),
          Map.entry("cow", 1.5),
          Map.entry("penguin", .8),
          Map.entry("owl", .4),
          Map.entry("bee", .06),
          Map.entry("frog", .1),
          Map.entry("octopus", .8),
          Map.entry("shark", 1.5),
          Map.entry("submarine", 8.0),
          Map.entry("dinosaur", 5.0),
          Map.entry("dragon", 4.0),
          Map.entry("girl", 1.4),
          Map.entry("boy", 1.4),
          Map.entry("bear", 1.6),
          Map.entry("truck", 3.0),
          Map.entry("bus", 3.2),
          Map.entry("tree", 8.0),
          Map.entry("candle", .2),
          Map.entry("kite", .9),
          Map.entry("star", 1.0));

  /// The maximum height of a tree or similar thing, relative to the subject under it.
  private static final double ROOF = 2.6;

  /// Transparent things, in front of which their contents are drawn.
  static final Set<String> CLEAR =
      Set.of("aquarium", "birdcage", "bubbles", "snow-globe", "jar", "coral", "fire");

  /// Vessels out of which what is in them looks.
  static final Set<String> VESSELS =
      Set.of(
          ("teacup-without-handle cup mug bowl basket bucket vase cooking-pot cardboard-box box"
                  + " hot-beverage package boot top-hat flower-pot barrel bathtub")
              .split(" "));

  /// The height in metres from which on a thing in the sky spans it, as a rainbow does, and the
  /// y of its centre.
  static final double WIDE_SKY = 1000, SKYWARD = -.4;

  /// The lowest y of the middle of one of the networks' subjects that flies.
  private static final double FLYING = -.12;

  private Heights() {}

  /// Whether an actor is in a vessel or a transparent thing, and made to fit into it.
  static boolean fits(Actor actor, Actor carrier) {
    Deed.Prop bond = actor.bond();
    String key = carrier.key();
    return bond != null
        && bond.place() == Deed.Place.IN
        && (CLEAR.contains(key) || VESSELS.contains(key));
  }

  /// The maximum height of what is in a thing, relative to it; the square root is the share of the
  /// picture. A sleeping animal is wider than high.
  private static double room(Actor actor, Actor carrier) {
    return CLEAR.contains(carrier.key()) ? .4 : actor.key().endsWith("-sleep") ? .5 : 1;
  }

  /// Whether it is so far away that the sizes of near things do not depend on its size.
  static boolean celestial(Actor actor) {
    return actor.thing() != null && actor.thing().habitat() == Habitat.SKY;
  }

  /// Whether it is a person or an animal.
  static boolean lives(Actor actor) {
    Noun noun = actor.thing() == null ? Nouns.named(actor.noun()) : actor.thing();
    return noun != null && noun.lives();
  }

  /// Whether an actor has a thing, which must be seen.
  static boolean uses(List<Actor> cast, int i) {
    return cast.stream().anyMatch(other -> other.belonging() && other.owner() == i);
  }

  /// Whether it is a vehicle on which somebody is seen as a whole.
  static boolean bears(Actor actor) {
    Noun noun = actor.thing();
    return noun != null && noun.category().equals("vehicle") && noun.height() < 2;
  }

  /// The height in metres of a subject that the networks know; 0 for any other.
  static double metres(String noun) {
    return METRES.getOrDefault(noun, 0.0);
  }

  /// The height of a subject in metres.
  public static double metres(Actor actor) {
    Noun thing = actor.thing();
    return thing == null ? METRES.getOrDefault(actor.noun(), 1.0) : thing.height();
  }

  /// The maximum width of a belonging, relative to the height of its owner.
  static double widest(Deed.Place place) {
    return place == Deed.Place.HAND ? .62 : place == Deed.Place.MOUTH ? .42 : 1.5;
  }

  /// The height of a belonging, relative to that of its owner.
  ///
  /// @param of the same for their real heights
  static double share(Actor actor, Deed.Place place, double of) {
    return switch (place) {
      case FACE -> .4;
      case UNDER -> .4;
      case FEET -> .17;
      case AFTER -> Math.clamp(Math.sqrt(of), .5, 1.5);
      case SPURTING, SPRAYED, RISING, FALLING, SHED, EXHAUST, TRAILING -> Stream.SHARE;
      case SPLASHING -> .26;
      case KICKED, THROWN -> Math.clamp(Math.pow(of, .62), .2, .3);
      case FACING -> actor.phrase() >= 0 ? of : 1;
      case MOUTH -> Math.clamp(Math.pow(of, .62), .17, .36);
      case WORN, CHEST ->
          Attachment.GLASSES.contains(actor.key())
              ? Math.clamp(of, .12, .2)
              : Math.clamp(Math.pow(of, .8), .16, .45);
      case USED, GROUND, ABOVE -> Math.clamp(Math.pow(of, .85), .2, 1.25);
      default -> Math.clamp(Math.pow(of, .62), .17, .62);
    };
  }

  /// The height of a subject as it is shown; for a tree with somebody under it, the visible height;
  /// what is in a jar fits into it.
  static double seen(Actor actor, List<Actor> cast) {
    double metres = metres(actor);
    for (Actor around : cast) {
      Relation relation = actor.relation();
      if (relation != null && relation.other() == around.phrase() && fits(actor, around)) {
        metres = Math.min(metres, room(actor, around) * metres(around));
      }
    }
    for (Actor under : cast) {
      Relation relation = under.relation();
      if (relation != null
          && relation.where() == Relation.Where.BELOW
          && relation.other() == actor.phrase()
          && RelationLayout.shelters(actor)) {
        metres = Math.min(metres, ROOF * metres(under));
      }
    }
    return metres;
  }

  /// The share of the frame's height of a single subject.
  static double alone(double metres, Habitat habitat, String category) {
    if (category.equals("pose") && habitat == Habitat.GROUND) {
      return Framing.PERSON;
    }
    if (habitat == Habitat.SKY || habitat == Habitat.SPACE) {
      return metres > WIDE_SKY ? .9 : .4;
    }
    return metres < .3 ? .5 : metres < 1 ? .44 : metres < 3 ? .5 : metres < 10 ? .56 : .64;
  }

  /// The number of a kind on one thing, for which they must not be too large; 0 if on none.
  static long alike(Actor actor, List<Actor> cast) {
    Deed.Prop bond = actor.prop() == null ? actor.bond() : null; // things on a table have a prop
    return bond != null && bond.place().carries()
        ? cast.stream().filter(a -> a.phrase() == actor.phrase()).count()
        : 0;
  }

  /// The y of a subject of the networks at another size: on its ground, or in the frame; a whale
  /// that flies is in the air.
  static double level(Actor actor, MotionCurve motion, double half) {
    double foot = motion.y() + ActorPath.FOOT * motion.halfHeight();
    boolean flies = actor.cueWords().get(1).equals("fly");
    double y = flies ? Math.min(motion.y(), FLYING) : motion.y();
    return motion.grounded() ? foot - ActorPath.FOOT * half : MotionCurve.inside(y, half);
  }

  /// The number of things apart from what comes off another, such as falling leaves.
  static long bodies(List<Actor> cast) {
    return cast.stream()
        .filter(actor -> actor.bond() == null || !actor.bond().place().streams())
        .count();
  }
}
