package io.kinora.motion.region;

import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;
import static org.bytedeco.opencv.global.opencv_imgproc.GaussianBlur;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.Grey;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// Fills the area behind things that have moved away: the smoothest surface that fits the
/// surroundings (Δf = 0, Pérez et al. 2003, eq. 2), so that skies and gradients continue. It is
/// computed on a small picture, so that it takes a few milliseconds and does not flicker.
final class Background {
  private static final int HEIGHT = 180;

  /// The factor of successive over-relaxation, for holes of about fifty pixels (Young 1954).
  private static final float RELAXATION = 1.9f;

  private static final int MOST_ROUNDS = 600;

  /// The minimum change of a pixel in grey levels for another iteration.
  private static final float SETTLED = .02f;

  private final int width; // of the small picture
  private final byte[] hole; // of the small picture: 255 is filled
  private final byte[] soft; // of the frame: alpha of the filling, 0 to 255
  private final boolean empty;

  /// @param masks of the moving regions
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
    int border = Mask.border(size);
    try (var _ = new PointerScope()) {
      Mat all = new Mat(size.height(), size.width(), CV_8UC1);
      ((ByteBuffer) all.createBuffer()).put(union);
      Mat wide = Mask.dilated(all, border);
      Mat shown = new Mat();
      GaussianBlur(wide, shown, new Size(2 * border + 1, 2 * border + 1), 0);
      ((ByteBuffer) shown.createBuffer()).get(soft);
      Mat small = new Mat();
      resize(Mask.dilated(wide, border), small, new Size(width, HEIGHT), 0, 0, INTER_AREA);
      ((ByteBuffer) small.createBuffer()).get(hole);
    }
    for (int i = 0; i < hole.length; i++) {
      hole[i] = (byte) ((hole[i] & 255) > 4 ? 255 : 0);
    }
  }

  /// Writes a copy of `frame` with the masked regions filled.
  void fill(Frame frame, Frame into) {
    if (empty) {
      return;
    }
    var painted = new Frame(frame.size());
    try (var _ = new PointerScope()) {
      Mat small = new Mat();
      resize(Grey.colour(frame), small, new Size(width, HEIGHT), 0, 0, INTER_AREA);
      byte[] bgra = new byte[4 * hole.length];
      ((ByteBuffer) small.createBuffer()).get(bgra);
      IntStream.range(0, 3).parallel().forEach(channel -> close(bgra, channel));
      ((ByteBuffer) small.createBuffer()).put(bgra);
      Mat large = new Mat();
      resize(small, large, new Size(frame.width(), frame.height()), 0, 0, INTER_CUBIC);
      FramePyramid.pixels(large, painted);
    }
    for (int i = 0; i < soft.length; i++) {
      int share = soft[i] & 255;
      if (share > 0) {
        into.argb()[i] = mixed(painted.argb()[i], frame.argb()[i], share);
      }
    }
  }

  /// Fills the hole in one channel: each of its pixels becomes the mean of its neighbours.
  private void close(byte[] bgra, int channel) {
    float[] f = new float[hole.length];
    float sum = 0;
    int known = 0;
    for (int i = 0; i < f.length; i++) {
      f[i] = bgra[4 * i + channel] & 255;
      sum += hole[i] == 0 ? f[i] : 0;
      known += hole[i] == 0 ? 1 : 0;
    }
    for (int i = 0; i < f.length; i++) {
      f[i] = hole[i] == 0 ? f[i] : sum / Math.max(1, known);
    }
    float change = known == 0 ? 0 : Float.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && change > SETTLED; round++) {
      change = relax(f);
    }
    for (int i = 0; i < f.length; i++) {
      bgra[4 * i + channel] = (byte) Math.clamp(Math.round(f[i]), 0, 255);
    }
  }

  /// One iteration, with the border of the picture repeated.
  private float relax(float[] f) {
    float most = 0;
    for (int y = 0; y < HEIGHT; y++) {
      for (int x = 0; x < width; x++) {
        int i = y * width + x;
        if (hole[i] == 0) {
          continue;
        }
        float left = f[x > 0 ? i - 1 : i];
        float right = f[x + 1 < width ? i + 1 : i];
        float up = f[y > 0 ? i - width : i];
        float down = f[y + 1 < HEIGHT ? i + width : i];
        float change = RELAXATION * ((left + right + up + down) / 4 - f[i]);
        f[i] += change;
        most = Math.max(most, Math.abs(change));
      }
    }
    return most;
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
