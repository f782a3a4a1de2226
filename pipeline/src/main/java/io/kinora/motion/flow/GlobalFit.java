package io.kinora.motion.flow;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;
import static org.bytedeco.opencv.global.opencv_calib3d.findHomography;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.cornerMinEigenVal;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;

/// Estimates the global motion of a picture, without independently moving parts: RANSAC over
/// textured positions with consistent forward and backward vectors.
final class GlobalFit {
  /// The number of grid cells across, with one position each, so that an area of fine texture does
  /// not outvote the rest.
  private static final int CELLS_ACROSS = 64;

  /// The maximum forward-backward error of a position, in pixels.
  private static final double ROUND_TRIP = .5;

  /// The maximum error of an inlier, in pixels.
  private static final double OBEYS = .5;

  /// The minimum corner strength relative to the strongest one; weaker corners are noise.
  private static final double TEXTURE = .002;

  /// The absolute minimum corner strength; weaker corners are 8-bit rounding noise.
  private static final double LEAST_TEXTURE = 2e-5;

  private static final int LEAST_PLACES = 12;

  /// The factor of inliers by which a homography must exceed a similarity to replace it.
  private static final double BETTER = 1.05;

  /// With twice as many parameters, a homography can also fit independently moving things, such as
  /// clouds, and be wrong for the rest. So both must agree in the centre of the picture to half a
  /// pixel plus this share of the motion, which perspective may change.
  private static final double PERSPECTIVE = .15;

  private final float[] from;
  private final float[] to;
  private final int places;

  private GlobalFit(float[] from, float[] to, int places) {
    this.from = from;
    this.to = to;
    this.places = places;
  }

  /// The global motion from `grey` to the next picture; `there` and `back` are the vectors to it
  /// and back.
  static GlobalMotion of(Grey grey, FlowField there, FlowField back) {
    GlobalFit fit = track(grey, there, back);
    if (fit.places < LEAST_PLACES) {
      return GlobalMotion.UNKNOWN;
    }
    try (var _ = new PointerScope()) {
      Mat source = fit.mat(fit.from);
      Mat target = fit.mat(fit.to);
      Homography best = fit.polished(fit.similarity(source, target));
      int obeying = fit.obeying(best);
      Mat projective = findHomography(source, target, RANSAC, OBEYS, new Mat(), 2000, .995);
      if (!projective.empty()) {
        Homography richer = homography(projective);
        int more = fit.obeying(richer);
        if (more > BETTER * obeying && agree(best, richer, grey)) {
          best = richer;
          obeying = more;
        }
      }
      double middleX = (grey.width() - 1) / 2.0;
      double middleY = (grey.height() - 1) / 2.0;
      return GlobalMotion.of(best, middleX, middleY, (double) obeying / fit.places);
    }
  }

  private static boolean agree(Homography one, Homography other, Grey grey) {
    double x = (grey.width() - 1) / 2.0;
    double y = (grey.height() - 1) / 2.0;
    double shift = one.miss(x, y, x, y);
    return other.miss(x, y, one.x(x, y), one.y(x, y)) < OBEYS + PERSPECTIVE * shift;
  }

  /// The same, but always a similarity, and faster.
  static GlobalMotion similarity(Grey grey, FlowField there, FlowField back) {
    GlobalFit fit = track(grey, there, back);
    if (fit.places < LEAST_PLACES) {
      return GlobalMotion.UNKNOWN;
    }
    try (var _ = new PointerScope()) {
      Homography best = fit.polished(fit.similarity(fit.mat(fit.from), fit.mat(fit.to)));
      double support = (double) fit.obeying(best) / fit.places;
      double middleX = (grey.width() - 1) / 2.0;
      return GlobalMotion.of(best, middleX, (grey.height() - 1) / 2.0, support);
    }
  }

  /// The strongest corner of each cell of a grid, if its vectors can be trusted.
  private static GlobalFit track(Grey grey, FlowField there, FlowField back) {
    int w = grey.width();
    int h = grey.height();
    float[] strength = cornerStrength(grey);
    float strongest = 0;
    for (float s : strength) {
      strongest = Math.max(strongest, s);
    }
    double least = Math.max(LEAST_TEXTURE, TEXTURE * strongest);
    int cell = Math.max(4, w / CELLS_ACROSS);
    float[] from = new float[2 * ((w / cell) + 1) * ((h / cell) + 1)];
    float[] to = new float[from.length];
    int places = 0;
    for (int top = 2; top < h - 2; top += cell) {
      for (int left = 2; left < w - 2; left += cell) {
        int at = strongest(strength, w, left, top, Math.min(cell, w - 2 - left), cell, h - 2);
        int x = at % w;
        int y = at / w;
        if (strength[at] > least
            && there.staysInside(x, y)
            && there.roundTripError(x, y, back) < ROUND_TRIP) {
          from[2 * places] = x;
          from[2 * places + 1] = y;
          to[2 * places] = x + there.dx(x, y);
          to[2 * places + 1] = y + there.dy(x, y);
          places++;
        }
      }
    }
    return new GlobalFit(from, to, places);
  }

