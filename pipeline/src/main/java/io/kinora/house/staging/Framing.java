package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.engine.EngineOption;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Determines the sizes and positions of a shot's subjects, if some of them are nouns painted from
/// codes: small things are framed close and big ones from afar, and the relative sizes of several
/// follow the real ones.
public final class Framing {
  /// The option for the size of the subjects that the networks know; films from before this option
  /// are wide.
  public static final EngineOption OPTION =
      new EngineOption(
          "framing",
          "HOW",
          "close enlarges subjects that are small in the picture, wide shows more of the place",
          new EngineOption.Values.Choice(List.of("close", "wide")),
          "close");

  /// The share of its box that a subject of the networks fills.
  private static final PicturePainter.Extent USUAL = new PicturePainter.Extent(.8, .8);

  /// The exponent of real heights, which compresses them, so that a cat beside a ship stays
  /// visible.
  private static final double COMPRESSION = .5;

  /// The minimum share of the frame's height of one of several subjects, and the share of the
  /// tallest of them.
  private static final double LEAST = .17, TALLEST = .56;

  /// The minimum share of the subject that the prompt names first, and of people and animals of a
  /// dog's size or larger, and that size in metres.
  private static final double MAIN = .27, ALIVE = .34, DOG = .45;

  /// The share of the tallest thing on a table, multiplied by the square root of their number, and
  /// the factors of the usual share for several in the air, and for those above one another.
  private static final double LAID = .62, FLOCK = .62, STACKED = .74;

  /// The share of the frame's height of each of several leaves in the air, and a leaf's height.
  private static final double LEAVES = .13, LEAF = .15;

  /// The share of the frame's height of a person with an action, and the maximum height of what
  /// somebody eats, relative to the eater.
  static final double PERSON = .62, EATEN = .45;

  /// The height of a table top under a thing, in half frame heights below the middle.
  private static final double TABLE_TOP = .5;

  /// Heights in half frame heights below the middle: of keels, of wheels driving to the right and
  /// to the left, and of the centre of a flying thing with a rider.
  private static final double AFLOAT = .56, RIGHT_LANE = .9, LEFT_LANE = .7, RIDDEN = .15;

  /// The y of the highest top of something on a thing.
  private static final double HIGHEST = -.94;

  /// The maximum half height of the box of a subject of the networks, in half frame heights, and
  /// its factors for one of several kinds, and for one that flies or swims.
  private static final double CLOSEST = .63, AMONG = .86, ALOFT = .8;

  /// The minimum height of a subject of the networks, relative to the tallest one.
  private static final double SMALLEST = .45;

  /// The maximum enlargement of several kinds, and of several of one kind, which must stay
  /// distinguishable; the width of the widest over their height, and over the distance to the next.
  private static final double MOST_AMONG = 1.5, ALIKE = 1.12, WIDE = 1.1, OVERLAP = 1.12;

  /// Where the first and the last of several stand, and of several hand in hand, and where one with
  /// a partner opposite stands, and how far one of more than two moves, over half the width of the
  /// frame.
  private static final double SIDE = .52, HAND_IN_HAND = .15, FACED = -.1, DRIFT = .28;

  /// Things out of which those in them look.
  private static final Set<String> OPEN = Set.of("boat", "chimney");

  private final List<Actor> cast;
  private final boolean close;
  private final double aspect;
  private final double side;
  private final double seconds;
  private final Function<Actor, PicturePainter.Extent> extents;

  /// @param shot its aspect ratio, its staged length and its framing are used
  /// @param extents the shares of their boxes that nouns painted from codes fill
  public Framing(List<Actor> cast, Shot shot, Function<Actor, PicturePainter.Extent> extents) {
    this.cast = cast;
    this.extents = extents;
    close = isClose(shot);
    aspect = shot.size().aspect();
    side = shot.text().subjects().stream().anyMatch(DeedMotion::holdsHands) ? HAND_IN_HAND : SIDE;
    seconds = Engine.staged(shot);
  }

  static boolean isClose(Shot shot) {
    return shot.options().get(OPTION.name()).orElse(OPTION.usual()).equals("close");
  }

