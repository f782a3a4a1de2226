package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.house.compose.PicturePainter;

/// Motions of a subject on the spot: it dances, bows, turns a somersault, topples. Lengths are in
/// half frame heights, angles in radians.
final class Gestures {
  /// The time and the duration in which one thing turns into another as shares of the shot, and the
  /// lead of the first thing as a share of the duration.
  private static final double MIDDLE = .42, LENGTH = .12, AHEAD = .6;

  /// The seconds between two bursts of fireworks, the share of them in which one opens, and that
  /// after which it fades.
  private static final double BURST = 1.95, OPEN = .3, FADED = .82;

  /// The seconds between two strokes of lightning.
  private static final double STROKE = 1;

  /// The parts of a shot in which a thing falls over, and the angle at which it lies.
  private static final double TIPS = .3, LIES = .48, LYING = Math.PI / 2;

  private Gestures() {}

  /// A thing that turns into another, or the other one: in the middle of the shot the first shrinks
  /// and the second grows, on the same ground.
  ///
  /// @param comes whether it is the second thing
  static Layer.Path turning(Layer.Path path, boolean comes, double seconds) {
    return t -> {
      double begin = comes ? MIDDLE : MIDDLE - AHEAD * LENGTH;
      double done = Easing.smoothstep(begin, begin + LENGTH, t / seconds);
      return ActorPath.sized(path.at(t), comes ? done : 1 - done);
    };
  }

  /// Steps to both sides with hops, turning round in between.
  ///
  /// @param number of the dancer; neighbours turn at different times
  static Layer.Path dancing(Layer.Path path, int number, double strength) {
    return t -> {
      double beat = t + .25 * number;
      double side = Math.sin(Math.PI * beat);
      double hop = Math.abs(Math.sin(2 * Math.PI * beat));
      Layer.Pose pose = path.at(t).moved(.11 * strength * side, -.07 * strength * hop);
      boolean round = Math.floorMod((long) Math.floor(beat / 2), 2L) == 1;
      return pose.turned(.1 * strength * side).flipped(round);
    };
  }

  /// Slowly from one foot to the other.
  static Layer.Path swaying(Layer.Path path, double strength) {
    return t -> {
      double side = Math.sin(2 * Math.PI * t / 3.4);
      Layer.Pose pose = path.at(t).moved(.1 * strength * side, .03 * Math.abs(side));
      return pose.turned(.13 * strength * side);
    };
  }

  /// With the head low, dipping, the hind feet on the ground.
  static Layer.Path bowing(
      Layer.Path path, Actor actor, PicturePainter.Extent extent, double strength) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double way = actor.looksLeft(pose) ? -1 : 1;
      double angle = strength * (.2 + .06 * Math.sin(2 * Math.PI * .7 * t));
      double rise = .5 * extent.width() * pose.halfHeight() * Math.sin(angle);
      return pose.moved(0, -rise).turned(way * angle);
    };
  }

  /// Shaking with laughter.
  static Layer.Path laughing(Layer.Path path, double strength) {
    return t -> {
      double shake = Math.abs(Math.sin(2 * Math.PI * 1.6 * t));
      double tilt = .09 * strength * Math.sin(2 * Math.PI * .55 * t);
      Layer.Pose pose = path.at(t).moved(0, -.05 * strength * shake);
      return pose.turned(tilt);
    };
  }

  /// With the head thrown up, again and again: it roars, barks or howls.
  static Layer.Path calling(Layer.Path path, Actor actor, double strength) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double way = actor.looksLeft(pose) ? -1 : 1;
      double up = strength * Math.pow(Math.max(0, Math.sin(2 * Math.PI * (t / 1.3 + .2))), .6);
      Layer.Pose there = ActorPath.sized(pose, 1 + .1 * up);
      return there.turned(-.16 * way * up);
    };
  }

  /// Looking the other way for the middle of the shot.
  static Layer.Path lookingBack(Layer.Path path, double seconds) {
    return t -> {
      boolean back = t > .3 * seconds && t < .7 * seconds;
      return path.at(t).flipped(back);
    };
  }

  /// A full turn forward in the air.
  ///
  /// @param jump a path through the air in the first half of the shot
  static Layer.Path somersault(Layer.Path jump, Actor actor, double seconds) {
    return t -> {
      Layer.Pose pose = jump.at(t);
      double way = actor.looksLeft(pose) ? -1 : 1;
      double done = Easing.smoothstep(.08, .44, t / seconds);
      return pose.turned(way * 2 * Math.PI * done);
    };
  }

  /// Standing at first, then falling over to the right about the lower corner.
  static Layer.Path toppling(Layer.Path path, PicturePainter.Extent extent, double seconds) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double fallen = Math.clamp((t / seconds - TIPS) / (LIES - TIPS), 0, 1);
      double angle = LYING * fallen * fallen;
      double wide = extent.width() * pose.halfHeight();
      double foot = ActorPath.FOOT * pose.halfHeight();
      double x = pose.x() + wide - wide * Math.cos(angle) + foot * Math.sin(angle);
      double y = pose.y() + foot - wide * Math.sin(angle) - foot * Math.cos(angle);
      return pose.moved(x - pose.x(), y - pose.y()).turned(angle);
    };
  }

  /// Fireworks: each opens, stays and vanishes, again and again.
  ///
  /// @param number of one of several, which open one after another
  static Layer.Path bursting(Layer.Path path, int number) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double since = t / BURST + .03 + .37 * number;
      double part = since - Math.floor(since);
      double opened = 1 - Math.pow(1 - Math.min(1, part / OPEN), 3);
      double size = part > FADED ? 1 - (part - FADED) / (1 - FADED) : .15 + .85 * opened;
      return new Layer.Pose(
          pose.x(),
          pose.y() + .12 * part * part,
          Math.max(1e-3, size * pose.halfHeight()),
          .5 * Math.floor(since),
          pose.mirrored(),
          pose.warp());
    };
  }

  /// Lightning: two short flashes, again and again.
  static Layer.Path flashing(Layer.Path path, int number) {
    return t -> {
      Layer.Pose pose = path.at(t);
      double since = t / STROKE + .05 + .37 * number;
      double part = since - Math.floor(since);
      boolean seen = part < .16 || (part > .24 && part < .32);
      boolean other = Math.floorMod((long) Math.floor(since), 2L) == 1;
      double half = seen ? pose.halfHeight() : 1e-3;
      double x = pose.x() + (other ? .5 : -.3);
      return new Layer.Pose(x, pose.y(), half, pose.turn(), pose.mirrored() != other);
    };
  }
}
