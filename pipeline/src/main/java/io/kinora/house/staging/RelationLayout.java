package io.kinora.house.staging;

import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/// Brings subjects that the prompt relates to one another into that relation: each keeps its own
/// motion, about a place beside the other; and goes along with the other if the prompt leaves open
/// where it goes.
public final class RelationLayout {
  /// How far subjects beside or above one another keep from touching, over the sum of their half
  /// heights.
  private static final double APART = 1.08;

  /// How far one peeps out from behind another, over the sum of their half heights.
  private static final double PEEP = .55;

  /// How much deeper than another the feet of what stands before it are, in half frame heights.
  private static final double DEPTH = .07;

  private final List<Actor> cast;
  private final List<MotionCurve> motions;

  /// @param motions of each of the cast, as the network has them
  public RelationLayout(List<Actor> cast, List<MotionCurve> motions) {
    this.cast = cast;
    this.motions = new ArrayList<>(motions);
    for (int i = 0; i < cast.size(); i++) {
      Relation relation = cast.get(i).relation();
      if (relation != null && !relation.where().attached()) {
        int other = first(relation.other());
        if (other >= 0 && other != i) {
          this.motions.set(i, related(i, other, relation.where()));
        }
      }
    }
  }

  private int first(int phrase) {
    for (int i = 0; i < cast.size(); i++) {
      if (cast.get(i).phrase() == phrase) {
        return i;
      }
    }
    return -1;
  }

  /// How much lower than its motion says a subject of another size than usual is, to stand where it
  /// would.
  private static double sunk(Actor actor, MotionCurve motion) {
    return motion.grounded() ? ActorPath.FOOT * motion.halfHeight() * (1 - actor.size()) : 0;
  }

  private double half(int i) {
    return motions.get(i).halfHeight() * cast.get(i).size();
  }

  private MotionCurve related(int i, int other, Where where) {
    MotionCurve own = motions.get(i);
    MotionCurve its = motions.get(other);
    double sum = half(i) + half(other);
    double speed = cast.get(i).free() ? its.speedX() : own.speedX();
    // Several in the same relation stand in a row.
    Relation relation = cast.get(i).relation();
    double before =
        IntStream.range(0, i)
            .filter(k -> Objects.equals(cast.get(k).relation(), relation))
            .mapToDouble(k -> 2 * half(k))
            .sum();
    double x = its.x() + before;
    double y = its.y() + sunk(cast.get(other), its);
    double feet = y + half(other) - half(i) - sunk(cast.get(i), own);
    double side = its.x() > 0 ? -1 : 1;
    return switch (where) {
      case ABOVE -> own.at(x, Math.max(-1 + half(i), y - APART * sum), speed, false);
      case BELOW -> own.at(x, Math.min(1 - half(i), y + APART * sum), speed, false);
      case BEHIND -> own.at(x + side * PEEP * sum, feet - DEPTH, speed, true);
      case BEFORE -> own.at(x - side * PEEP * sum, feet + DEPTH, speed, true);
      case BESIDE -> own.at(its.x() + side * (before + APART * sum), feet, speed, true);
      case ON, HELD, EATEN, WORN -> own; // its place follows from the other's: Attachment
    };
  }

  /// Whom one of the cast is attached to; -1 if it goes its own way.
  public int carrier(int i) {
    Relation relation = cast.get(i).relation();
    int other = relation == null || !relation.where().attached() ? -1 : first(relation.other());
    return other == i ? -1 : other;
  }

  /// The motion of one of the cast.
  public MotionCurve motion(int i) {
    return motions.get(i);
  }

  /// The cast by place, from the farthest to the nearest: what is behind another is drawn before
  /// it.
  public List<Integer> fromFarToNear() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < cast.size(); i++) {
      order.add(i);
    }
    for (int i = 0; i < cast.size(); i++) {
      Relation relation = cast.get(i).relation();
      int other = relation == null ? -1 : first(relation.other());
      if (relation == null || other < 0 || other == i) {
        continue;
      }
      boolean behind =
          relation.where() == Where.BEHIND
              || (relation.where() == Where.ON && Attachment.hidesItsFoot(cast.get(other)));
      boolean drawnBefore = order.indexOf(i) < order.indexOf(other);
      boolean before = relation.where() == Where.BEFORE || relation.where().attached();
      if (behind != drawnBefore && (behind || before)) {
        order.remove((Integer) i);
        order.add(order.indexOf(other) + (behind ? 0 : 1), i);
      }
    }
    return order;
  }
}
