package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;
import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.SubjectPhrase;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The paths of deeds that move the doer itself: it rolls on the ground, slides down a slope, leaps
/// out of the water or off a thing, crosses a bridge. Lengths are in half frame heights.
final class DeedMotion {
  /// Deeds that happen on snow and lead down a slope, and those who slide on their bellies.
  private static final Set<String> SLIDING =
      Set.of("slide-hill", "slide-belly", "ski", "snowboard");

  private static final Set<String> PRONE = Set.of("penguin", "seal", "otter");

  /// How many drops are thrown up where something leaves the water, and where it enters it.
  static final int DROPS = 8;

  /// The height of the water out of which something leaps, and of the leap.
  private static final double WATER = .5, RISE = 1.0;

  /// The parts of a shot in which somebody flies through the air, and a ball does.
  private static final double OFF = .22, DOWN = .52, FLUNG = .2, ARRIVED = .46;

  /// Where a rocket stands, and how far the drawing of one leans, in radians.
  private static final double STANDING = .82, LEANING = .6;

  /// How much higher a slope is at its upper end, in half frame heights.
  private static final double STEEP = .5, SHALLOW = .16;

  /// The distance of two on a slope, over its length.
  private static final double APART = .3;

  /// The share of a bridge's half width at which a path over it starts and ends.
  private static final double ENDS = .72;

  private DeedMotion() {}

  /// Whether a deed leads down a slope of snow.
  static boolean slides(@Nullable String action) {
    return action != null && SLIDING.contains(action);
  }

  /// Whether somebody lies on its belly.
  static boolean prone(SubjectPhrase phrase) {
    return "slide-belly".equals(phrase.action())
        || ("slide-hill".equals(phrase.action()) && PRONE.contains(phrase.name()));
  }

  /// Whether it is a rocket that takes off, with smoke below it.
  static boolean launched(SubjectPhrase phrase) {
    return phrase.name().equals("rocket")
        && phrase.action() != null
        && phrase.action().startsWith("take");
  }

  /// Whether several walk hand in hand, and are close together.
  static boolean holdsHands(SubjectPhrase phrase) {
    return "hold-hands".equals(phrase.action());
  }

  /// Whether something that lives in the water leaps out of it.
  static boolean breaches(SubjectPhrase phrase) {
    Noun noun = Nouns.named(phrase.name());
    return "hop".equals(phrase.action()) && noun != null && noun.habitat() == Habitat.UNDERWATER;
  }

  /// Whether somebody on another thing crosses it.
  static boolean crosses(Actor actor, Actor other) {
    return (other.key().endsWith("bridge") || arched(other))
        && !actor.cueWords().get(1).equals("stand");
  }

  /// Whether it is an arch on which somebody crosses.
  static boolean arched(Actor other) {
    return other.key().equals("rainbow");
  }

  private static double way(Actor actor, Layer.Pose pose) {
    return actor.looksLeft(pose) ? -1 : 1;
  }

  /// From near one end of a bridge to near the other, in the facing direction.
  ///
  /// @param place the pose at the middle of the bridge
  /// @param reach half its width
  static Layer.Path crossing(Layer.Path place, Actor actor, double reach, double seconds) {
    return t -> {
      Layer.Pose pose = place.at(t);
      return pose.moved(way(actor, pose) * ENDS * reach * (2 * t / seconds - 1), 0);
    };
  }

  /// Along the outside of an arch.
  ///
  /// @param rise its height
  static Layer.Path arch(Layer.Path place, Actor actor, double reach, double rise, double seconds) {
    return t -> {
      Layer.Pose pose = place.at(t);
      double angle = 1.05 * (2 * t / seconds - 1);
      double way = way(actor, pose);
      double x = way * .92 * reach * Math.sin(angle);
      return pose.moved(x, .9 * rise * (1 - Math.cos(angle))).turned(way * .75 * angle);
    };
  }

