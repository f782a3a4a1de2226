package io.kinora.style;

/// Transfers the colours of a picture to a frame: the linear map with the smallest change of
/// colours that matches mean and covariance (Pitié and Kokaram 2007, "The linear Monge-Kantorovitch
/// linear colour mapping for example-based colour transfer", eq. 12).
final class Palette {
  /// Added to variances, so that a frame of nearly one colour is not amplified too much.
  private static final double EVEN = 2e-3;

  /// The maximum amplification of colours.
  private static final double MOST = 2.5;

  private final double[] goalMean;
  private final double[][] goal;
  private double[] mean = {};
  private double[][] spread = {};

  private Palette(double[] goalMean, double[][] goal) {
    this.goalMean = goalMean;
    this.goal = goal;
  }

  /// The palette of a picture in three planes.
  static Palette of(float[] rgb) {
    double[] mean = mean(rgb);
    return new Palette(mean, covariance(rgb, mean));
  }

  /// The frame with these colours.
  ///
  /// @param follows the weight of this frame in the moving average of statistics
  float[] apply(float[] rgb, double follows) {
    double[] nowMean = mean(rgb);
    double[][] now = covariance(rgb, nowMean);
    if (mean.length == 0) {
      mean = nowMean;
      spread = now;
    } else {
      for (int i = 0; i < 3; i++) {
        mean[i] += follows * (nowMean[i] - mean[i]);
        for (int j = 0; j < 3; j++) {
          spread[i][j] += follows * (now[i][j] - spread[i][j]);
        }
      }
    }
    double[][] map = map(spread, goal);
    int area = rgb.length / 3;
    float[] result = new float[rgb.length];
    for (int i = 0; i < area; i++) {
      double r = rgb[i] - mean[0], g = rgb[area + i] - mean[1], b = rgb[2 * area + i] - mean[2];
      for (int c = 0; c < 3; c++) {
        double v = goalMean[c] + map[c][0] * r + map[c][1] * g + map[c][2] * b;
        result[c * area + i] = (float) Math.clamp(v, 0, 1);
      }
    }
    return result;
  }

  /// Resets the moving average: only the next frame counts.
  void reset() {
    mean = new double[0];
  }

  private static double[] mean(float[] rgb) {
    int area = rgb.length / 3;
    double[] mean = new double[3];
    for (int i = 0; i < rgb.length; i++) {
      mean[i / area] += rgb[i];
    }
    for (int c = 0; c < 3; c++) {
      mean[c] /= area;
    }
    return mean;
  }

  private static double[][] covariance(float[] rgb, double[] mean) {
    int area = rgb.length / 3;
    double[][] sums = new double[3][3];
    for (int i = 0; i < area; i++) {
      double r = rgb[i] - mean[0], g = rgb[area + i] - mean[1], b = rgb[2 * area + i] - mean[2];
      sums[0][0] += r * r;
      sums[0][1] += r * g;
      sums[0][2] += r * b;
      sums[1][1] += g * g;
      sums[1][2] += g * b;
      sums[2][2] += b * b;
    }
    for (int i = 0; i < 3; i++) {
      for (int j = i; j < 3; j++) {
        sums[i][j] = sums[i][j] / area + (i == j ? EVEN : 0);
        sums[j][i] = sums[i][j];
      }
    }
    return sums;
  }

  private static double[][] map(double[][] from, double[][] to) {
    double[][] root = power(from, .5), back = power(from, -.5);
    double[][] middle = power(product(product(root, to), root), .5);
    double[][] map = product(product(back, middle), back);
    double[] values = new double[3];
    double[][] vectors = eigen(map, values);
    for (int i = 0; i < 3; i++) {
      values[i] = Math.min(MOST, values[i]);
    }
    return composed(vectors, values);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static double[][] power(double[][] symmetric, double exponent) {
    double[] values = new double[3];
    double[][] vectors = eigen(symmetric, values);
    for (int i = 0; i < 3; i++) {
      values[i] = Math.pow(Math.max(1e-9, values[i]), exponent);
    }
    return composed(vectors, values);
  }

  private static double[][] composed(double[][] vectors, double[] values) {
    double[][] result = new double[3][3];
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        for (int k = 0; k < 3; k++) {
          result[i][j] += vectors[i][k] * values[k] * vectors[j][k];
        }
      }
    }
    return result;
  }

  /// The eigenvectors, as columns, of a symmetric matrix by Jacobi's rotations.
  private static double[][] eigen(double[][] symmetric, double[] values) {
    double[][] a = {symmetric[0].clone(), symmetric[1].clone(), symmetric[2].clone()};
    double[][] v = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (int sweep = 0; sweep < 24; sweep++) {
      for (int p = 0; p < 2; p++) {
        for (int q = p + 1; q < 3; q++) {
          double angle = .5 * Math.atan2(2 * a[p][q], a[q][q] - a[p][p]);
          double c = Math.cos(angle), s = Math.sin(angle);
          for (int k = 0; k < 3; k++) {
            double kp = a[k][p], kq = a[k][q];
            a[k][p] = c * kp - s * kq;
            a[k][q] = s * kp + c * kq;
          }
          for (int k = 0; k < 3; k++) {
            double pk = a[p][k], qk = a[q][k];
            a[p][k] = c * pk - s * qk;
            a[q][k] = s * pk + c * qk;
          }
          for (int k = 0; k < 3; k++) {
            double kp = v[k][p], kq = v[k][q];
            v[k][p] = c * kp - s * kq;
            v[k][q] = s * kp + c * kq;
          }
        }
      }
    }
    for (int i = 0; i < 3; i++) {
      values[i] = a[i][i];
    }
    return v;
  }
}
