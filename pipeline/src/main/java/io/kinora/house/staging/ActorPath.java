package io.kinora.house.staging;

import io.kinora.engine.Engine;
import io.kinora.house.compose.Layer;
import io.kinora.house.compose.View;
import io.kinora.shot.Shot;

/// The path of a subject over a shot: a straight line at constant velocity through its position at
/// the middle of the staged length, plus the TCN's oscillation about it. A subject that leaves the
/// picture for good re-enters on the other side, so that a long shot is never empty.
public final class ActorPath implements Layer.Path {
  /// The aspect ratio that the model was trained at.
  private static final double TRAINED_ASPECT = 16 / 9.0;

  /// The position of the feet, in half heights of the box below its centre.
  public static final double FOOT = .846;

  /// The maximum half height of a big subject, and of a giant one, in half frame heights.
  private static final double HIGHEST = .66, GIANT = .94;

  /// Half the height of the smallest box that is painted.
  private static final double LEAST = 1e-3;

  /// The distance outside the frame at which a subject is invisible, in its half heights.
  private static final double OUT = .95;

  private final Actor actor;
  private final MotionCurve motion;
  private final double middle;
  private final double x;
  private final double y;
  private final double halfHeight;
  private final double speedX;
  private final double speedY;
  private final double strength;
  private final double spanX;
  private final double spanY;
  private final View view;
  private final Swing swing;

  /// @param view the camera of this shot: a subject that leaves its field of view for good
  ///     re-enters
  public ActorPath(Staging staging, Actor actor, MotionCurve motion, Shot shot, View view) {
    this.view = view;
    this.actor = actor;
    this.motion = motion;
    middle = Engine.staged(shot) / 2;
    swing = new Swing(staging, actor, shot.rate().perSecond());
    double aspect = shot.size().aspect();
    double narrow = Math.clamp(aspect / TRAINED_ASPECT, .25, 1.6);
    halfHeight =
        (actor.support()
                ? motion.halfHeight()
                : Math.min(
                    actor.size() > Casting.BIG ? GIANT : HIGHEST,
                    motion.halfHeight() * actor.size()))
            * Math.min(1, Math.sqrt(aspect / 1.2));
    x = motion.x() * narrow;
    y = motion.y() + (motion.grounded() ? FOOT * (motion.halfHeight() - halfHeight) : 0);
    strength = shot.subject().strength() / 5;
    Double degrees = shot.subject().direction();
    MotionCurve.Velocity velocity = motion.velocity(degrees);
    speedX = velocity.x() * narrow * strength;
    speedY = velocity.y() * (degrees == null ? 1 : narrow) * strength;
    spanX = aspect;
    spanY = 1;
  }

  @Override
  public Layer.Pose at(double seconds) {
    float[] swing = this.swing.at(seconds);
    double swung = Math.min(1, strength);
    View.Sight sight = view.sight(seconds);
    double alongX = seen(x + speedX * (seconds - middle), sight.x(), spanX / sight.scale());
    double alongY = y + speedY * (seconds - middle);
    if (speedY != 0) {
      alongY = seen(alongY, sight.y(), Math.max(spanY / sight.scale(), Math.abs(y)));
    }
    return new Layer.Pose(
        alongX + swung * swing[0],
        alongY + swung * swing[1],
        halfHeight * Math.exp(swung * swing[3]),
        actor.thing() == null ? swing[2] : 0, // a noun has its own motion
        motion.mirrored());
  }

  /// The box with another size on the same ground.
  static Layer.Pose sized(Layer.Pose pose, double times) {
    double half = Math.max(LEAST, times * pose.halfHeight());
    double foot = pose.y() + FOOT * pose.halfHeight();
    return new Layer.Pose(
        pose.x(), foot - FOOT * half, half, pose.turn(), pose.mirrored(), pose.warp());
  }

  /// A position wrapped to the camera's field of view or just beside it: a subject that has left on
  /// one side re-enters on the other.
  ///
  /// @param middle the centre of the field of view, in this direction
  /// @param half half of its length
  private double seen(double place, double middle, double half) {
    double span = half + OUT * halfHeight;
    double away = place - middle;
    return Math.abs(away) <= span ? place : place - 2 * span * Math.round(away / (2 * span));
  }

  /// The height of the box, in half frame heights.
  double halfHeight() {
    return halfHeight;
  }

  /// The middle of the staged length in seconds, at which the subject is at its position.
  double middle() {
    return middle;
  }

  /// Whether it stands on the ground.
  boolean grounded() {
    return motion.grounded();
  }

  /// The cycles per second of the subject's own motion, reduced with the motion strength.
  double cyclesPerSecond() {
    return motion.cyclesPerSecond() * Math.sqrt(strength);
  }

  /// The path of its shadow: below it, on the ground at the middle of its path.
  Layer.Path shadow() {
    double ground = y + FOOT * halfHeight;
    return seconds -> {
      Layer.Pose pose = at(seconds);
      double floor = speedY == 0 ? ground : pose.y() + FOOT * pose.halfHeight();
      return new Layer.Pose(pose.x(), floor, halfHeight * .92, 0, false);
    };
  }
}