  /// The motions, with sizes and positions.
  public List<MotionCurve> framed(List<MotionCurve> motions) {
    if (cast.stream().allMatch(actor -> actor.thing() == null)) {
      return close ? closer(motions) : motions;
    }
    double tallest = tallest();
    var framed = new ArrayList<MotionCurve>();
    for (int i = 0; i < cast.size(); i++) {
      framed.add(framed(i, motions.get(i), tallest));
    }
    for (int i = 0; i < cast.size(); i++) {
      int carrier = cast.get(i).belonging() ? carrier(i) : -1;
      if (carrier >= 0) {
        MotionCurve own = framed.get(i);
        double half = belonging(cast.get(i), cast.get(carrier), framed.get(carrier).halfHeight());
        framed.set(i, own.placed(own.x(), own.y(), half, own.speedX(), own.grounded()));
        framed.set(carrier, makingRoom(framed.get(carrier), cast.get(i), cast.get(carrier), half));
      }
    }
    for (int i = 0; i < cast.size(); i++) {
      lower(i, framed);
    }
    return framed;
  }

  /// Moves a thing on the ground down if the top of who is on it would be above the frame.
  private void lower(int i, List<MotionCurve> framed) {
    Deed.Prop bond = cast.get(i).bond();
    int carrier = bond != null && bond.place() == Deed.Place.ON ? carrier(i) : -1;
    if (carrier < 0 || !framed.get(carrier).grounded() || cast.get(carrier).support()) {
      return;
    }
    MotionCurve its = framed.get(carrier);
    double foot = its.y() + ActorPath.FOOT * its.halfHeight();
    double top = foot - height(carrier, framed) - height(i, framed);
    double down = Math.clamp(HIGHEST - top, 0, Math.max(0, MotionCurve.NEAR - foot));
    framed.set(carrier, its.at(its.x(), its.y() + down, its.speedX(), true));
  }

  private double height(int i, List<MotionCurve> framed) {
    Actor actor = cast.get(i);
    return 2 * extent(actor).height() * framed.get(i).halfHeight() * actor.size();
  }

  /// Enlarges the subjects of the networks to the size that nouns would have: a single one by its
  /// height, several by the same factor, so that the largest just fits.
  private List<MotionCurve> closer(List<MotionCurve> motions) {
    long kinds = cast.stream().map(Actor::phrase).distinct().count();
    double times = cast.size() == 1 ? Double.MAX_VALUE : kinds < cast.size() ? ALIKE : MOST_AMONG;
    for (int i = 0; i < cast.size(); i++) {
      MotionCurve motion = motions.get(i);
      double share = Heights.alone(Heights.metres(cast.get(i)), Habitat.GROUND, "");
      double most = Math.min(CLOSEST, share / USUAL.height());
      most *= (motion.grounded() ? 1 : ALOFT) * (cast.size() == 1 ? 1 : AMONG);
      times = Math.min(times, most / (motion.halfHeight() * cast.get(i).size()));
    }
    double factor = Math.max(1, times);
    int tallest = 0;
    for (int i = 1; i < cast.size(); i++) {
      tallest = Heights.metres(cast.get(i)) > Heights.metres(cast.get(tallest)) ? i : tallest;
    }
    var framed = new ArrayList<MotionCurve>();
    for (int i = 0; i < cast.size(); i++) {
      MotionCurve motion = motions.get(i);
      double relative = Heights.metres(cast.get(i)) / Heights.metres(cast.get(tallest));
      double most = Math.max(SMALLEST, Math.pow(relative, COMPRESSION));
      double smaller = most * motions.get(tallest).halfHeight() / motion.halfHeight();
      framed.add(closer(cast.get(i), motion, factor * Math.min(1, smaller)));
    }
    return framed;
  }

  private MotionCurve closer(Actor actor, MotionCurve motion, double factor) {
    double half = factor * motion.halfHeight();
    double y = Heights.level(actor, motion, half);
    double speed = motion.speedX() * Math.sqrt(factor);
    double x = entered(motion.x(), speed, half * WIDE);
    return motion.placed(x, y, half, speed, motion.grounded());
  }

  private int carrier(int i) {
    Actor actor = cast.get(i);
    if (actor.owner() >= 0) {
      return actor.owner();
    }
    Relation relation = actor.relation();
    for (int k = 0; relation != null && k < cast.size(); k++) {
      if (k != i && cast.get(k).phrase() == relation.other()) {
        return k;
      }
    }
    return -1;
  }

