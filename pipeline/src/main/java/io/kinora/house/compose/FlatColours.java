package io.kinora.house.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Enlarges a painted picture with crisp contours: bicubic interpolation, after which each pixel is
/// moved to the nearest of the picture's own flat colours. Pixels far from all of them, as in a
/// gradient, are kept.
final class FlatColours {
  /// The maximum number of colours of a picture, and the minimum distance of two of them (RGBA from
  /// 0 to 1).
  private static final int MOST = 32;

  private static final float APART = .12f;

  /// The maximum difference of neighbours in each channel within a flat area.
  private static final float EVEN = .05f;

  /// The softness of the choice between two colours, and the maximum distance at which a colour
  /// attracts.
  private static final double SOFT = .15, REACH = .2;

  /// A colour whose squared distance exceeds the nearest one's by this has no effect on an 8-bit
  /// pixel.
  private static final double FAR = 12 * SOFT * SOFT;

  private final int side;
  private final float[] picture;
  private final float[][] palette;

  /// @param picture premultiplied red, green, blue, alpha from 0 to 1, pixel after pixel
  FlatColours(float[] picture, int side) {
    this.picture = picture;
    this.side = side;
    palette = palette();
  }

  /// The mean colours of the flat areas by greedy clustering, largest first.
  private float[][] palette() {
    // For each cluster the sums of its four channels, and its number of pixels.
    var clusters = new ArrayList<double[]>();
    for (int y = 1; y < side - 1; y++) {
      for (int x = 1; x < side - 1; x++) {
        int i = (y * side + x) * 4;
        if (!even(i)) {
          continue;
        }
        double[] best = null;
        double nearest = APART * APART;
        for (double[] cluster : clusters) {
          double distance = 0;
          for (int c = 0; c < 4; c++) {
            double d = cluster[c] / cluster[4] - picture[i + c];
            distance += d * d;
          }
          if (distance < nearest) {
            nearest = distance;
            best = cluster;
          }
        }
        if (best == null) {
          best = new double[5];
          clusters.add(best);
        }
        for (int c = 0; c < 4; c++) {
          best[c] += picture[i + c];
        }
        best[4]++;
      }
    }
    clusters.sort((a, b) -> Double.compare(b[4], a[4]));
    List<double[]> kept = clusters.stream().filter(c -> c[4] >= 3).limit(MOST).toList();
    float[][] colours = new float[kept.size()][4];
    for (int k = 0; k < colours.length; k++) {
      for (int c = 0; c < 4; c++) {
        colours[k][c] = (float) (kept.get(k)[c] / kept.get(k)[4]);
      }
    }
    return colours;
  }

  private boolean even(int i) {
    for (int dy = -1; dy <= 1; dy++) {
      for (int dx = -1; dx <= 1; dx++) {
        for (int c = 0; c < 4; c++) {
          if (Math.abs(picture[i + (dy * side + dx) * 4 + c] - picture[i + c]) > EVEN) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /// The picture enlarged.
  ///
  /// @return premultiplied `0xAARRGGBB`, row by row, `factor` times the side
  int[] enlarged(int factor) {
    int large = side * factor;
    float[] rows = new float[large * side * 4];
    IntStream.range(0, large).parallel().forEach(y -> verticalPass(y, factor, rows));
    int[] pixels = new int[large * large];
    IntStream.range(0, large).parallel().forEach(y -> horizontalPass(y, factor, rows, pixels));
    return pixels;
  }

  private void verticalPass(int y, int factor, float[] rows) {
    double v = (y + .5) / factor - .5;
    int top = (int) Math.floor(v);
    for (int k = -1; k <= 2; k++) {
      float weight = cubic(v - top - k);
      int from = Math.clamp(top + k, 0, side - 1) * side * 4;
      for (int i = 0; i < side * 4; i++) {
        rows[y * side * 4 + i] += weight * picture[from + i];
      }
    }
  }

  private void horizontalPass(int y, int factor, float[] rows, int[] pixels) {
    int large = side * factor;
    float[] pixel = new float[4];
    double[] distances = new double[palette.length];
    for (int x = 0; x < large; x++) {
      double u = (x + .5) / factor - .5;
      int left = (int) Math.floor(u);
      java.util.Arrays.fill(pixel, 0);
      for (int k = -1; k <= 2; k++) {
        float weight = cubic(u - left - k);
        int from = (y * side + Math.clamp(left + k, 0, side - 1)) * 4;
        for (int c = 0; c < 4; c++) {
          pixel[c] += weight * rows[from + c];
        }
      }
      snap(pixel, distances);
      pixels[y * large + x] = packed(pixel);
    }
  }

  private void snap(float[] pixel, double[] distances) {
    double least = Double.MAX_VALUE;
    for (int k = 0; k < palette.length; k++) {
      double distance = 0;
      for (int c = 0; c < 4; c++) {
        double d = palette[k][c] - pixel[c];
        distance += d * d;
      }
      distances[k] = distance;
      least = Math.min(least, distance);
    }
    double keep = Math.clamp((Math.sqrt(least) - REACH) / REACH, 0, 1);
    if (keep == 1) {
      return;
    }
    double sum = 0;
    double red = 0, green = 0, blue = 0, alpha = 0;
    for (int k = 0; k < palette.length; k++) {
      if (distances[k] - least > FAR) {
        continue;
      }
      double weight = Math.exp((least - distances[k]) / (SOFT * SOFT));
      sum += weight;
      red += weight * palette[k][0];
      green += weight * palette[k][1];
      blue += weight * palette[k][2];
      alpha += weight * palette[k][3];
    }
    double share = (1 - keep) / sum;
    pixel[0] = (float) (keep * pixel[0] + share * red);
    pixel[1] = (float) (keep * pixel[1] + share * green);
    pixel[2] = (float) (keep * pixel[2] + share * blue);
    pixel[3] = (float) (keep * pixel[3] + share * alpha);
  }

  private static int packed(float[] pixel) {
    int alpha = Math.clamp(Math.round(pixel[3] * 255), 0, 255);
    if (alpha < 3) {
      return 0;
    }
    int argb = alpha;
    for (int c = 0; c < 3; c++) {
      argb = argb << 8 | Math.clamp(Math.round(pixel[c] * 255), 0, alpha);
    }
    return argb;
  }

  /// Keys 1981, "Cubic convolution interpolation for digital image processing", eq. 15.
  private static float cubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return (float) (1.5 * x * x * x - 2.5 * x * x + 1);
    }
    return x < 2 ? (float) (-.5 * x * x * x + 2.5 * x * x - 4 * x + 2) : 0;
  }
}
