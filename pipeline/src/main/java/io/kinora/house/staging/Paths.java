package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.View;
import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The paths of all actors over a shot.
public final class Paths {
  /// How far who lies on its belly is turned, in radians, and how much lower its middle is, over
  /// its half height.
  private static final double PRONE = 1.3, SUNK = .36;

  private static final String LIGHTNING = "high-voltage";

  private final Staging staging;
  private final Shot shot;
  private final List<Actor> cast;
  private final RelationLayout layout;
  private final Framing framing;
  private final View view;
  private final List<Trajectory> courses = new ArrayList<>();

  public Paths(
      Staging staging, Shot shot, List<Actor> cast, RelationLayout layout, Framing framing) {
    this.staging = staging;
    this.shot = shot;
    this.cast = cast;
    this.layout = layout;
    this.framing = framing;
    view =
        new View(
            staging.camera(cast.isEmpty() ? null : layout.motion(0)),
            shot.size().aspect(),
            shot.parallax());
    for (int i = 0; i < cast.size(); i++) {
      MotionCurve motion = layout.motion(i);
      var first = new ActorPath(staging, cast.get(i), motion, shot, view);
      courses.add(new Trajectory(first, next(cast.get(i), motion)));
    }
  }

  /// The path of an actor's second action, from its position at that time.
  private @Nullable ActorPath next(Actor actor, MotionCurve motion) {
    Actor next = actor.next();
    if (next == null) {
      return null;
    }
    MotionCurve then = staging.motion(next);
    return new ActorPath(
        staging, next, then.at(motion.x(), then.y(), then.speedX(), true), shot, view);
  }

  /// The camera of the shot.
  public View view() {
    return view;
  }

  /// The course of an actor, as if it were not carried.
  public Trajectory course(int i) {
    return courses.get(i);
  }

  /// Whether an actor stays on the ground or the water, so that it has a shadow or a reflection.
  public boolean stands(int i) {
    SubjectPhrase said = said(cast.get(i));
    boolean flies = said != null && (DeedMotion.slides(said.action()) || splashes(i));
    return layout.carrier(i) < 0 && !flies;
  }

  /// The path of an actor, with its own motion, and attached to its carrier.
  public Layer.Path path(int i) {
    return path(i, cast.size());
  }

  /// @param most the maximum depth of carriers
  private Layer.Path path(int i, int most) {
    Actor actor = cast.get(i);
    int carrier = layout.carrier(i);
    if (carrier >= 0 && most > 0) {
      Deed.Prop bond = Objects.requireNonNull(actor.bond());
      boolean apart = bond.place() == Deed.Place.GROUND; // does not jump with its owner
      return gesture(
          i, attached(i, carrier, apart ? going(carrier, most - 1) : path(carrier, most - 1)));
    }
    Layer.Path going = going(i, most);
    Layer.Path path = acting(i, isProne(actor) ? prone(actor, going) : leaping(i, going));
    return most == cast.size() && turnsInto(actor)
        ? Gestures.turning(path, false, Engine.staged(shot))
        : path;
  }

  /// The path of an actor without what its deed adds; of one that is carried, with it.
  private Layer.Path going(int i, int most) {
    Actor actor = cast.get(i);
    Trajectory course = courses.get(i);
    if (layout.carrier(i) >= 0 && most > 0) {
      return path(i, most);
    }
    return actor.thing() == null ? course : staging.manner(actor, course);
  }

  private @Nullable SubjectPhrase said(Actor actor) {
    return actor.phrase() < 0 ? null : shot.text().subjects().get(actor.phrase());
  }

  private boolean isProne(Actor actor) {
    SubjectPhrase said = said(actor);
    return said != null && DeedMotion.prone(said);
  }

  /// How far one of several of a kind is ahead of their middle, in places.
  private double ahead(int i) {
    int phrase = cast.get(i).phrase();
    long all = cast.stream().filter(actor -> actor.phrase() == phrase).count();
    long before = cast.subList(0, i).stream().filter(actor -> actor.phrase() == phrase).count();
    return before - (all - 1) / 2.0;
  }

