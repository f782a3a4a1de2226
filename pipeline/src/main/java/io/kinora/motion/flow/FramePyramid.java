package io.kinora.motion.flow;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// A frame, and smaller pictures of it: one of at most about [#PIXELS], both sides multiples of 8,
/// on which vectors and fusion weights are computed. Vectors have the resolution of half that size.
///
/// @param frame the given frame, not a copy
/// @param small of at most about [#PIXELS]
/// @param grey the luminance of `small`
public record FramePyramid(Frame frame, Frame small, Grey grey) {
  private static final double PIXELS = 416 * 234;

  public static FramePyramid of(Frame frame) {
    double pixels = (double) frame.width() * frame.height();
    return of(frame, Math.max(1, Math.sqrt(pixels / PIXELS)));
  }

  /// @param shrink the approximate factor by which the small picture is smaller
  public static FramePyramid of(Frame frame, double shrink) {
    var size =
        new FrameSize(multipleOf8(frame.width() / shrink), multipleOf8(frame.height() / shrink));
    try (var _ = new PointerScope()) {
      Mat mat = Grey.colour(frame);
      while (mat.cols() >= 2 * size.width() && mat.rows() >= 2 * size.height()) {
        mat = smaller(mat, mat.cols() / 2, mat.rows() / 2); // integer factors are fast
      }
      Frame small = pixels(smaller(mat, size.width(), size.height()), new Frame(size));
      return new FramePyramid(frame, small, Grey.of(small, size.width(), size.height()));
    }
  }

  /// The small picture at half its size as an OpenCV matrix, in the caller's scope.
  public Mat half() {
    return smaller(Grey.colour(small), small.width() / 2, small.height() / 2);
  }

  private static Mat smaller(Mat mat, int width, int height) {
    if (mat.cols() == width && mat.rows() == height) {
      return mat;
    }
    Mat to = new Mat(height, width, CV_8UC4);
    resize(mat, to, new Size(width, height), 0, 0, INTER_AREA);
    return to;
  }

  private static int multipleOf8(double side) {
    return 8 * (int) Math.max(8, Math.round(side / 8));
  }

  /// Copies an OpenCV matrix of BGRA into a frame, and returns it.
  public static Frame pixels(Mat from, Frame into) {
    ((ByteBuffer) from.createBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(into.argb());
    return into;
  }
}
