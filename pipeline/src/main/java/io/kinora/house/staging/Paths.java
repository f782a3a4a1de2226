package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.house.compose.View;
import io.kinora.noun.Deed;
import io.kinora.shot.Relation;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The paths of all actors over a shot.
public final class Paths {
  /// How far who lies on its belly is turned, in radians, and how much lower its middle is, over
  /// its half height.
  private static final double PRONE = 1.3, SUNK = .36;

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

  /// The path of an actor, with its own motion, and attached to its carrier.
  public Layer.Path path(int i) {
    return path(i, cast.size());
  }

  /// @param most the maximum depth of carriers
  private Layer.Path path(int i, int most) {
    Actor actor = cast.get(i);
    Trajectory course = courses.get(i);
    int carrier = layout.carrier(i);
    if (carrier >= 0 && most > 0) {
      return attached(actor, cast.get(carrier), path(carrier, most - 1), course.halfHeight());
    }
    Layer.Path going = actor.thing() == null ? course : staging.manner(actor, course);
    Layer.Path path = isProne(actor) ? prone(actor, going) : leaping(i, going);
    return most == cast.size() && turnsInto(actor)
        ? new Turning(path, false, Engine.staged(shot))
        : path;
  }

  private boolean isProne(Actor actor) {
    return actor.phrase() >= 0
        && "slide-belly".equals(shot.text().subjects().get(actor.phrase()).action());
  }

  /// The path of an actor that lies on its belly, head first.
  private static Layer.Path prone(Actor actor, Layer.Path path) {
    return seconds -> {
      Layer.Pose pose = path.at(seconds);
      double turn = (actor.looksLeft(pose) ? -1 : 1) * PRONE;
      double y = pose.y() + SUNK * pose.halfHeight();
      return new Layer.Pose(
          pose.x(), y, pose.halfHeight(), pose.turn() + turn, pose.mirrored(), pose.warp());
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

  private Layer.Path attached(Actor actor, Actor other, Layer.Path carrier, double half) {
    double strength = shot.subject().strength() / 5;
    Deed.Prop bond = Objects.requireNonNull(actor.bond());
    PicturePainter.Extent its = framing.extent(other);
    if (bond.place().streams()) {
      return new Stream(carrier, bond, its.height(), half, strength);
    }
    double ratio = half / carrier.at(0).halfHeight();
    Layer.Path path =
        Attachment.of(actor, other, framing.extent(actor), its, carrier, half, ratio, strength);
    if (bond.place() == Deed.Place.AFTER) {
      return new Turning(path, true, Engine.staged(shot));
    }
    boolean lies = bond.place() == Deed.Place.ON || bond.place() == Deed.Place.IN;
    Layer.Path living = lies && actor.thing() != null ? staging.mannerOn(actor, path) : path;
    if (lies && Crossing.crosses(actor, other)) {
      double reach = its.width() * carrier.at(0).halfHeight();
      return new Crossing(living, actor, reach * strength, Engine.staged(shot));
    }
    boolean falls = lies && actor.thing() != null && Arrival.arrives(actor);
    return falls ? new Arrival(living, Engine.staged(shot)) : living;
  }
}