  /// The path of an actor whose deed moves it in a way of its own; otherwise `path`.
  private Layer.Path acting(int i, Layer.Path path) {
    Actor actor = cast.get(i);
    SubjectPhrase said = said(actor);
    double seconds = Engine.staged(shot);
    double strength = Math.min(1.6, shot.subject().strength() / 5);
    if (actor.key().equals("swing")) {
      double length = framing.extent(actor).height() * courses.get(i).halfHeight();
      return swung(i) ? DeedMotion.pendulum(path, length, .5 * strength) : path;
    }
    if (said == null || strength == 0) {
      return path;
    }
    if (actor.key().equals("fireworks")) {
      return Gestures.bursting(path, i);
    }
    if (actor.key().equals(LIGHTNING)) {
      return Gestures.flashing(path, i);
    }
    String action = Objects.requireNonNullElse(said.action(), "");
    if (DeedMotion.slides(action)) {
      boolean prone = isProne(actor);
      return DeedMotion.slope(path, actor, ahead(i), shot.size().aspect(), seconds, prone);
    }
    if (splashes(i)) {
      return DeedMotion.breach(path, actor, .1 * (i % 3), seconds);
    }
    if (actor.noun().equals("rocket") && actor.thing() == null && Framing.isClose(shot)) {
      boolean starts = DeedMotion.launched(said);
      return starts || action.equals("land") ? DeedMotion.launched(path, starts, seconds) : path;
    }
    return switch (action) {
      case "roll-over" ->
          actor.key().endsWith(action) ? path : DeedMotion.rolling(path, framing.extent(actor));
      case "shoot-basketball", "play-basketball" -> DeedMotion.jump(path, .3 * strength, seconds);
      case "toss" -> DeedMotion.tossed(path, strength);
      case "dance" -> actor.thing() == null ? path : Gestures.dancing(path, i, strength);
      case "tai-chi" -> Gestures.swaying(path, strength);
      case "drink" -> Heights.lives(actor) ? drinking(path, i, strength) : path;
      case "laugh" -> Gestures.laughing(path, strength);
      case "call" -> Gestures.calling(path, actor, strength);
      case "turn-head" -> Gestures.lookingBack(path, seconds);
      case "flip" -> flipping(path, actor, strength, seconds);
      case "topple" -> Gestures.toppling(path, framing.extent(actor), seconds);
      default -> path;
    };
  }

  /// The path of an actor on another thing, which only moves on the spot.
  private Layer.Path gesture(int i, Layer.Path path) {
    SubjectPhrase said = said(cast.get(i));
    String action = said == null ? null : said.action();
    return action != null && Set.of("topple", "dance", "tai-chi", "turn-head").contains(action)
        ? acting(i, path)
        : path;
  }

  /// A drinking animal lowers its head; people lift the glass.
  private Layer.Path drinking(Layer.Path path, int i, double strength) {
    SubjectPhrase said = Objects.requireNonNull(said(cast.get(i)));
    Noun noun = Nouns.named(said.name());
    boolean animal = noun == null || noun.category().equals("animal");
    return animal && cast.get(i).owner() < 0
        ? Gestures.bowing(path, cast.get(i), framing.extent(cast.get(i)), strength)
        : path;
  }

  private static Layer.Path flipping(
      Layer.Path path, Actor actor, double strength, double seconds) {
    Layer.Path jump = DeedMotion.jump(path, .42 * strength, seconds);
    return actor.key().equals("skateboarder") ? jump : Gestures.somersault(jump, actor, seconds);
  }

  /// Whether somebody is on it.
  private boolean swung(int i) {
    return IntStream.range(0, cast.size()).anyMatch(k -> layout.carrier(k) == i);
  }

