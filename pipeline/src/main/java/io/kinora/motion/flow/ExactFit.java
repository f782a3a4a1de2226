package io.kinora.motion.flow;

import io.kinora.clip.Frame;

/// Refines the motion of a whole picture from a small one to the large one: Gauss-Newton steps on
/// the luminance at textured positions (Lucas and Kanade 1981), with Tukey's biweight against
/// outliers.
final class ExactFit {
  private static final int STEPS = 5;

  /// The error in grey levels from which on a position is ignored.
  private static final double WRONG = 48;

  /// A fit with a larger error than this, of 1, may be a wrong local minimum.
  private static final double DOUBTFUL = .1;

  /// The shifts in pixels that are then tried around it.
  private static final double[] ASIDE = {-2.25, -1.5, -.75, 0, .75, 1.5, 2.25};

  private final Frame first;
  private final Frame second;
  private final int[] places;

  /// The current motion: real and imaginary part of scale · rotation − 1 about the centre, and the
  /// shift.
  private final double[] motion = new double[4];

  private ExactFit(Frame first, Frame second, int[] places) {
    this.first = first;
    this.second = second;
    this.places = places;
  }

  /// @param places textured positions in the first frame
  /// @param about the initial motion in pixels of the frames, accurate to a pixel or two
  /// @return a motion that matches the frames better, or the given one
  static GlobalMotion of(Frame first, Frame second, int[] places, GlobalMotion about) {
    if (about.support() == 0 || places.length == 0) {
      return about;
    }
    var fit = new ExactFit(first, second, places);
    double[] start = start(about);
    double before = fit.wrongAt(start, 1);
    double wrong = fit.refined(start);
    double[] best = fit.motion.clone();
    if (wrong > DOUBTFUL) {
      double found = fit.refined(fit.around(start));
      if (found < .9 * wrong) {
        best = fit.motion.clone();
        wrong = found;
      }
    }
    return wrong < before ? result(best, about.support()) : about;
  }

  private static double[] start(GlobalMotion about) {
    double turn = Math.toRadians(about.degrees());
    double re = about.scale() * Math.cos(turn) - 1;
    return new double[] {re, about.scale() * Math.sin(turn), about.dx(), about.dy()};
  }

  /// The best of the shifts around a start.
  private double[] around(double[] start) {
    double[] best = start;
    double least = Double.MAX_VALUE;
    for (double right : ASIDE) {
      for (double down : ASIDE) {
        double[] moved = {start[0], start[1], start[2] + right, start[3] + down};
        double wrong = wrongAt(moved, 8);
        if (wrong < least) {
          least = wrong;
          best = moved;
        }
      }
    }
    return best;
  }

  private double wrongAt(double[] at, int every) {
    System.arraycopy(at, 0, motion, 0, motion.length);
    return step(false, every);
  }

  private double refined(double[] start) {
    System.arraycopy(start, 0, motion, 0, motion.length);
    for (int i = 0; i < STEPS; i++) {
      step(true, 1);
    }
    return step(false, 1);
  }

  private static GlobalMotion result(double[] motion, double support) {
    double re = 1 + motion[0];
    return new GlobalMotion(
        motion[2],
        motion[3],
        Math.hypot(re, motion[1]),
        Math.toDegrees(Math.atan2(motion[1], re)),
        support);
  }

  /// Computes the error of the current motion, and performs one step if `move` is true.
  ///
  /// @return the error of the motion before the step, by Tukey's measure, from 0 to 1
  private double step(boolean move, int every) {
    double[][] normal = new double[4][5];
    double[] row = new double[4];
    double wrong = 0;
    double middleX = (first.width() - 1) / 2.0;
    double middleY = (first.height() - 1) / 2.0;
    for (int i = 0; i < places.length; i += every) {
      double x = places[i] % first.width() - middleX;
      int top = places[i] / first.width();
      double y = top - middleY;
      double toX = x + motion[0] * x - motion[1] * y + motion[2] + middleX;
      double toY = y + motion[1] * x + motion[0] * y + motion[3] + middleY;
      int column = (int) Math.floor(toX);
      int line = (int) Math.floor(toY);
      if (column < 0 || line < 0 || column > first.width() - 2 || line > first.height() - 2) {
        continue;
      }
      int at = line * first.width() + column;
      double right = toX - column;
      double down = toY - line;
      double a = Detail.green(second, at);
      double b = Detail.green(second, at + 1);
      double c = Detail.green(second, at + first.width());
      double d = Detail.green(second, at + first.width() + 1);
      double slopeX = (1 - down) * (b - a) + down * (d - c);
      double slopeY = (1 - right) * (c - a) + right * (d - b);
      double upper = a + right * (b - a);
      double miss = upper + down * (c + right * (d - c) - upper) - Detail.green(first, places[i]);
      double far = Math.min(1, miss * miss / (WRONG * WRONG));
      double weight = (1 - far) * (1 - far);
      wrong += 1 - (1 - far) * weight;
      row[0] = slopeX * x + slopeY * y;
      row[1] = slopeY * x - slopeX * y;
      row[2] = slopeX;
      row[3] = slopeY;
      for (int p = 0; p < 4; p++) {
        for (int q = 0; q < 4; q++) {
          normal[p][q] += weight * row[p] * row[q];
        }
        normal[p][4] -= weight * row[p] * miss;
      }
    }
    if (move) {
      solve(normal);
    }
    return wrong * every / places.length;
  }

  /// Adds the solution of the normal equations to the motion (Gaussian elimination; the matrix is
  /// positive definite, so it needs no pivoting).
  private void solve(double[][] rows) {
    for (int p = 0; p < 4; p++) {
      rows[p][p] += 1e-6 * rows[p][p] + 1e-9;
      for (int q = p + 1; q < 4; q++) {
        double share = rows[q][p] / rows[p][p];
        for (int k = p; k < 5; k++) {
          rows[q][k] -= share * rows[p][k];
        }
      }
    }
    double[] step = new double[4];
    for (int p = 3; p >= 0; p--) {
      double value = rows[p][4];
      for (int q = p + 1; q < 4; q++) {
        value -= rows[p][q] * step[q];
      }
      step[p] = value / rows[p][p];
      motion[p] += step[p];
    }
  }
}
