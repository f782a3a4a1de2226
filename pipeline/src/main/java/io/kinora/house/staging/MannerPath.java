package io.kinora.house.staging;

import io.kinora.house.compose.Layer;
import io.kinora.noun.Manner;

/// A path with a thing's own motion: a frog hops along it, a boat bobs, a flag waves. The whole
/// picture is moved, rotated and deformed about its foot; feet stay on the ground.
final class MannerPath implements Layer.Path {
  /// The position of the foot, in half heights below the centre of the box.
  private static final double FOOT = ActorPath.FOOT;

  /// The distance of one turn of a rolling thing, relative to its half height: it fills most of its
  /// box.
  private static final double CIRCUMFERENCE = 2 * Math.PI * .85;

  /// The initial size of a growing thing.
  private static final double SEED = .16;

  /// The shares of a shot at which a single change starts and ends.
  private static final double BEGIN = .08, END = .85;

  /// The steps with each foot per second.
  static final double STEPS_A_SECOND = .9;

  private final Layer.Path path;
  private final Manner manner;
  private final double amplitude;
  private final double phase;
  private final boolean moving;
  private final double pace;
  private final double seconds;

  /// @param strength of the subjects' motion: 0 is still, 1 is normal
  /// @param phase initial phase of its cycle, from 0 to 1
  /// @param moving whether it changes its position
  /// @param pace speed of its motion; 1 is normal
  /// @param seconds staged length of the shot
  MannerPath(
      Layer.Path path,
      Manner manner,
      double strength,
      double phase,
      boolean moving,
      double pace,
      double seconds) {
    this.pace = pace;
    this.seconds = seconds;
    this.path = path;
    this.manner = manner;
    this.amplitude = Math.min(1.6, strength);
    this.phase = phase;
    this.moving = moving;
  }

  private double wave(double perSecond, double seconds) {
    return Math.sin(2 * Math.PI * (perSecond * pace * seconds + phase));
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose pose = path.at(seconds);
    if (amplitude == 0) {
      return pose;
    }
    Manner acting =
        switch (manner) {
          case WALK, WADDLE, HOP, CRAWL, SLITHER, DRIVE -> moving ? manner : resting();
          default -> manner;
        };
    return moved(acting, pose, seconds);
  }

  private Manner resting() {
    return manner == Manner.DRIVE ? Manner.STILL : Manner.BREATHE;
  }

  private Layer.Pose moved(Manner acting, Layer.Pose pose, double t) {
    double step = Math.abs(wave(STEPS_A_SECOND, t));
    double hop = Math.abs(wave(.75, t));
    return switch (acting) {
      case STILL -> pose;
      case BREATHE -> bent(pose, 0, 0, 0, 1 + .014 * wave(.3, t), 1 - .006 * wave(.3, t));
      case WALK -> bent(pose, -.03 * step, .03 * wave(STEPS_A_SECOND, t), 0, 1, 1);
      case WADDLE -> bent(pose, -.03 * step, .09 * wave(.7, t), 0, 1, 1);
      case DANCE ->
          bent(pose, -.07 * Math.abs(wave(.9, t)), .1 * wave(.9, t), .05 * wave(.45, t), 1, 1);
      case HOP -> bent(pose, -.3 * hop, 0, 0, 1 + .1 * (hop - .35), 1 - .08 * (hop - .35));
      case CRAWL -> bent(pose, 0, 0, 0, 1 + .03 * wave(1.6, t), 1 - .05 * wave(1.6, t));
      case SLITHER -> bent(pose, 0, 0, .1 * wave(.9, t), 1, 1 + .05 * wave(1.8, t));
      case SWIM -> bent(pose, .04 * wave(.5, t), .05 * wave(.9, t), .06 * wave(.9, t + .2), 1, 1);
      case BOB -> bent(pose, .035 * wave(.4, t), .035 * wave(.33, t + .4), 0, 1, 1);
      case FLOAT -> bent(pose, .06 * wave(.22, t), .02 * wave(.17, t + .8), 0, 1, 1);
      case FLY ->
          bent(pose, .06 * wave(.6, t), .05 * wave(.6, t + .3), 0, 1 + .07 * wave(2.2, t), 1);
      case FLUTTER ->
          bent(pose, .05 * wave(.5, t), .05 * wave(.4, t), 0, 1, 1 - .14 * (1 + wave(2.8, t)));
      case GLIDE -> bent(pose, .03 * wave(.25, t), .04 * wave(.25, t + .5), 0, 1, 1);
      case DRIVE -> bent(pose, -.008 * Math.abs(wave(2.3, t)), .006 * wave(1.7, t), 0, 1, 1);
      case ROLL -> rolling(pose, t);
      case SPIN -> bent(pose, 0, 2 * Math.PI * (.25 * pace * t + phase) / amplitude, 0, 1, 1);
      case SWAY -> bent(pose, 0, 0, .06 * wave(.33, t), 1, 1);
      case HANG -> hanging(pose, .12 * wave(.45, t));
      case RATTLE -> bent(pose, 0, .02 * wave(6, t) * (.5 + .5 * wave(.5, t)), 0, 1, 1);
      case FLICKER ->
          bent(
              pose,
              0,
              0,
              .03 * wave(2.3, t) + .02 * wave(5.1, t),
              1 + .04 * wave(3.1, t) + .03 * wave(7.3, t),
              1 - .02 * wave(3.7, t));
      case TWINKLE -> bent(pose, 0, 0, 0, 1 + .05 * wave(.8, t), 1 + .05 * wave(.8, t));
      case GROW -> {
        double size = SEED + (1 - SEED) * done(t);
        yield bent(
            pose, 0, 0, .03 * wave(.33, t), 1 + (size - 1) / amplitude, 1 + (size - 1) / amplitude);
      }
      case MELT -> bent(pose, 0, 0, 0, 1 - .6 * done(t) / amplitude, 1 + .3 * done(t) / amplitude);
      case PULSE -> {
        double beat = .06 * Math.pow(Math.max(0, wave(1.1, t)), 3);
        yield bent(pose, 0, 0, 0, 1 + beat, 1 + beat);
      }
    };
  }

