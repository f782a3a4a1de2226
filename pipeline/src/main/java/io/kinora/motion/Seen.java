package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// A frame, and what motion between frames is computed on: a smaller picture of it, of at most
/// about [#PIXELS], both sides multiples of 8.
final class Seen {
  private static final double PIXELS = 416 * 234;

  private final Frame frame;
  private final Frame small;
  private final Grey grey;

  private Seen(Frame frame, Frame small) {
    this.frame = frame;
    this.small = small;
    grey = Grey.of(small, small.width(), small.height());
  }

  /// Prepares a copy of `frame`.
  static Seen of(Frame frame) {
    var copy = new Frame(frame.size());
    System.arraycopy(frame.argb(), 0, copy.argb(), 0, frame.argb().length);
    double pixels = (double) frame.width() * frame.height();
    double shrink = Math.max(1, Math.sqrt(pixels / PIXELS));
    int width = multipleOf8(frame.width() / shrink);
    int height = multipleOf8(frame.height() / shrink);
    return new Seen(copy, smaller(copy, new FrameSize(width, height)));
  }

  /// The frame itself, or if it has another size, a picture of it in that size.
  static Frame smaller(Frame frame, FrameSize size) {
    if (frame.size().equals(size)) {
      return frame;
    }
    var small = new Frame(size);
    try (var _ = new PointerScope()) {
      Mat to = new Mat(size.height(), size.width(), CV_8UC4);
      resize(Grey.colour(frame), to, new Size(size.width(), size.height()), 0, 0, INTER_AREA);
      pixels(to, small);
    }
    return small;
  }

  private static int multipleOf8(double side) {
    return 8 * (int) Math.max(8, Math.round(side / 8));
  }

  /// Copies OpenCV's BGRA into a frame.
  static void pixels(Mat from, Frame into) {
    ((ByteBuffer) from.createBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .get(into.argb());
  }

  Frame frame() {
    return frame;
  }

  Frame small() {
    return small;
  }

  Grey grey() {
    return grey;
  }
}