  /// Half the height of a belonging's box, so that it has the right size beside its owner.
  private double belonging(Actor actor, Actor carrier, double half) {
    Deed.Prop bond = Objects.requireNonNull(actor.bond());
    double visible = half * extent(carrier).height();
    double of = Heights.metres(actor) / Heights.metres(carrier);
    double share = Heights.share(actor, bond.place(), of);
    double widest = Heights.widest(bond.place());
    PicturePainter.Extent own = extent(actor);
    double byHeight = visible * share / own.height();
    double byWidth = visible * widest / own.width();
    return bond.scale() * actor.size() * Math.min(byHeight, byWidth);
  }

  /// Moves a person with a thing in front of them back, so that both together are centred.
  private MotionCurve makingRoom(MotionCurve motion, Actor actor, Actor carrier, double half) {
    Deed.Place place = Objects.requireNonNull(actor.bond()).place();
    boolean beside =
        place == Deed.Place.USED || place == Deed.Place.FACING || place == Deed.Place.GROUND;
    if (!beside || carrier.thing() == null) {
      return motion;
    }
    boolean left = motion.mirrored() == !carrier.resting();
    double back = .7 * half * extent(actor).width() * (left ? 1 : -1);
    return motion.at(motion.x() + back, motion.y(), motion.speedX(), motion.grounded());
  }

  /// The height in metres that fills the frame: that of the tallest, or of one standing on another.
  private double tallest() {
    double tallest = 0;
    for (int i = 0; i < cast.size(); i++) {
      Actor actor = cast.get(i);
      boolean fits = carrier(i) >= 0 && Heights.fits(actor, cast.get(carrier(i)));
      boolean had = actor.belonging() && carrier(i) >= 0;
      if (fits || had || actor.support() || Heights.celestial(actor)) {
        continue;
      }
      double metres = Heights.seen(actor, cast);
      Deed.Prop bond = actor.bond();
      int other = bond == null ? -1 : carrier(i);
      boolean carried = other >= 0 && !cast.get(other).support();
      carried &= other < 0 || !cast.get(other).key().equals("puddle");
      boolean inside = bond != null && bond.place() == Deed.Place.IN;
      if (bond != null && carried && (!inside || OPEN.contains(cast.get(other).key()))) {
        // Adds the square roots of the heights, because the shares of the frame add up.
        metres =
            Math.pow(Math.sqrt(metres) + .8 * Math.sqrt(Heights.metres(cast.get(other))), 2) * .6;
      }
      tallest = Math.max(tallest, metres);
    }
    return tallest == 0 ? 1 : tallest;
  }

  /// The share of the frame's height of the tallest of several subjects.
  private double highest() {
    long figures = cast.stream().filter(Actor::movesIndependently).count();
    return figures == 1 && cast.stream().anyMatch(Actor::belonging) ? PERSON : TALLEST;
  }

  private MotionCurve framed(int i, MotionCurve motion, double tallest) {
    Actor actor = cast.get(i);
    Noun thing = actor.thing();
    PicturePainter.Extent extent = extent(actor);
    if (actor.support()) {
      // Wider than the picture; its top is in the lower half, its legs are below the frame.
      double half = 1.15 * aspect / extent.width();
      double y = TABLE_TOP + (2 * extent.height() - ActorPath.FOOT) * half;
      return motion.placed(0, y, half, 0, false);
    }
    double metres = Heights.seen(actor, cast);
    double share = fed(i, share(thing, metres, tallest, least(i)), tallest);
    long bodies = Heights.bodies(cast);
    double widest = (bodies == 1 ? 1.5 : 1.35 / Math.sqrt(bodies)) * aspect;
    long own = cast.stream().filter(Actor::movesIndependently).count();
    double most = Double.MAX_VALUE;
    if (own > 2 && actor.movesIndependently()) { // they stay side by side
      widest = Math.min(widest, OVERLAP * 2 * SIDE * aspect / (own - 1));
      most = DRIFT * aspect / seconds;
    }
    long alike = Heights.alike(actor, cast);
    if (alike > 1) {
      share *= Math.pow(alike, metres > 1 ? -.2 : -.6);
    }
    widest = metres > Heights.WIDE_SKY ? 1.6 * aspect : widest;
    double half = Math.min(share / extent.height(), widest / 2 / extent.width());
    double x = place(i, motion);
    double width = half * extent.width() * actor.size();
    double speed = thing != null && actor.resting() ? 0 : Math.clamp(motion.speedX(), -most, most);
    x = entered(x, speed, width);
    if (thing == null) {
      double y = Heights.level(actor, motion, half);
      return motion.placed(x, y, half, speed, motion.grounded());
    }
    return switch (thing.habitat()) {
      case AIR, SKY, SPACE, UNDERWATER -> {
        double y =
            MotionCurve.inside(metres > Heights.WIDE_SKY ? Heights.SKYWARD : motion.y(), half);
        yield motion.placed(x, carries(i) ? Math.max(RIDDEN, y) : y, half, speed, false);
      }
      case WATER -> motion.placed(x, AFLOAT - ActorPath.FOOT * half, half, speed, false);
      case ROAD ->
          motion.placed(
              x, (speed > 0 ? RIGHT_LANE : LEFT_LANE) - ActorPath.FOOT * half, half, speed, true);
      case GROUND, RAIL, INDOOR, TABLE, WALL, HAND ->
          motion.placed(x, motion.standing(half, share), half, speed, true);
    };
  }

