package io.kinora.motion.flow;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC4;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import io.kinora.clip.Frame;
import io.kinora.torch.Seeds;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// How well motion explains the frames in full detail, which the small pictures lack: at textured
/// positions, the difference of the second frame from the first along the vectors, along the motion
/// of the whole picture, and without motion.
///
/// @param width of the map, an eighth of the small pictures' width
/// @param height of the same
/// @param differences `[3, height, width]`, from 0 to 1
/// @param unexplained the smallest of the three over the whole picture, from 0 to 1; 0 if less than
///     a third of it has texture
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Detail(int width, int height, float[] differences, float unexplained) {
  private static final int PLACES = 6000;

  /// The minimum gradient of texture, in grey levels over two pixels.
  private static final int FLAT = 4;

  /// The difference in grey levels that counts as 1.
  private static final float DIFFERENT = 32;

  /// The textured positions of a frame, as pixel indices; deterministic.
  static int[] places(Frame frame) {
    int[] places = new int[PLACES];
    int count = 0;
    RandomGenerator random = Seeds.random(1, "places");
    int w = frame.width();
    for (int tries = 0; tries < 3 * PLACES && count < PLACES; tries++) {
      int at = (1 + random.nextInt(frame.height() - 2)) * w + 1 + random.nextInt(w - 2);
      int right = green(frame, at + 1) - green(frame, at - 1);
      int down = green(frame, at + w) - green(frame, at - w);
      if (right * right + down * down >= FLAT * FLAT) {
        places[count++] = at;
      }
    }
    return Arrays.copyOf(places, count);
  }

  /// @param there vectors from the first to the second, in pixels of the half pictures
  /// @param whole the motion in pixels of the frames
  static Detail of(
      FramePyramid first, FramePyramid second, int[] places, FlowField there, GlobalMotion whole) {
    int w = there.width() / 4;
    int h = there.height() / 4;
    Frame zero = first.frame();
    Frame one = second.frame();
    float zoomX = (float) zero.width() / there.width();
    float zoomY = (float) zero.height() / there.height();
    double turn = Math.toRadians(whole.degrees());
    double re = whole.scale() * Math.cos(turn) - 1;
    double im = whole.scale() * Math.sin(turn);
    float[] sums = new float[4 * w * h];
    for (int place : places) {
      int x = place % zero.width();
      int y = place / zero.width();
      double u = (x + .5) / zoomX - .5;
      double v = (y + .5) / zoomY - .5;
      double fromX = x - (zero.width() - 1) / 2.0;
      double fromY = y - (zero.height() - 1) / 2.0;
      int value = green(zero, place);
      double wholeX = x + whole.dx() + re * fromX - im * fromY;
      double wholeY = y + whole.dy() + im * fromX + re * fromY;
      int cell = 4 * (Math.min(h - 1, y * h / zero.height()) * w + x * w / zero.width());
      sums[cell] +=
          different(
              value, one, x + zoomX * there.between(u, v, 0), y + zoomY * there.between(u, v, 1));
      sums[cell + 1] += different(value, one, wholeX, wholeY);
      sums[cell + 2] += different(value, one, x, y);
      sums[cell + 3]++;
    }
    float least = 1;
    for (int way = 0; way < 3; way++) {
      float sum = 0;
      for (int cell = way; cell < sums.length; cell += 4) {
        sum += sums[cell];
      }
      least = Math.min(least, sum / Math.max(1, places.length) / DIFFERENT);
    }
    return new Detail(w, h, means(sums, w, h), places.length < PLACES ? 0 : least);
  }

  /// The means over a cell and its neighbours; 0 where there is no texture.
  private static float[] means(float[] sums, int w, int h) {
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(h, w, CV_32FC4);
      ((FloatBuffer) mat.createBuffer()).put(sums);
      Mat mean = new Mat();
      blur(mat, mean, new Size(3, 3));
      ((FloatBuffer) mean.createBuffer()).get(sums);
    }
    float[] means = new float[3 * w * h];
    for (int i = 0; i < means.length; i++) {
      int cell = 4 * (i % (w * h));
      means[i] = sums[cell + i / (w * h)] / (sums[cell + 3] + .1f) / DIFFERENT;
    }
    return means;
  }

  private static float different(int value, Frame frame, double x, double y) {
    double u = Math.clamp(x, 0, frame.width() - 1.001);
    double v = Math.clamp(y, 0, frame.height() - 1.001);
    int column = (int) u;
    int row = (int) v;
    int at = row * frame.width() + column;
    double right = u - column;
    double upper = green(frame, at) + right * (green(frame, at + 1) - green(frame, at));
    at += frame.width();
    double lower = green(frame, at) + right * (green(frame, at + 1) - green(frame, at));
    double there = upper + (v - row) * (lower - upper);
    return Math.min(DIFFERENT, (float) Math.abs(there - value));
  }

  /// The green channel of a pixel, used as its luminance.
  static int green(Frame frame, int at) {
    return frame.argb()[at] >> 8 & 255;
  }
}