  private boolean splashes(int i) {
    return cast.stream()
        .anyMatch(
            other ->
                other.owner() == i
                    && other.prop() != null
                    && other.prop().place() == Deed.Place.SPLASHING);
  }

  /// The path of an actor that lies on its belly, head first.
  private static Layer.Path prone(Actor actor, Layer.Path path) {
    return seconds -> {
      Layer.Pose pose = path.at(seconds);
      double turn = (actor.looksLeft(pose) ? -1 : 1) * PRONE;
      return pose.moved(0, SUNK * pose.halfHeight()).turned(turn);
    };
  }

  /// The path of an actor that jumps over another; otherwise `path`.
  private Layer.Path leaping(int i, Layer.Path path) {
    Actor actor = cast.get(i);
    int over = Leap.leaps(actor) ? layout.related(actor) : -1;
    if (over < 0) {
      return path;
    }
    PicturePainter.Extent its = framing.extent(cast.get(over));
    double half = courses.get(over).halfHeight();
    double reach = 1.7 * (its.width() * half + courses.get(i).halfHeight());
    double room = layout.motion(i).y() + 1 - courses.get(i).halfHeight();
    double rise = courses.get(over).grounded() ? 2.1 * its.height() * half : room;
    return new Leap(path, actor, reach, Math.min(room, rise), Engine.staged(shot));
  }

  /// Whether it turns into another actor.
  private boolean turnsInto(Actor actor) {
    return cast.stream()
        .map(Actor::relation)
        .anyMatch(
            relation ->
                relation != null
                    && relation.where() == Relation.Where.FROM
                    && relation.other() == actor.phrase());
  }

  private Layer.Path attached(int i, int on, Layer.Path carrier) {
    Actor actor = cast.get(i);
    Actor other = cast.get(on);
    double half = courses.get(i).halfHeight();
    double strength = shot.subject().strength() / 5;
    double seconds = Engine.staged(shot);
    Deed.Prop bond = Objects.requireNonNull(actor.bond());
    PicturePainter.Extent its = framing.extent(other);
    if (bond.place() == Deed.Place.SPLASHING) {
      return DeedMotion.drop(carrier, (int) bond.x(), half, seconds);
    }
    if (bond.place().streams()) {
      return new Stream(carrier, bond, its, other.thing() == null, half, strength);
    }
    double unit = carrier.at(0).halfHeight();
    double ratio = half / unit;
    Actor placed =
        DeedMotion.leaves(bond)
            ? actor.with(actor.owner(), begun(bond))
            : bond.place() == Deed.Place.FACING && actor.phrase() >= 0 ? opposite(i, on) : actor;
    Layer.Path path =
        Attachment.of(placed, other, framing.extent(actor), its, carrier, half, ratio, strength);
    if (DeedMotion.leaves(bond)) {
      double way = other.looksLeft(carrier.at(0)) ? 1 : -1;
      double ground = courses.get(on).at(0).y() + ActorPath.FOOT * unit;
      double down = bond.y() * unit;
      return strength == 0
          ? path
          : DeedMotion.flung(path, way * bond.x() * unit, down, ground, seconds);
    }
    if (bond.place() == Deed.Place.AFTER) {
      return Gestures.turning(path, true, seconds);
    }
    boolean lies = bond.place() == Deed.Place.ON || bond.place() == Deed.Place.IN;
    Layer.Path alone = lies && actor.thing() != null ? staging.mannerOn(actor, path) : path;
    double aside = lies ? aside(i, on) * its.width() * unit : 0;
    Layer.Path living = aside == 0 ? alone : t -> alone.at(t).moved(aside, 0);
    double reach = its.width() * unit;
    double rise = 2 * its.height() * unit;
    if (lies && DeedMotion.crosses(actor, other)) {
      return DeedMotion.arched(other)
          ? DeedMotion.arch(living, actor, reach, rise, seconds)
          : DeedMotion.crossing(living, actor, reach * strength, seconds);
    }
    SubjectPhrase said = said(actor);
    if (said != null && strength > 0 && (lies || bond.place() == Deed.Place.MOUNT)) {
      return doneOn(i, on, String.valueOf(said.action()), living, reach, rise);
    }
    boolean falls = lies && actor.thing() != null && Arrival.arrives(actor);
    return falls ? new Arrival(living, seconds) : living;
  }

