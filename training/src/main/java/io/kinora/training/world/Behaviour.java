package io.kinora.training.world;

import io.kinora.house.net.MotionNet;
import io.kinora.training.world.subject.Habitat;
import io.kinora.training.world.subject.Subject;

/// The motion of the world's subjects: a position, a velocity, and an oscillation about the
/// straight line that suits the action. Units: half frame heights, seconds, radians clockwise.
///
/// Oscillations are sums of sines whose frequencies are multiples of one slow base frequency, so
/// that they are periodic and can be learned for all times at once; an individual's u changes their
/// amplitude.
final class Behaviour {
  /// The position of the feet in half heights of a box, margin of the picture included.
  private static final double FOOT = .9 * .94;

  private final Subject subject;
  private final String action;
  private final String path;
  private final double directionX;
  private final double directionY;
  private final double pace;
  private final String scene;
  private final double place;
  private final double crowd;
  private final float[] u;

  /// @param action a word of [DioramaWords#ACTIONS]; empty for the subject's default
  /// @param direction a word of [DioramaWords#DIRECTIONS], or empty
  /// @param speed `slow`, `fast` or empty
  /// @param place from -1 (leftmost of several subjects) to 1; 0 for a single one
  /// @param crowd (number of subjects - 1) / 3
  Behaviour(
      Subject subject,
      String action,
      String direction,
      String speed,
      String scene,
      double place,
      double crowd,
      float[] u) {
    this.subject = subject;
    this.action = action.isEmpty() ? subject.action() : action;
    this.scene = scene;
    this.place = place;
    this.crowd = crowd;
    this.u = u.clone();
    path = direction.isEmpty() ? usualDirection() : direction;
    directionX = path.equals("right") ? 1 : path.equals("left") ? -1 : 0;
    directionY = path.equals("down") ? 1 : path.equals("up") ? -1 : 0;
    pace = speed.equals("slow") ? .55 : speed.equals("fast") ? 1.6 : 1;
  }

  private String usualDirection() {
    return switch (action) {
      case "sway", "stand", "dance", "spin", "hover" -> "still";
      case "climb", "take off" -> "up";
      case "dive", "land" -> "down";
      case "float" -> subject.habitat() == Habitat.AIR ? "up" : "right";
      default -> subject.thing().name().equals("rocket") ? "up" : "right";
    };
  }

  private boolean grounded() {
    return subject.habitat() == Habitat.GROUND
        && !action.equals("fly")
        && !action.equals("float")
        && !action.equals("take off");
  }

  private boolean onWater() {
    return subject.habitat() == Habitat.WATER && !Double.isNaN(Places.waterY(scene));
  }

  private double halfHeight() {
    return subject.size() * (1 - .38 * crowd) * (.94 + .12 * u[0]);
  }

  private double centreX() {
    double spread = crowd > 0 ? .72 * place + .28 * place * crowd : 0;
    return spread + .3 * (u[1] - .5) * (1 - .6 * crowd);
  }

  private double centreY() {
    double half = halfHeight();
    double row = crowd > 0 ? .05 * Math.cos(3 * place) : 0;
    if (onWater()) {
      return Places.waterY(scene) + .15 - .62 * half + .06 * u[2] + row;
    }
    if (grounded() || (subject.habitat() == Habitat.WATER && !action.equals("fly"))) {
      return Places.groundY(scene) + .04 + .1 * u[2] - FOOT * half + row;
    }
    if (scene.equals("underwater")) {
      return -.12 + .4 * (u[2] - .5) + 3 * row;
    }
    return -.2 + .34 * (u[2] - .5) + 3 * row;
  }

  /// The constant part, in the order of `Motion`: x, y, half height, speeds, mirrored, cycles per
  /// second over 4, and the camera's six axes over 10, and
  /// whether it stands on the ground (1 or -1).
  float[] constants() {
    double speedX = directionX * pace * .40 * (.9 + .2 * u[3]);
    double speedY = directionY * pace * (grounded() ? .10 : .21) * (.9 + .2 * u[3]);
    double mirrored = subject.facing() && directionX < 0 ? 1 : -1;
    double rate = subject.cyclesPerSecond() * (.7 + .3 * pace) * liveliness();
    double y = centreY() + (directionY < 0 && grounded() ? -.1 : 0);
    return new float[] {
      (float) centreX(),
      (float) y,
      (float) halfHeight(),
      (float) speedX,
      (float) speedY,
      (float) mirrored,
      (float) (rate / 4),
      (float) (.14 * directionX),
      (float) (-.05 * directionY),
      directionX == 0 && directionY == 0 ? .12f : .04f,
      0,
      0,
      0,
      grounded() ? 1 : -1
    };
  }