  private static int strongest(
      float[] strength, int width, int left, int top, int across, int down, int bottom) {
    int best = top * width + left;
    for (int y = top; y < Math.min(top + down, bottom); y++) {
      for (int x = left; x < left + across; x++) {
        if (strength[y * width + x] > strength[best]) {
          best = y * width + x;
        }
      }
    }
    return best;
  }

  /// The smaller eigenvalue of the gradients' covariance (Shi and Tomasi 1994): large where both
  /// components of motion are observable.
  private static float[] cornerStrength(Grey grey) {
    try (var _ = new PointerScope()) {
      Mat strength = new Mat();
      cornerMinEigenVal(grey.mat(), strength, 7);
      float[] values = new float[grey.width() * grey.height()];
      ((FloatBuffer) strength.createBuffer()).get(values);
      return values;
    }
  }

  private Mat mat(float[] points) {
    Mat mat = new Mat(places, 1, CV_32FC2);
    ((FloatBuffer) mat.createBuffer()).put(points, 0, 2 * places);
    return mat;
  }

  private Homography similarity(Mat source, Mat target) {
    Mat m = estimateAffinePartial2D(source, target, new Mat(), RANSAC, OBEYS, 2000, .995, 10);
    if (m.empty()) {
      return Homography.IDENTITY;
    }
    double[] v = new double[6];
    ((java.nio.DoubleBuffer) m.createBuffer()).get(v);
    return new Homography(v[0], v[1], v[2], v[3], v[4], v[5], 0, 0);
  }

  private static Homography homography(Mat m) {
    double[] v = new double[9];
    ((java.nio.DoubleBuffer) m.createBuffer()).get(v);
    return new Homography(
        v[0] / v[8],
        v[1] / v[8],
        v[2] / v[8],
        v[3] / v[8],
        v[4] / v[8],
        v[5] / v[8],
        v[6] / v[8],
        v[7] / v[8]);
  }

  /// Refines a fit by iteratively reweighted least squares with Tukey's biweight, because RANSAC's
  /// fit gives an inlier at the threshold full weight.
  private Homography polished(Homography first) {
    Homography now = first;
    for (int round = 0; round < 10; round++) {
      now = weightedSimilarity(now);
    }
    return now;
  }

  private Homography weightedSimilarity(Homography now) {
    double[] weights = new double[places];
    double sum = 0;
    double fromX = 0;
    double fromY = 0;
    double toX = 0;
    double toY = 0;
    for (int i = 0; i < places; i++) {
      double miss = now.miss(from[2 * i], from[2 * i + 1], to[2 * i], to[2 * i + 1]) / (2 * OBEYS);
      double w = miss >= 1 ? 0 : (1 - miss * miss) * (1 - miss * miss);
      weights[i] = w;
      sum += w;
      fromX += w * from[2 * i];
      fromY += w * from[2 * i + 1];
      toX += w * to[2 * i];
      toY += w * to[2 * i + 1];
    }
    if (Arrays.stream(weights).filter(w -> w > 0).count() < LEAST_PLACES / 2) {
      return now;
    }
    fromX /= sum;
    fromY /= sum;
    toX /= sum;
    toY /= sum;
    double re = 0;
    double im = 0;
    double square = 0;
    for (int i = 0; i < places; i++) {
      double x = from[2 * i] - fromX;
      double y = from[2 * i + 1] - fromY;
      double u = to[2 * i] - toX;
      double v = to[2 * i + 1] - toY;
      re += weights[i] * (x * u + y * v);
      im += weights[i] * (x * v - y * u);
      square += weights[i] * (x * x + y * y);
    }
    if (square < 1e-6) {
      return now;
    }
    double a = re / square;
    double b = im / square;
    return new Homography(
        a, -b, toX - a * fromX + b * fromY, b, a, toY - b * fromX - a * fromY, 0, 0);
  }

  private int obeying(Homography map) {
    int count = 0;
    for (int i = 0; i < places; i++) {
      if (map.miss(from[2 * i], from[2 * i + 1], to[2 * i], to[2 * i + 1]) < OBEYS) {
        count++;
      }
    }
    return count;
  }
}
