package io.kinora.house.picture;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Rect;
import org.bytedeco.opencv.opencv_core.Size;

/// Converts frames to OpenCV matrices and back, and to other sizes.
final class FrameMats {
  private FrameMats() {}

  /// A copy as BGRA, in the caller's scope.
  static Mat mat(Frame frame) {
    Mat mat = new Mat(frame.height(), frame.width(), CV_8UC4);
    ((ByteBuffer) mat.createBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .put(frame.argb());
    return mat;
  }

  /// A copy of BGRA.
  static Frame frame(Mat mat) {
    var frame = new Frame(new FrameSize(mat.cols(), mat.rows()));
    ((ByteBuffer) mat.createBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(frame.argb());
    return frame;
  }

  /// Scales a picture to cover a frame; the overhang is cropped on both sides.
  static Frame covering(Frame picture, FrameSize size) {
    if (picture.size().equals(size)) {
      return copy(picture);
    }
    double scale =
        Math.max(
            (double) size.width() / picture.width(), (double) size.height() / picture.height());
    int width = Math.clamp(Math.round(size.width() / scale), 1, picture.width());
    int height = Math.clamp(Math.round(size.height() / scale), 1, picture.height());
    try (var _ = new PointerScope()) {
      var part =
          new Rect((picture.width() - width) / 2, (picture.height() - height) / 2, width, height);
      Mat to = new Mat();
      int how = scale < 1 ? INTER_AREA : INTER_CUBIC;
      resize(new Mat(mat(picture), part), to, new Size(size.width(), size.height()), 0, 0, how);
      return frame(to);
    }
  }

  /// Scales a picture to a size with any aspect ratio.
  static Frame scaled(Frame picture, FrameSize size) {
    return scaled(picture, new Rect(0, 0, picture.width(), picture.height()), size);
  }

  /// Scales a part of a picture to a size with any aspect ratio.
  static Frame scaled(Frame picture, Rect part, FrameSize size) {
    try (var _ = new PointerScope()) {
      Mat to = new Mat();
      Mat from = new Mat(mat(picture), part);
      resize(from, to, new Size(size.width(), size.height()), 0, 0, INTER_AREA);
      return frame(to);
    }
  }

  /// The picture composited on white.
  static Frame opaque(Frame picture) {
    Frame copy = copy(picture);
    for (int i = 0; i < copy.argb().length; i++) {
      int argb = copy.argb()[i];
      int alpha = argb >>> 24;
      int onWhite = 0xff;
      for (int shift = 16; shift >= 0; shift -= 8) {
        int level = argb >> shift & 255;
        onWhite = onWhite << 8 | (level * alpha + 255 * (255 - alpha) + 127) / 255;
      }
      copy.argb()[i] = onWhite;
    }
    return copy;
  }

  static Frame copy(Frame picture) {
    var copy = new Frame(picture.size());
    System.arraycopy(picture.argb(), 0, copy.argb(), 0, copy.argb().length);
    return copy;
  }
}