  private double liveliness() {
    return switch (action) {
      case "stand", "land" -> .35;
      case "glide", "float", "hover" -> .8;
      case "run", "dance" -> 1.35;
      default -> 1;
    };
  }

  /// The motion at a time: x, y, rotation, logarithm of the scale.
  float[] moving(double seconds) {
    double x = 0;
    double y = 0;
    double turn = 0;
    double scale = 0;
    double wide = .8 + .4 * u[4];
    double facing = directionX < 0 ? -1 : 1;
    switch (action) {
      case "walk" -> {
        y = -.012 * wide * (1 - wave(seconds, 8, 0));
        turn = .015 * wave(seconds, 8, .25);
      }
      case "run" -> {
        y = -.03 * wide * (1 - wave(seconds, 12, 0));
        turn = .04 * wide * wave(seconds, 12, .25);
      }
      case "hop" -> {
        y = -.10 * wide * (1 - wave(seconds, 8, .25));
        turn = .10 * wave(seconds, 8, .5);
      }
      case "drive", "roll" -> y = .006 * wave(seconds, 12, 0);
      case "sail" -> {
        y = .022 * wide * wave(seconds, 3, u[5]);
        turn = .05 * wide * wave(seconds, 3, u[5] + .25);
      }
      case "swim" -> {
        y = .03 * wide * wave(seconds, 4, u[5]);
        turn = .05 * wide * wave(seconds, 4, u[5] + .25);
      }
      case "float" -> {
        x = .05 * wide * wave(seconds, 1, u[5]);
        y = .045 * wide * wave(seconds, 2, u[5]);
        turn = .05 * wide * wave(seconds, 2, u[5] + .2);
      }
      case "hover" -> {
        x = .03 * wide * wave(seconds, 2, u[5]);
        y = .03 * wide * wave(seconds, 4, u[5]);
        turn = .04 * wave(seconds, 2, u[5] + .25);
      }
      case "flutter" -> {
        x = .07 * wide * wave(seconds, 3, u[5]);
        y = .07 * wide * wave(seconds, 5, u[5]) + .03 * wave(seconds, 9, u[5]);
        turn = .14 * wide * wave(seconds, 5, u[5] + .25);
      }
      case "fly" -> {
        y = .045 * wide * wave(seconds, 4, u[5]);
        turn = .05 * wide * wave(seconds, 4, u[5] + .25);
      }
      case "glide" -> {
        y = .05 * wide * wave(seconds, 2, u[5]);
        turn = .07 * wide * wave(seconds, 2, u[5] + .25);
      }
      case "sway" -> turn = .05 * wide * wave(seconds, 3, u[5]);
      case "spin" -> turn = .5 * wide * wave(seconds, 4, 0);
      case "dance" -> {
        x = .07 * wide * wave(seconds, 4, 0);
        y = -.04 * wide * (1 - wave(seconds, 8, 0));
        turn = .14 * wide * wave(seconds, 4, .25);
      }
      case "dive" -> turn = (.35 + .04 * wave(seconds, 4, u[5]));
      case "climb", "take off" -> turn = (-.28 + .03 * wave(seconds, 4, u[5]));
      case "land" -> turn = (.12 + .03 * wave(seconds, 4, u[5]));
      default -> scale = .012 * wave(seconds, 4, u[5]); // stands still and breathes
    }
    switch (path) {
      case "around" -> {
        x += .42 * wave(seconds, 2, 0);
        y += (grounded() ? .05 : .16) * wave(seconds, 2, .25);
      }
      case "towards", "away" -> {
        // From far to near within half a period, the length of the default shot.
        double near = wave(seconds, 1, -.25) * (path.equals("away") ? -1 : 1);
        scale += .5 * near;
        y += (grounded() ? .16 : .06) * near;
      }
      default -> {}
    }
    return new float[] {(float) (x * facing), (float) y, (float) (turn * facing), (float) scale};
  }

  /// A sine with `cycles` cycles per period of the base wave.
  private static double wave(double seconds, int cycles, double phase) {
    return Math.sin(2 * Math.PI * (cycles * seconds / MotionNet.PERIOD + phase));
  }
}
