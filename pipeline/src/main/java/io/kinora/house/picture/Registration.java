package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_calib3d.RANSAC;
import static org.bytedeco.opencv.global.opencv_calib3d.estimateAffinePartial2D;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.NORM_L2;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;

import io.kinora.clip.Frame;
import java.nio.ByteBuffer;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.DMatchVector;
import org.bytedeco.opencv.opencv_core.DMatchVectorVector;
import org.bytedeco.opencv.opencv_core.KeyPointVector;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_features2d.BFMatcher;
import org.bytedeco.opencv.opencv_features2d.SIFT;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;
import org.jspecify.annotations.Nullable;

/// The registration of one picture to another of the same place: a similarity from matched features
/// (Lowe 2004, SIFT) by RANSAC; dense optical flow covers the remaining differences.
///
/// @param a real part of the complex factor of x + iy
/// @param b imaginary part of the factor
/// @param c shift to the right in pixels
/// @param d shift down in pixels
public record Registration(double a, double b, double c, double d) {
  /// The maximum ratio of the distances of the best and the second-best match.
  private static final double RATIO = .75;

  /// The minimum number of inliers, and their minimum share of the matches.
  private static final int LEAST = 14;

  private static final double SHARE = .3;

  /// The maximum error of an inlier in pixels.
  private static final double MISSED = 3;

  /// The maximum mean difference in levels of pictures of one place without features.
  private static final double SAME = 12;

  private static final int MOST_FEATURES = 1500;

  /// Registers one picture to another; null if they do not show the same place.
  public static @Nullable Registration of(SegmentedPicture from, SegmentedPicture to) {
    try (var _ = new PointerScope()) {
      SIFT sift = SIFT.create(MOST_FEATURES, 3, .03, 10, 1.6, false);
      var one = new KeyPointVector();
      var other = new KeyPointVector();
      Mat first = new Mat();
      Mat second = new Mat();
      sift.detectAndCompute(grey(from.whole()), outside(from), one, first);
      sift.detectAndCompute(grey(to.whole()), outside(to), other, second);
      Registration found =
          first.rows() < LEAST || second.rows() < LEAST ? null : matched(one, first, other, second);
      return found == null && difference(from.ground(), to.ground()) < SAME
          ? new Registration(1, 0, 0, 0)
          : found;
    }
  }

  private static @Nullable Registration matched(
      KeyPointVector one, Mat first, KeyPointVector other, Mat second) {
    var pairs = new DMatchVectorVector();
    new BFMatcher(NORM_L2, false).knnMatch(first, second, pairs, 2);
    float[] from = new float[(int) (2 * pairs.size())];
    float[] to = new float[from.length];
    int count = 0;
    for (long i = 0; i < pairs.size(); i++) {
      DMatchVector best = pairs.get(i);
      if (best.size() == 2 && best.get(0).distance() < RATIO * best.get(1).distance()) {
        from[2 * count] = one.get(best.get(0).queryIdx()).pt().x();
        from[2 * count + 1] = one.get(best.get(0).queryIdx()).pt().y();
        to[2 * count] = other.get(best.get(0).trainIdx()).pt().x();
        to[2 * count + 1] = other.get(best.get(0).trainIdx()).pt().y();
        count++;
      }
    }
    if (count < LEAST) {
      return null;
    }
    Mat inliers = new Mat();
    Mat m =
        estimateAffinePartial2D(
            points(from, count), points(to, count), inliers, RANSAC, MISSED, 2000, .99, 10);
    if (m.empty()) {
      return null;
    }
    byte[] agree = new byte[count];
    ((ByteBuffer) inliers.createBuffer()).get(agree);
    int agreed = 0;
    for (byte yes : agree) {
      agreed += yes;
    }
    double[] v = new double[6];
    ((DoubleBuffer) m.createBuffer()).get(v);
    double scale = Math.hypot(v[0], v[3]);
    boolean sure = agreed >= LEAST && agreed >= SHARE * count && scale > .2 && scale < 5;
    return sure ? new Registration(v[0], v[3], v[2], v[5]) : null;
  }

  private static Mat points(float[] points, int count) {
    Mat mat = new Mat(count, 1, CV_32FC2);
    ((FloatBuffer) mat.createBuffer()).put(points, 0, 2 * count);
    return mat;
  }

  static Mat grey(Frame frame) {
    Mat grey = new Mat();
    cvtColor(FrameMats.mat(frame), grey, COLOR_BGRA2GRAY);
    return grey;
  }

  /// A mask that is 255 outside of the thing.
  private static Mat outside(SegmentedPicture parted) {
    Frame whole = parted.whole();
    byte[] levels = new byte[whole.argb().length];
    SegmentedPicture.Thing thing = parted.thing();
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) (thing == null || thing.patch().argb()[i] >>> 24 == 0 ? 255 : 0);
    }
    Mat mat = new Mat(whole.height(), whole.width(), CV_8UC1);
    ((ByteBuffer) mat.createBuffer()).put(levels);
    return mat;
  }

  private static double difference(Frame one, Frame other) {
    long sum = 0;
    for (int i = 0; i < one.argb().length; i++) {
      for (int shift = 0; shift < 24; shift += 8) {
        sum += Math.abs((one.argb()[i] >> shift & 255) - (other.argb()[i] >> shift & 255));
      }
    }
    return sum / 3.0 / one.argb().length;
  }

  /// The optical flow dx, dy in pixels from one picture to another of the same size, row by row
  /// (Kroeger et al. 2016, arXiv:1603.03590).
  public static float[] flow(Frame from, Frame to) {
    float[] vectors = new float[2 * from.argb().length];
    try (var _ = new PointerScope()) {
      DISOpticalFlow search = DISOpticalFlow.create(DISOpticalFlow.PRESET_MEDIUM);
      Mat flow = new Mat();
      search.calc(grey(from), grey(to), flow);
      ((FloatBuffer) flow.createBuffer()).get(vectors);
    }
    return vectors;
  }
}
