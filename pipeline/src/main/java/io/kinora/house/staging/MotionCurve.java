package io.kinora.house.staging;

import org.jspecify.annotations.Nullable;

/// The constant part of a subject's motion in a shot, in the order of `MotionNet`'s output. Units:
/// half frame heights and seconds.
///
/// @param x middle of the path, 0 in the middle of the frame
/// @param y middle of the path, down
/// @param halfHeight half the height of the subject's box
/// @param speedX velocity to the right
/// @param speedY velocity downwards
/// @param mirrored whether it faces left
/// @param cyclesPerSecond articulation
/// @param grounded whether it stands on the ground and casts a shadow there
/// @param camera the default camera: horizontal, vertical, zoom, roll, pan, tilt
public record MotionCurve(
    double x,
    double y,
    double halfHeight,
    double speedX,
    double speedY,
    boolean mirrored,
    double cyclesPerSecond,
    boolean grounded,
    io.kinora.shot.Camera camera) {
  /// The highest and the lowest line of feet, in half frame heights below the middle.
  static final double FAR = .5, NEAR = .86;

  static MotionCurve of(float[] c) {
    var camera =
        new io.kinora.shot.Camera(
            bounded(c[7]),
            bounded(c[8]),
            bounded(c[9]),
            bounded(c[10]),
            bounded(c[11]),
            bounded(c[12]));
    return new MotionCurve(
        c[0],
        c[1],
        Math.max(.05, c[2]),
        c[3],
        c[4],
        c[5] > 0,
        Math.max(0, c[6] * 4),
        c[13] > 0,
        camera);
  }

  /// A velocity in half frame heights per second, to the right and down.
  record Velocity(double x, double y) {}

  /// The velocity, in the user's direction if there is one.
  ///
  /// @param degrees counterclockwise from the right; null leaves the network's direction
  Velocity velocity(@Nullable Double degrees) {
    double speed = Math.hypot(speedX, speedY);
    return degrees == null
        ? new Velocity(speedX, speedY)
        : new Velocity(
            speed * Math.cos(Math.toRadians(degrees)), -speed * Math.sin(Math.toRadians(degrees)));
  }

  /// The same motion about another position.
  ///
  /// @param onGround whether that position is on the ground
  public MotionCurve at(double newX, double newY, double newSpeedX, boolean onGround) {
    return new MotionCurve(
        newX,
        newY,
        halfHeight,
        newSpeedX,
        speedY,
        mirrored,
        cyclesPerSecond,
        grounded && onGround,
        camera);
  }

  /// The same motion looking to the left or to the right.
  MotionCurve facing(boolean left) {
    return new MotionCurve(
        x, y, halfHeight, speedX, speedY, left, cyclesPerSecond, grounded, camera);
  }

  /// The same motion at another position and size.
  MotionCurve placed(
      double newX, double newY, double newHalfHeight, double newSpeedX, boolean onGround) {
    return new MotionCurve(
        newX, newY, newHalfHeight, newSpeedX, speedY, mirrored, cyclesPerSecond, onGround, camera);
  }

  /// Rounds an axis to a tenth, so that an axis that the net leaves at about 0 is at rest.
  private static double bounded(double axis) {
    return Math.clamp(
        Math.round(axis * 100) / 10.0, -io.kinora.shot.Camera.MAX, io.kinora.shot.Camera.MAX);
  }

  /// The y of a box of another size that stands on the ground, within the lines of feet.
  ///
  /// @param half half its height
  /// @param share of the frame's height that the subject fills; large ones are near
  double standing(double half, double share) {
    double foot = grounded ? y + ActorPath.FOOT * halfHeight : (FAR + NEAR) / 2;
    double nearest = share > .42 ? .72 : FAR;
    return Math.clamp(foot, nearest, NEAR) - ActorPath.FOOT * half;
  }

  /// The y nearest to `y` at which a box is in the frame.
  static double inside(double y, double half) {
    double room = Math.max(0, .94 - .85 * half);
    return Math.clamp(y, -room, room);
  }
}