  /// The minimum share of a subject's height.
  private double least(int i) {
    Actor actor = cast.get(i);
    boolean large = Heights.metres(actor) >= DOG || Heights.uses(cast, i);
    boolean seen = actor.bond() == null && Heights.lives(actor) && large;
    if (seen || (carries(i) && Heights.bears(actor))) {
      return ALIVE;
    }
    return actor.phrase() == 0 && Heights.alike(actor, cast) < 2 ? MAIN : LEAST;
  }

  /// The share of a subject; food is not larger than the animal beside it.
  private double fed(int i, double share, double tallest) {
    Noun thing = cast.get(i).thing();
    if (thing == null || !thing.category().equals("food") || cast.get(i).phrase() < 0) {
      return share;
    }
    double most = share;
    for (int k = 0; k < cast.size(); k++) {
      Actor other = cast.get(k);
      if (other.phrase() >= 0 && k != i && Heights.lives(other)) {
        double its = share(other.thing(), Heights.seen(other, cast), tallest, least(k));
        most = Math.min(most, (cast.get(i).eaten() ? EATEN : 1) * other.size() * its);
      }
    }
    return most;
  }

  private boolean carries(int carrier) {
    for (int i = 0; i < cast.size(); i++) {
      Deed.Prop bond = cast.get(i).bond();
      if (i != carrier && bond != null && bond.place().carries() && carrier(i) == carrier) {
        return true;
      }
    }
    return false;
  }

  /// The share of the frame's height of a subject, at least `least`.
  private double share(@Nullable Noun thing, double metres, double tallest, double least) {
    long subjects = cast.stream().filter(a -> !a.support() && !a.belonging()).count();
    boolean table = cast.stream().anyMatch(Actor::support);
    double relative = Math.pow(metres / tallest, COMPRESSION);
    boolean alone = Heights.bodies(cast) == 1 || (table && subjects == 1);
    if (thing != null && (alone || thing.habitat() == Habitat.SKY)) {
      return Heights.alone(metres, thing.habitat(), thing.category());
    }
    if (table) {
      return Math.max(LEAST, LAID * relative / Math.sqrt(subjects));
    }
    boolean stacked = cast.stream().anyMatch(actor -> RelationLayout.stacked(actor, cast));
    boolean flock = thing != null && thing.habitat() == Habitat.AIR && subjects > 1;
    if (thing != null && flock && thing.height() < LEAF && thing.category().equals("plant")) {
      return LEAVES;
    }
    return Math.max(least, highest() * relative * (flock ? FLOCK : stacked ? STACKED : 1));
  }

  /// The share of its box that a subject fills.
  public PicturePainter.Extent extent(Actor actor) {
    return actor.thing() == null ? USUAL : extents.apply(actor);
  }

  /// The x of an actor: centred if it is alone, otherwise side by side in the order of the prompt.
  private double place(int i, MotionCurve motion) {
    long own = cast.stream().filter(Actor::movesIndependently).count();
    if (own <= 1) {
      return cast.get(i).resting() ? .12 * motion.x() : motion.x();
    }
    if (cast.stream().anyMatch(actor -> actor.faces(i))) {
      return FACED * aspect;
    }
    long before = cast.subList(0, i).stream().filter(Actor::movesIndependently).count();
    return (-1 + 2.0 * Math.min(before, own - 1) / (own - 1)) * side * aspect;
  }

  /// Moves a path so that the whole subject is in the picture at the start of the shot.
  private double entered(double x, double speed, double width) {
    double start = x - speed * seconds / 2;
    double room = Math.max(0, aspect - 1.05 * width);
    return Math.clamp(start, -room, room) + speed * seconds / 2;
  }
}