  /// The progress of a single change during the shot, from 0 to 1.
  private double done(double t) {
    return Easing.smoothstep(BEGIN * seconds, END * seconds, t);
  }

  /// A pose with additional offset, rotation and deformation; lengths are in half heights.
  private Layer.Pose bent(
      Layer.Pose pose, double down, double turn, double lean, double stretch, double widen) {
    double a = amplitude;
    return new Layer.Pose(
        pose.x(),
        pose.y() + a * down * pose.halfHeight(),
        pose.halfHeight(),
        pose.turn() + a * turn,
        pose.mirrored(),
        new Layer.Warp(FOOT, a * lean, 1 + a * (stretch - 1), 1 + a * (widen - 1)));
  }

  /// Interpolates between a pose and the same with own motion.
  ///
  /// @param moved the weight of the motion's offset, size and rotation, from 0 to 1
  /// @param bent the weight of its deformation, from 0 to 1
  /// @param turn rotation of the motion, in radians
  static Layer.Pose part(
      Layer.Pose plain, Layer.Pose full, double moved, double bent, double turn) {
    Layer.Warp warp = full.warp();
    return new Layer.Pose(
        plain.x() + moved * (full.x() - plain.x()),
        plain.y() + moved * (full.y() - plain.y()),
        plain.halfHeight() + moved * (full.halfHeight() - plain.halfHeight()),
        moved * turn,
        false,
        new Layer.Warp(
            warp.foot(),
            bent * warp.lean(),
            1 + bent * (warp.stretch() - 1),
            1 + bent * (warp.widen() - 1)));
  }

  private Layer.Pose hanging(Layer.Pose pose, double lean) {
    return new Layer.Pose(
        pose.x(),
        pose.y(),
        pose.halfHeight(),
        pose.turn(),
        pose.mirrored(),
        new Layer.Warp(-FOOT, amplitude * lean, 1, 1));
  }

  /// Rotates a rolling thing about its centre in proportion to its distance; one that stays in
  /// place rocks.
  private Layer.Pose rolling(Layer.Pose pose, double t) {
    double turn =
        moving
            ? 2 * Math.PI * pose.x() / (CIRCUMFERENCE * pose.halfHeight())
            : amplitude * .05 * wave(.3, t);
    return new Layer.Pose(
        pose.x(), pose.y(), pose.halfHeight(), pose.turn() + turn, pose.mirrored());
  }
}
