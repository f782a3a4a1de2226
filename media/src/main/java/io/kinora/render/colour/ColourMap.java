package io.kinora.render.colour;

import io.kinora.render.operation.Operation.Drawing;

/// An affine map of gamma-encoded red, green and blue from 0 to 1: three rows of three factors and
/// an offset.
///
/// @param rows 12 numbers
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ColourMap(double[] rows) {
  /// Added to variances, so that a flat picture causes no division by zero.
  private static final double NOISE = 1e-4;

  /// The maximum factor by which a colour direction is stretched or compressed.
  private static final double MOST = 3;

  /// Sweeps of Jacobi's method; 3×3 matrices need four or five.
  private static final int SWEEPS = 12;

  /// The map with the smallest change of colours that gives one sample the mean and the covariance
  /// of another (Pitié and Kokaram 2007, "The linear Monge-Kantorovitch linear colour mapping for
  /// example-based colour transfer", eq. 8).
  ///
  /// @param from red, green, blue of each pixel, gamma-encoded, from 0 to 1
  /// @param to the same of the sample to match
  public static ColourMap between(float[] from, float[] to) {
    double[] mean = mean(from);
    double[] wanted = mean(to);
    double[][] root = power(covariance(from, mean), .5);
    double[][] inverse = power(covariance(from, mean), -.5);
    double[][] middle = product(product(root, covariance(to, wanted)), root);
    double[][] map = bounded(product(product(inverse, power(middle, .5)), inverse));
    double[] rows = new double[12];
    for (int i = 0; i < 3; i++) {
      double offset = wanted[i];
      for (int j = 0; j < 3; j++) {
        rows[4 * i + j] = map[i][j];
        offset -= map[i][j] * mean[j];
      }
      rows[4 * i + 3] = offset;
    }
    return new ColourMap(rows);
  }

  /// The map as a look-up table, which rounds and clips only once, at the end.
  Drawing drawing() {
    int size = 33;
    float[] table = new float[3 * size * size * size];
    for (int i = 0; i < table.length; i += 3) {
      int point = i / 3;
      int[] steps = {point % size, point / size % size, point / (size * size)};
      for (int c = 0; c < 3; c++) {
        double value = rows[4 * c + 3];
        for (int k = 0; k < 3; k++) {
          value += rows[4 * c + k] * steps[k] / (size - 1);
        }
        table[i + c] = (float) Math.clamp(value, 0, 1);
      }
    }
    return new Lut(size, table).drawing();
  }

  private static double[] mean(float[] rgb) {
    double[] mean = new double[3];
    for (int i = 0; i < rgb.length; i++) {
      mean[i % 3] += rgb[i] / (rgb.length / 3.0);
    }
    return mean;
  }

  private static double[][] covariance(float[] rgb, double[] mean) {
    double[][] sums = new double[3][3];
    for (int i = 0; i < rgb.length; i += 3) {
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          sums[r][c] += (rgb[i + r] - mean[r]) * (rgb[i + c] - mean[c]);
        }
      }
    }
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        sums[r][c] = sums[r][c] / (rgb.length / 3.0) + (r == c ? NOISE : 0);
      }
    }
    return sums;
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] result = new double[3][3];
    for (int r = 0; r < 3; r++) {
      for (int c = 0; c < 3; c++) {
        result[r][c] = a[r][0] * b[0][c] + a[r][1] * b[1][c] + a[r][2] * b[2][c];
      }
    }
    return result;
  }

  /// A power of a symmetric positive definite matrix.
  private static double[][] power(double[][] matrix, double exponent) {
    return stretched(matrix, value -> Math.pow(Math.max(value, 1e-12), exponent));
  }

  private static double[][] bounded(double[][] matrix) {
    return stretched(matrix, value -> Math.clamp(value, 1 / MOST, MOST));
  }

  /// The symmetric matrix with the same eigenvectors and changed eigenvalues.
  private static double[][] stretched(
      double[][] matrix, java.util.function.DoubleUnaryOperator stretch) {
    double[][] values = {matrix[0].clone(), matrix[1].clone(), matrix[2].clone()};
    double[][] axes = {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}};
    for (int sweep = 0; sweep < SWEEPS; sweep++) {
      rotate(values, axes, 0, 1);
      rotate(values, axes, 0, 2);
      rotate(values, axes, 1, 2);
    }
    double[][] result = new double[3][3];
    for (int k = 0; k < 3; k++) {
      double value = stretch.applyAsDouble(values[k][k]);
      for (int r = 0; r < 3; r++) {
        for (int c = 0; c < 3; c++) {
          result[r][c] += value * axes[r][k] * axes[c][k];
        }
      }
    }
    return result;
  }

  /// One rotation of Jacobi's method, after which `values[p][q]` is 0 (Golub and Van Loan, Matrix
  /// Computations, algorithm 8.5.1); `axes` accumulates the rotations.
  private static void rotate(double[][] values, double[][] axes, int p, int q) {
    double angle = .5 * Math.atan2(2 * values[p][q], values[q][q] - values[p][p]);
    double cos = Math.cos(angle);
    double sin = Math.sin(angle);
    for (int k = 0; k < 3; k++) {
      double left = values[k][p];
      values[k][p] = cos * left - sin * values[k][q];
      values[k][q] = sin * left + cos * values[k][q];
      double axis = axes[k][p];
      axes[k][p] = cos * axis - sin * axes[k][q];
      axes[k][q] = sin * axis + cos * axes[k][q];
    }
    for (int k = 0; k < 3; k++) {
      double upper = values[p][k];
      values[p][k] = cos * upper - sin * values[q][k];
      values[q][k] = sin * upper + cos * values[q][k];
    }
  }
}