  /// The path of an actor on another whose deed moves it along that one or off it.
  ///
  /// @param wide half the width of the other
  /// @param high its height
  private Layer.Path doneOn(
      int i, int on, String action, Layer.Path path, double wide, double high) {
    Actor actor = cast.get(i);
    double seconds = Engine.staged(shot);
    return switch (action) {
      case "jump-off" -> {
        Layer.Pose above = path.at(0);
        Layer.Pose below = path(on, 1).at(0);
        double foot = above.y() + ActorPath.FOOT * above.halfHeight();
        double ground = below.y() + ActorPath.FOOT * below.halfHeight() + .06;
        yield DeedMotion.off(path, actor, Math.max(0, ground - foot), wide + .35, seconds);
      }
      case "jump-across" -> {
        int next = another(on);
        if (next < 0) {
          yield path;
        }
        Layer.Path one = path(on, 1);
        Layer.Path other = path(next, 1);
        yield DeedMotion.between(
            path,
            t -> {
              Layer.Pose a = one.at(t);
              Layer.Pose b = other.at(t);
              return path.at(t).moved(b.x() - a.x(), b.y() - a.y());
            },
            actor,
            seconds);
      }
      case "climb-up" -> DeedMotion.along(path, 0, .9 * high, 0, .15 * high, false, seconds);
      case "slide-down" ->
          DeedMotion.along(path, -.35 * wide, .15 * high, .75 * wide, .8 * high, true, seconds);
      default ->
          Arrival.arrives(actor) && actor.thing() != null ? new Arrival(path, seconds) : path;
    };
  }

  /// Another actor of the same phrase, which is not carried; -1 if there is none.
  private int another(int i) {
    return IntStream.range(0, cast.size())
        .filter(
            k ->
                k != i && cast.get(k).phrase() == cast.get(i).phrase() && cast.get(i).phrase() >= 0)
        .findFirst()
        .orElse(-1);
  }

  /// The place of one of several of a kind on a thing, from -1 to 1.
  private double aside(int i, int on) {
    int[] alike =
        IntStream.range(0, cast.size())
            .filter(k -> cast.get(k).phrase() == cast.get(i).phrase() && layout.carrier(k) == on)
            .toArray();
    long before = IntStream.of(alike).filter(k -> k < i).count();
    boolean laid = cast.get(i).prop() != null; // things on a table have their places
    return laid || alike.length < 2 ? 0 : .55 * (2.0 * before / (alike.length - 1) - 1);
  }

  /// Where something is that leaves its owner later.
  private static Deed.Prop begun(Deed.Prop bond) {
    return bond.place() == Deed.Place.THROWN
        ? Deed.Prop.usual(bond.noun(), Deed.Place.HAND)
        : new Deed.Prop(bond.noun(), Deed.Place.GROUND, 1, -.62, 0);
  }

  /// Somebody at the other side of the things that both use.
  private Actor opposite(int i, int on) {
    double unit = courses.get(on).halfHeight();
    double widest = 0;
    for (int k = 0; k < cast.size(); k++) {
      Deed.Prop bond = layout.carrier(k) == on ? cast.get(k).bond() : null;
      if (bond != null && bond.place() == Deed.Place.USED) {
        double half = framing.extent(cast.get(k)).width() * courses.get(k).halfHeight();
        widest = Math.max(widest, 1.1 * half / unit - bond.x());
      }
    }
    Actor actor = cast.get(i);
    return actor.with(on, new Deed.Prop(actor.key(), Deed.Place.FACING, 1, -widest, 0));
  }
}
