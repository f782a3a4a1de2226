package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;

/// Arranges related subjects: each keeps its own motion about a position relative to the other, and
/// moves along with the other if the prompt gives no direction.
public final class RelationLayout {
  /// The distance of subjects beside or above one another, relative to the sum of their half
  /// heights.
  private static final double APART = 1.08;

  /// The size of a held thing from which on its holder is drawn before it, relative to the holder.
  private static final double LARGE = .8;

  /// The offset of a subject that is partly visible behind another, relative to the sum of their
  /// half heights.
  private static final double PEEP = .55;

  /// The vertical offset of the feet of a subject in front of another, in half frame heights.
  private static final double DEPTH = .07;

  /// The horizontal limit of positions, and the maximum distance by which a subject makes room for
  /// another above or below it, in half frame heights.
  private static final double WIDE = 1.68, GIVING = .35;

  /// The half height of a subject under another relative to that of the other, and the maximum half
  /// height of the other.
  private static final double SHELTERED = .5, ROOF = .78;

  private final List<Actor> cast;
  private final List<MotionCurve> motions;

  /// @param motions the motion of each actor from the network
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

  /// The index of the actor that an actor is related to; -1 if none.
  int related(Actor actor) {
    return actor.relation() == null ? -1 : first(actor.relation().other());
  }

  private int first(int phrase) {
    for (int i = 0; i < cast.size(); i++) {
      if (cast.get(i).phrase() == phrase) {
        return i;
      }
    }
    return -1;
  }

  /// The vertical correction for a subject of an unusual size, so that its feet stay at the same
  /// height.
  private static double sunk(Actor actor, MotionCurve motion) {
    return motion.grounded() ? ActorPath.FOOT * motion.halfHeight() * (1 - actor.size()) : 0;
  }

  private double half(int i) {
    return motions.get(i).halfHeight() * cast.get(i).size();
  }

  private MotionCurve related(int i, int other, Where where) {
    if (where == Where.BELOW && shelters(cast.get(other))) {
      raised(other, half(i));
    }
    MotionCurve own = motions.get(i);
    MotionCurve its = motions.get(other);
    double sum = half(i) + half(other);
    double speed = cast.get(i).free() ? its.speedX() : own.speedX();
    // Several subjects in the same relation are placed in a row.
    Relation relation = cast.get(i).relation();
    double before =
        IntStream.range(0, i)
            .filter(k -> Objects.equals(cast.get(k).relation(), relation))
            .mapToDouble(k -> 2 * half(k))
            .sum();
    double x = its.x() + before - (sheltered(i, other) ? crowd(i) : 0);
    double y = its.y() + sunk(cast.get(other), its);
    double feet = y + half(other) - half(i) - sunk(cast.get(i), own);
    double side = its.x() > 0 ? -1 : 1;
    boolean beneath =
        where == Where.BELOW && its.grounded() && own.grounded() && half(i) < .75 * half(other);
    if (beneath && shelters(cast.get(other))) {
      return own.at(x, feet, speed, true); // a dog under a table stands between its legs
    }
    if (Leap.leaps(cast.get(i))) {
      return own.at(its.x(), its.grounded() ? feet : own.y(), 0, true);
    }
    return switch (where) {
      case ABOVE -> own.at(x, above(i, other, y - APART * sum), speed, false);
      case BELOW -> own.at(x, below(i, other, y + APART * sum), speed, false);
      case BEHIND -> own.at(beside(i, other, x + side * PEEP * sum), feet - DEPTH, speed, true);
      case BEFORE -> own.at(beside(i, other, x - side * PEEP * sum), feet + DEPTH, speed, true);
      case BESIDE ->
          own.at(beside(i, other, its.x() + side * (before + APART * sum)), feet, speed, true);
      case LEFT -> own.at(beside(i, other, its.x() - before - APART * sum), feet, speed, true);
      case RIGHT -> own.at(beside(i, other, its.x() + before + APART * sum), feet, speed, true);
      case CHASING -> {
        double ahead = its.speedX() < 0 ? -1 : 1;
        double apart = beside(i, other, its.x() - ahead * (before + APART * sum));
        boolean below = its.grounded() || !own.grounded();
        yield own.facing(its.mirrored())
            .at(apart, below ? feet : own.y(), its.speedX(), own.grounded());
      }
      case ON, RIDING, IN, HELD, EATEN, WORN, USED, FROM ->
          own; // its position follows from the other's: Attachment
    };
  }

  /// Half the width of all but the first of those under one thing, so that they are around its
  /// middle.
  private double crowd(int i) {
    Relation relation = cast.get(i).relation();
    return IntStream.range(0, cast.size())
        .filter(k -> Objects.equals(cast.get(k).relation(), relation))
        .skip(1)
        .mapToDouble(this::half)
        .sum();
  }

