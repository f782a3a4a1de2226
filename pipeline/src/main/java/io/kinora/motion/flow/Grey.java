package io.kinora.motion.flow;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC4;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2GRAY;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// The luminance of a frame, from which flow is computed.
public final class Grey {
  private final int width;
  private final int height;
  private final byte[] pixels;

  Grey(int width, int height, byte[] pixels) {
    this.width = width;
    this.height = height;
    this.pixels = pixels;
  }

  /// The luminance of `frame`, scaled down.
  public static Grey of(Frame frame, int width, int height) {
    try (var _ = new PointerScope()) {
      Mat grey = new Mat();
      cvtColor(colour(frame), grey, COLOR_BGRA2GRAY);
      Mat small = grey;
      if (width != frame.width() || height != frame.height()) {
        small = new Mat();
        resize(grey, small, new Size(width, height), 0, 0, INTER_AREA);
      }
      byte[] pixels = new byte[width * height];
      ((ByteBuffer) small.createBuffer()).get(pixels);
      return new Grey(width, height, pixels);
    }
  }

  /// A frame as an OpenCV matrix, in the caller's scope: 0xAARRGGBB in little-endian order is BGRA.
  public static Mat colour(Frame frame) {
    Mat mat = new Mat(frame.height(), frame.width(), CV_8UC4);
    ((ByteBuffer) mat.createBuffer())
        .order(ByteOrder.LITTLE_ENDIAN)
        .asIntBuffer()
        .put(frame.argb());
    return mat;
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  public int at(int x, int y) {
    return pixels[y * width + x] & 255;
  }

  /// The luminance as an OpenCV matrix, in the caller's scope.
  Mat mat() {
    Mat mat = new Mat(height, width, CV_8UC1);
    ((ByteBuffer) mat.createBuffer()).put(pixels);
    return mat;
  }
}
