package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.shot.Shot;

/// The path of the thing in a first or last picture: at time 0 exactly at its position in the
/// picture, before and after according to its action and its own motion.
///
/// Times before 0 lead to the picture, those after 0 away from it.
public final class AnimatedPath implements Layer.Path {
  /// The times in seconds in which its locomotion, and its own motion, start.
  private static final double STARTING = .6, WAKING = .8;

  /// The share of its width that stays in the picture.
  private static final double SEEN = .5;

  /// The strength of the own motion of a thing that the picture's edge cuts.
  private static final double HELD = .5;

  private final Swing swing;
  private final Layer.Pose start;
  private final Layer.Path manner;
  private final Layer.Pose before;
  private final double speedX;
  private final double speedY;
  private final double size;
  private final double strength;
  private final boolean held;
  private final float[] rest;

  /// The position of a thing in the picture.
  ///
  /// @param pose of the box around it
  /// @param halfWidth half the width of its visible part
  /// @param held whether the picture's edge cuts it, so that it cannot move away
  public record Place(Layer.Pose pose, double halfWidth, boolean held) {}

  /// @param usual its half height according to the networks
  public AnimatedPath(Staging staging, Actor actor, Shot shot, Place place, double usual) {
    start = place.pose;
    held = place.held;
    strength = shot.subject().strength() / 5;
    size = Math.clamp(start.halfHeight() / usual, .5, 2);
    MotionCurve motion = staging.motion(actor);
    double aspect = shot.size().aspect();
    Double degrees = shot.subject().direction();
    MotionCurve.Velocity velocity = motion.velocity(degrees);
    boolean chooses = degrees == null && actor.free(); // moves to the side with more room
    double vx = chooses ? Math.copySign(velocity.x(), -start.x()) : velocity.x();
    double vy = velocity.y();
    double seconds = Engine.staged(shot);
    speedX = held ? 0 : bounded(vx * size * strength, start.x(), aspect, place.halfWidth, seconds);
    speedY = held ? 0 : bounded(vy * size * strength, start.y(), 1, start.halfHeight(), seconds);
    swing = new Swing(staging, actor, shot.rate().perSecond());
    rest = swing.at(0);
    manner = staging.mannerOn(actor, this::going);
    before = manner.at(0);
  }

  /// A speed limited so that most of the thing stays in the picture.
  private static double bounded(double speed, double at, double edge, double half, double seconds) {
    double room = Math.max(.2 * half, edge - Math.signum(speed) * at - SEEN * half);
    return Math.clamp(speed, -room / seconds, room / seconds);
  }

  /// The distance so far, in seconds at full speed.
  private static double travelled(double seconds) {
    double t = Math.abs(seconds);
    double come = t < STARTING ? t * t / (2 * STARTING) : t - STARTING / 2;
    return Math.copySign(come, seconds);
  }

  /// The strength of its own motion at a time, from 0 to 1.
  public static double awake(double seconds) {
    return Easing.smoothstep(0, WAKING, Math.abs(seconds));
  }

  private Layer.Pose going(double seconds) {
    float[] swing = this.swing.at(seconds);
    double swung = held ? 0 : Math.min(1, strength) * awake(seconds) * size;
    double growth = held ? 0 : Math.min(1, strength) * awake(seconds) * (swing[3] - rest[3]);
    double come = travelled(seconds);
    return new Layer.Pose(
        start.x() + speedX * come + swung * (swing[0] - rest[0]),
        start.y() + speedY * come + swung * (swing[1] - rest[1]),
        start.halfHeight() * Math.exp(growth),
        0,
        false);
  }

  @Override
  public Layer.Pose at(double seconds) {
    Layer.Pose plain = going(seconds);
    Layer.Pose full = manner.at(seconds);
    double awake = awake(seconds) * (held ? HELD : 1);
    return MannerPath.part(plain, full, held ? 0 : awake, awake, full.turn() - before.turn());
  }
}
