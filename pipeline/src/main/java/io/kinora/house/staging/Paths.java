package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.View;
import io.kinora.shot.Shot;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where each of a cast is over a shot.
public final class Paths {
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

  /// The path of what an actor does afterwards, from the place that it has by then.
  private @Nullable ActorPath next(Actor actor, MotionCurve motion) {
    Actor next = actor.next();
    if (next == null) {
      return null;
    }
    MotionCurve then = staging.motion(next);
    return new ActorPath(
        staging, next, then.at(motion.x(), then.y(), then.speedX(), true), shot, view);
  }

  /// What the camera sees.
  public View view() {
    return view;
  }

  /// The way of one of the cast, as if nobody carried it.
  public Trajectory course(int i) {
    return courses.get(i);
  }

  /// Where one of the cast is, with the motion of a noun itself, and carried by whoever carries it.
  public Layer.Path path(int i) {
    return path(i, cast.size());
  }

  /// @param most how many may carry one another
  private Layer.Path path(int i, int most) {
    Actor actor = cast.get(i);
    Trajectory course = courses.get(i);
    int carrier = layout.carrier(i);
    if (carrier >= 0 && most > 0) {
      Actor other = cast.get(carrier);
      return Attachment.of(
          actor,
          other,
          framing.extent(actor),
          framing.extent(other),
          path(carrier, most - 1),
          course.halfHeight(),
          course.halfHeight() / courses.get(carrier).halfHeight(),
          shot.subject().strength() / 5);
    }
    return actor.thing() == null ? course : staging.manner(actor, course);
  }
}
