package io.kinora.motion.interpolate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.Grey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;

/// The hypotheses of a frame between two, in the order of [FusionNet#HYPOTHESES]. Only requested
/// rectangles are computed.
final class Candidates implements AutoCloseable {
  /// The minimum share of inliers for using the motion of the whole picture.
  private static final double SUPPORT = .25;

  private final Frame zero;
  private final Frame one;
  private final Splat.Crossing way;
  private final int interpolation;
  private final boolean moves;
  private final double[] wholeZero;
  private final double[] wholeOne;
  private final Mat zeroMat;
  private final Mat oneMat;

  /// @param zero the frame before, of any size
  /// @param one the frame after, of the same size
  /// @param whole the motion of the whole picture from one to the other, in their pixels
  /// @param interpolation OpenCV's constant of the interpolation between pixels
  Candidates(
      Frame zero, Frame one, Splat.Crossing way, GlobalMotion whole, double t, int interpolation) {
    this.zero = zero;
    this.one = one;
    this.way = way;
    this.interpolation = interpolation;
    moves = whole.support() >= SUPPORT;
    wholeZero = after(whole, -t);
    wholeOne = after(whole, 1 - t);
    zeroMat = Grey.colour(zero);
    oneMat = Grey.colour(one);
  }

  FrameSize size() {
    return zero.size();
  }

  /// Whether a hypothesis is an unchanged frame.
  boolean still(int hypothesis) {
    return hypothesis >= 4 || (hypothesis >= 2 && !moves);
  }

  /// Fills `into` from `at` on: 1 where the motion of the whole stays inside the frame, else 0.
  ///
  /// @param first whether of the frame before, otherwise of the one after
  void inside(boolean first, float[] into, int at) {
    int w = zero.width();
    double[] motion = first ? wholeZero : wholeOne;
    double middleX = (w - 1) / 2.0;
    double middleY = (zero.height() - 1) / 2.0;
    for (int row = 0; row < zero.height(); row++) {
      double v = row - middleY;
      for (int column = 0; column < w; column++) {
        double u = column - middleX;
        double x = motion[0] * u - motion[1] * v + motion[2];
        double y = motion[1] * u + motion[0] * v + motion[3];
        boolean stays = Math.abs(x) <= middleX + .5 && Math.abs(y) <= middleY + .5;
        into[at + row * w + column] = stays || !moves ? 1 : 0;
      }
    }
  }

  /// A whole hypothesis; an unchanged frame is not copied.
  Frame frame(int hypothesis) {
    if (still(hypothesis)) {
      return hypothesis % 2 == 0 ? zero : one;
    }
    var frame = new Frame(zero.size());
    cut(hypothesis, 0, 0, frame.width(), frame.height(), frame.argb());
    return frame;
  }

  /// Fills `into` with a rectangle of a hypothesis, row by row.
  void cut(int hypothesis, int left, int top, int across, int down, int[] into) {
    boolean first = hypothesis % 2 == 0;
    if (still(hypothesis)) {
      int[] from = (first ? zero : one).argb();
      for (int y = 0; y < down; y++) {
        System.arraycopy(from, (top + y) * zero.width() + left, into, y * across, across);
      }
      return;
    }
    try (var _ = new PointerScope()) {
      Mat from = first ? zeroMat : oneMat;
      Mat cut = new Mat();
      if (hypothesis < 2) {
        FlowField field = first ? way.first() : way.second();
        Mat map = new Mat(down, across, CV_32FC2);
        ((FloatBuffer) map.createBuffer()).put(field.places(size(), left, top, across, down));
        remap(from, cut, map, new Mat(), interpolation, BORDER_REPLICATE, new Scalar());
      } else {
        Mat map = moved(first ? wholeZero : wholeOne, left, top);
        var size = new Size(across, down);
        int how = interpolation | WARP_INVERSE_MAP;
        warpAffine(from, cut, map, size, how, BORDER_REPLICATE, new Scalar());
      }
      ((ByteBuffer) cut.createBuffer())
          .order(ByteOrder.LITTLE_ENDIAN)
          .asIntBuffer()
          .get(into, 0, across * down);
    }
  }

  /// The map for a rectangle whose corner is at (left, top).
  private Mat moved(double[] motion, int left, int top) {
    double x = (zero.width() - 1) / 2.0;
    double y = (zero.height() - 1) / 2.0;
    double cos = motion[0];
    double sin = motion[1];
    double u = left - x;
    double v = top - y;
    Mat map = new Mat(2, 3, CV_64FC1);
    ((DoubleBuffer) map.createBuffer())
        .put(
            new double[] {
              cos,
              -sin,
              x + motion[2] + cos * u - sin * v,
              sin,
              cos,
              y + motion[3] + sin * u + cos * v
            });
    return map;
  }

  /// A share of a motion, as scale · cos, scale · sin and the shift: with μ = log scale + i ·
  /// rotation, the shift of a share s is d · (e^{sμ} − 1) / (e^μ − 1).
  private static double[] after(GlobalMotion whole, double share) {
    double log = Math.log(whole.scale());
    double turn = Math.toRadians(whole.degrees());
    double scale = Math.exp(share * log);
    double cos = scale * Math.cos(share * turn);
    double sin = scale * Math.sin(share * turn);
    double re = share;
    double im = 0;
    double fullRe = whole.scale() * Math.cos(turn) - 1;
    double fullIm = whole.scale() * Math.sin(turn);
    double square = fullRe * fullRe + fullIm * fullIm;
    if (square > 1e-12) {
      re = ((cos - 1) * fullRe + sin * fullIm) / square;
      im = (sin * fullRe - (cos - 1) * fullIm) / square;
    }
    return new double[] {
      cos, sin, whole.dx() * re - whole.dy() * im, whole.dx() * im + whole.dy() * re
    };
  }

  @Override
  public void close() {
    zeroMat.close();
    oneMat.close();
  }
}
