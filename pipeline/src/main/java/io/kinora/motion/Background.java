package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGR2BGRA;
import static org.bytedeco.opencv.global.opencv_imgproc.COLOR_BGRA2BGR;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.MORPH_ELLIPSE;
import static org.bytedeco.opencv.global.opencv_imgproc.cvtColor;
import static org.bytedeco.opencv.global.opencv_imgproc.dilate;
import static org.bytedeco.opencv.global.opencv_imgproc.getStructuringElement;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_photo.INPAINT_TELEA;
import static org.bytedeco.opencv.global.opencv_photo.inpaint;

import io.kinora.scene.Frame;
import io.kinora.scene.FrameSize;
import java.nio.ByteBuffer;
import java.util.List;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What is behind things that have left their place: painted in from around (Telea 2004, OpenCV's
/// implementation) on a small picture, so that it takes a few milliseconds and does not flicker.
final class Background {
  private static final int HEIGHT = 180;
  private static final double RADIUS = 4;

  private final int width; // of the small picture
  private final byte[] hole; // of the small picture: 255 is to be painted
  private final byte[] soft; // of the frame: how much of the painted is shown, 0 to 255
  private final boolean empty;

  /// @param masks of what leaves
  Background(FrameSize size, List<Mask> masks) {
    empty = masks.isEmpty();
    width = (int) Math.round(HEIGHT * size.aspect());
    hole = new byte[width * HEIGHT];
    soft = new byte[size.width() * size.height()];
    byte[] union = new byte[soft.length];
    for (Mask mask : masks) {
      for (int i = 0; i < union.length; i++) {
        union[i] = (byte) Math.max(union[i] & 255, mask.levels()[i] & 255);
      }
    }
    int border = Math.max(3, size.height() / 140);
    try (var _ = new PointerScope()) {
      Mat all = new Mat(size.height(), size.width(), CV_8UC1);
      ((ByteBuffer) all.createBuffer()).put(union);
      // the edge of a mask lies on the edge of a thing: its last pixels belong to it, too
      Mat wide = dilated(all, border);
      Mat shown = new Mat();
      GaussianBlur(wide, shown, new Size(2 * border + 1, 2 * border + 1), 0);
      ((ByteBuffer) shown.createBuffer()).get(soft);
      Mat small = new Mat();
      resize(dilated(wide, border), small, new Size(width, HEIGHT), 0, 0, INTER_AREA);
      ((ByteBuffer) small.createBuffer()).get(hole);
    }
    for (int i = 0; i < hole.length; i++) {
      hole[i] = (byte) ((hole[i] & 255) > 4 ? 255 : 0);
    }
  }

  private static Mat dilated(Mat mask, int border) {
    Mat wide = new Mat();
    Size side = new Size(2 * border + 1, 2 * border + 1);
    dilate(mask, wide, getStructuringElement(MORPH_ELLIPSE, side));
    return wide;
  }

  /// Paints over what has left `frame`, into a copy of it.
  void fill(Frame frame, Frame into) {
    if (empty) {
      return;
    }
    var painted = new Frame(frame.size());
    try (var _ = new PointerScope()) {
      Mat small = new Mat();
      resize(Grey.colour(frame), small, new Size(width, HEIGHT), 0, 0, INTER_AREA);
      Mat colour = new Mat();
      cvtColor(small, colour, COLOR_BGRA2BGR);
      Mat where = new Mat(HEIGHT, width, CV_8UC1);
      ((ByteBuffer) where.createBuffer()).put(hole);
      Mat whole = new Mat();
      inpaint(colour, where, whole, RADIUS, INPAINT_TELEA);
      Mat large = new Mat();
      resize(whole, large, new Size(frame.width(), frame.height()), 0, 0, INTER_CUBIC);
      Mat result = new Mat();
      cvtColor(large, result, COLOR_BGR2BGRA);
      Seen.pixels(result, painted);
    }
    for (int i = 0; i < soft.length; i++) {
      int share = soft[i] & 255;
      if (share > 0) {
        into.argb()[i] = mixed(painted.argb()[i], frame.argb()[i], share);
      }
    }
  }

  private static int mixed(int painted, int old, int share) {
    int argb = old & 0xff000000;
    for (int shift = 16; shift >= 0; shift -= 8) {
      int sum = share * (painted >> shift & 255) + (255 - share) * (old >> shift & 255);
      argb |= ((sum + 127) / 255) << shift;
    }
    return argb;
  }
}