  /// Rolling to and fro on its back, about its centre, on the ground.
  static Layer.Path rolling(Layer.Path path, PicturePainter.Extent extent) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double half = pose.halfHeight();
      double angle = Math.PI + .95 * Math.sin(2 * Math.PI * t / 2.6 - .9);
      double high = extent.height() * half;
      double wide = .8 * extent.width() * half;
      double down = ActorPath.FOOT * half - high; // of its centre, below that of its box
      double radius = Math.hypot(high * Math.cos(angle), wide * Math.sin(angle));
      double y = pose.y() + ActorPath.FOOT * half - .92 * radius;
      double x = pose.x() + .5 * high * Math.sin(angle);
      return new Layer.Pose(
          x + down * Math.sin(angle), y - down * Math.cos(angle), half, angle, pose.mirrored());
    };
  }

  /// Down a slope: from the upper end of the picture to its lower end, in the facing direction.
  ///
  /// @param ahead how far one of several is ahead of their middle, in places
  /// @param prone whether it slides on its belly, so that it must not leave the ground
  static Layer.Path slope(
      Layer.Path path, Actor actor, double ahead, double aspect, double seconds, boolean prone) {
    double rise = prone ? SHALLOW : STEEP;
    return t -> {
      Layer.Pose pose = path.at(t);
      double way = way(actor, pose);
      double done = t / seconds + APART * ahead;
      Layer.Pose there = ActorPath.sized(pose, .72 + .36 * done);
      double x = way * .55 * aspect * (2 * done - 1);
      return there.moved(x - pose.x(), -rise * (1 - done)).turned((prone ? .1 : .26) * way);
    };
  }

  /// An arc out of the water and back into it.
  ///
  /// @param late the delay, for one of several
  static Layer.Path breach(Layer.Path path, Actor actor, double late, double seconds) {
    return t -> {
      Layer.Pose pose = path.at(seconds / 2);
      double done = Math.clamp(t / (.85 * seconds) - late, 0, 1);
      double u = .08 + .84 * done;
      double way = way(actor, pose);
      double steep = Math.atan2(-2.6 * RISE * (1 - 2 * u), 2 * reach(pose.halfHeight()));
      double size = .55 + .45 * Math.min(1, 6 * Math.min(done + .04, 1.04 - done));
      return new Layer.Pose(
          pose.x() + way * reach(pose.halfHeight()) * (2 * u - 1),
          WATER - RISE * 4 * u * (1 - u),
          size * pose.halfHeight(),
          .8 * way * steep,
          pose.mirrored(),
          pose.warp());
    };
  }

  private static double reach(double half) {
    return .45 + .5 * half;
  }

  /// One of the drops that are thrown up where something leaves the water and enters it.
  ///
  /// @param number of the drop
  /// @param half its half height
  static Layer.Path drop(Layer.Path leaper, int number, double half, double seconds) {
    boolean out = number < DROPS / 2;
    double from = out ? 0 : .55;
    double side = (number % (DROPS / 2) - 1.5) / 1.5;
    Layer.Pose there = leaper.at(out ? 0 : seconds);
    return t -> {
      double done = (t / seconds - from) / .38;
      double seen = done <= -.02 || done >= 1 ? 1e-3 : half * (1.15 - .3 * Math.abs(side));
      double part = Math.clamp(.22 + .78 * done, 0, 1);
      return new Layer.Pose(
          there.x() + side * (.14 + .34 * part),
          WATER + .05 - (.95 - .35 * Math.abs(side)) * 4 * part * (1 - part) * .8,
          seen,
          .5 * side,
          false);
    };
  }

  /// From on top of a thing to the ground beside it.
  ///
  /// @param on the pose on the thing
  /// @param drop how much lower the ground is
  /// @param reach how far to the side it lands
  static Layer.Path off(Layer.Path on, Actor actor, double drop, double reach, double seconds) {
    return t -> {
      Layer.Pose pose = on.at(t);
      double part = t / seconds;
      double flown = Math.clamp((part - OFF) / (DOWN - OFF), 0, 1);
      double walked = Math.max(0, part - DOWN) * .5;
      double down = drop * flown * flown - .3 * 4 * flown * (1 - flown);
      return pose.moved(way(actor, pose) * (reach * flown + walked), down);
    };
  }

  /// From on one thing to on another.
  static Layer.Path between(Layer.Path one, Layer.Path other, Actor actor, double seconds) {
    return t -> {
      Layer.Pose a = one.at(t);
      Layer.Pose b = other.at(t);
      double part = Math.clamp((t / seconds - OFF) / (DOWN - OFF), 0, 1);
      double room = Math.min(a.y(), b.y()) + .95 - .8 * a.halfHeight();
      double up = Math.clamp(room, .08, .55) * 4 * part * (1 - part);
      boolean turns = actor.looksLeft(a) != b.x() < a.x();
      return new Layer.Pose(
          a.x() + part * (b.x() - a.x()),
          a.y() + part * (b.y() - a.y()) - up,
          a.halfHeight(),
          a.turn(),
          a.mirrored() != turns,
          a.warp());
    };
  }

  /// Along a thing on which somebody is: up a ladder, or down a slide.
  ///
  /// @param fromX where it begins and ends, relative to the pose on top
  /// @param back whether it looks the other way
  static Layer.Path along(
      Layer.Path on,
      double fromX,
      double fromY,
      double toX,
      double toY,
      boolean back,
      double seconds) {
    return t -> {
      double done = Math.clamp(t / (.85 * seconds), 0, 1);
      Layer.Pose pose = on.at(t).moved(fromX + done * (toX - fromX), fromY + done * (toY - fromY));
      return new Layer.Pose(
          pose.x(), pose.y(), pose.halfHeight(), pose.turn(), pose.mirrored() != back, pose.warp());
    };
  }

  /// A ball that is kicked or thrown: with its owner at first, then through the air.
  ///
  /// @param start with its owner
  /// @param right how far it flies
  /// @param down how much lower its aim is
  /// @param ground the height to which it falls after it has arrived
  static Layer.Path flung(
      Layer.Path start, double right, double down, double ground, double seconds) {
    return t -> {
      double part = t / seconds;
      if (part < FLUNG) {
        return start.at(t);
      }
      Layer.Pose pose = start.at(FLUNG * seconds);
      double flown = Math.min(1, (part - FLUNG) / (ARRIVED - FLUNG));
      double up = .14 * 4 * flown * (1 - flown);
      double fallen = Math.max(0, part - ARRIVED) / .2;
      double y = pose.y() + down * flown - up;
      double lowest = Math.max(y, ground - .8 * pose.halfHeight());
      Layer.Pose there =
          new Layer.Pose(
              pose.x() + right * flown,
              Math.min(lowest, y + .8 * fallen * fallen),
              pose.halfHeight(),
              pose.turn(),
              pose.mirrored());
      return there.turned(9 * Math.signum(right) * flown);
    };
  }

  /// Upright from the ground into the sky, or from there to the ground.
  ///
  /// @param starts whether it starts, and does not land
  static Layer.Path launched(Layer.Path path, boolean starts, double seconds) {
    return t -> {
      Layer.Pose pose = path.at(seconds / 2);
      double done = Math.min(1, t / seconds);
      double away = starts ? done * done : Math.pow(Math.max(0, 1 - 1.4 * done), 2);
      double ground = STANDING - ActorPath.FOOT * pose.halfHeight();
      double turn = pose.mirrored() ? LEANING : -LEANING;
      return new Layer.Pose(
          pose.x(), ground - 1.9 * away, pose.halfHeight(), turn, pose.mirrored());
    };
  }

  /// A jump on the spot, as for a throw at a high aim.
  static Layer.Path jump(Layer.Path path, double high, double seconds) {
    return t -> {
      double part = Math.clamp((t / seconds - .06) / .4, 0, 1);
      return path.at(t).moved(0, -high * 4 * part * (1 - part));
    };
  }

  /// In high waves: up and down, and pitching.
  static Layer.Path tossed(Layer.Path path, double strength) {
    return t -> {
      Layer.Pose pose = path.at(t).moved(0, strength * .13 * Math.sin(2 * Math.PI * .32 * t));
      return pose.turned(strength * .24 * Math.sin(2 * Math.PI * .32 * t + 1.2));
    };
  }

  /// To and fro about a point above, as on a swing.
  ///
  /// @param length the distance to that point
  static Layer.Path pendulum(Layer.Path path, double length, double strength) {
    return t -> {
      double angle = strength * .3 * Math.sin(2 * Math.PI * .42 * t + .6);
      Layer.Pose pose = path.at(t);
      double x = -length * Math.sin(angle);
      return pose.moved(x, -length * (1 - Math.cos(angle))).turned(angle);
    };
  }

  /// Whether a prop leaves its owner.
  static boolean leaves(Deed.Prop bond) {
    return bond.place() == Deed.Place.KICKED || bond.place() == Deed.Place.THROWN;
  }
}