  /// Enlarges a tree or similar thing so that the subject under it fits, as far as the frame
  /// allows.
  private void raised(int other, double sheltered) {
    MotionCurve its = motions.get(other);
    double size = cast.get(other).size();
    double half = Math.min(ROOF, Math.max(half(other), sheltered / SHELTERED)) / size;
    if (its.grounded() && half > its.halfHeight()) {
      double foot = its.y() + ActorPath.FOOT * its.halfHeight();
      double y = foot - ActorPath.FOOT * half;
      motions.set(other, its.placed(its.x(), y, half, its.speedX(), true));
    }
  }

  private boolean sheltered(int i, int other) {
    Relation relation = cast.get(i).relation();
    return relation != null && relation.where() == Where.BELOW && shelters(cast.get(other));
  }

  /// Whether it is above or below another, so that both must fit.
  static boolean stacked(Actor actor, List<Actor> cast) {
    Relation relation = actor.relation();
    return relation != null
        && (relation.where() == Where.ABOVE
            || (relation.where() == Where.BELOW && !sheltered(actor, relation, cast)));
  }

  private static boolean sheltered(Actor actor, Relation relation, List<Actor> cast) {
    return cast.stream()
        .anyMatch(
            other ->
                other.phrase() != actor.phrase()
                    && other.phrase() == relation.other()
                    && shelters(other));
  }

  /// Whether a subject under it stands in front of its trunk or between its legs.
  static boolean shelters(Actor actor) {
    Noun thing = actor.thing();
    return actor.noun().equals("tree")
        || (thing != null
            && Set.of("furniture", "building", "plant", "street", "object")
                .contains(thing.category()));
  }

  /// The y of a subject above another; if there is not enough room at the top, the other is moved
  /// down.
  private double above(int i, int other, double y) {
    double top = -1 + half(i);
    moved(other, 0, Math.clamp(top - y, 0, GIVING));
    return Math.max(top, y);
  }

  private double below(int i, int other, double y) {
    double bottom = 1 - half(i);
    moved(other, 0, -Math.clamp(y - bottom, 0, GIVING));
    return Math.min(bottom, y);
  }

  /// The x of a subject beside another; if there is not enough room, the other is moved.
  private double beside(int i, int other, double x) {
    double room = Math.max(0, WIDE - half(i));
    double lacking = x - Math.clamp(x, -room, room);
    moved(other, -lacking, 0);
    return x - lacking;
  }

  private void moved(int i, double right, double down) {
    if (right != 0 || down != 0) {
      MotionCurve m = motions.get(i);
      motions.set(i, m.at(m.x() + right, m.y() + down, m.speedX(), m.grounded()));
    }
  }

  /// The actor that an actor is attached to; -1 if it moves independently.
  public int carrier(int i) {
    Actor actor = cast.get(i);
    if (actor.owner() >= 0) {
      return actor.owner();
    }
    Relation relation = actor.relation();
    if (relation == null || !relation.where().attached()) {
      return -1;
    }
    int before =
        (int) cast.subList(0, i).stream().filter(other -> other.phrase() == actor.phrase()).count();
    List<Integer> others =
        IntStream.range(0, cast.size())
            .filter(k -> cast.get(k).phrase() == relation.other())
            .boxed()
            .toList();
    int other = others.isEmpty() ? -1 : others.get(before % others.size());
    return other == i ? -1 : other;
  }

  /// The motion of an actor.
  public MotionCurve motion(int i) {
    return motions.get(i);
  }

  /// The actors in drawing order, from the farthest to the nearest.
  public List<Integer> fromFarToNear() {
    var order = new ArrayList<Integer>();
    for (int i = 0; i < cast.size(); i++) {
      order.add(i);
    }
    ordered(order);
    ordered(order); // what is carried follows a carrier that has been moved
    return order;
  }

  /// Whether a held thing is so large that it would hide its holder.
  private boolean hides(int held, int holder) {
    Deed.Prop bond = cast.get(held).bond();
    return bond != null
        && bond.place() == Deed.Place.HAND
        && motion(held).halfHeight() > LARGE * motion(holder).halfHeight();
  }

  private void ordered(List<Integer> order) {
    for (int i = 0; i < cast.size(); i++) {
      int other = carrier(i);
      Relation relation = cast.get(i).relation();
      boolean behind =
          other >= 0 && (Attachment.isBehind(cast.get(i), cast.get(other)) || hides(i, other));
      boolean before = other >= 0 && !behind;
      if (other < 0 && relation != null && first(relation.other()) != i) {
        other = first(relation.other());
        behind = relation.where() == Where.BEHIND;
        before = relation.where() == Where.BEFORE || sheltered(i, other) || Leap.leaps(cast.get(i));
      }
      if (other < 0) {
        continue;
      }
      if (Attachment.isGround(cast.get(i)) && carrier(i) >= 0) {
        order.remove((Integer) i);
        order.add(order.indexOf(other) + 1, i); // a table is behind what lies on it
        continue;
      }
      boolean drawnBefore = order.indexOf(i) < order.indexOf(other);
      if (behind != drawnBefore && (behind || before)) {
        order.remove((Integer) i);
        order.add(order.indexOf(other) + (behind ? 0 : 1), i);
      }
    }
  }
}
