package io.kinora.motion.interpolate;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import io.kinora.clip.FrameSize;
import io.kinora.motion.flow.Detail;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.FramePairMotion;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// The evidence for and against the hypotheses of a pixel, [FusionNet#EVIDENCE] values, nearly all
/// from 0 to 1: the difference of the two frames (0 to 2: warped along the vectors, along the
/// global motion, unchanged), the number of the first and the second frame's pixels that arrive (3,
/// 4), the forward-backward error of the vectors (5, 6), whether they stay inside the picture (7,
/// 8), and whether the global motion does (9, 10), the difference of each frame from the one beyond
/// it (11, 12: content occluded in one of the two is often visible in the other and in its
/// neighbour), the share of inliers of the global motion (13), the difference of the two frames in
/// full detail (14 to 16: along the vectors, with the global motion, unchanged), and the time, from
/// −½ to ½.
final class ConfidenceFeatures {
  /// The difference in grey levels, averaged over [#AROUND] pixels, that counts as 1.
  static final float DIFFERENT = 32;

  /// The indices of the differences of the unchanged frames, small and in full detail.
  static final int AS_THEY_ARE = 2, AS_THEY_ARE_IN_DETAIL = 16;

  private static final int AROUND = 5;

  /// The forward-backward error in pixels that counts as 1.
  private static final float WORST_MISS = 4;

  private ConfidenceFeatures() {}

  /// @param all small
  /// @param candidates the hypotheses of `all`
  /// @param frames the four frames warped to the time, half as large, see [Hypotheses]; null if
  ///     there are only two
  static float[] of(
      FramePairMotion between,
      Splat.Crossing way,
      Candidates all,
      Frame[] candidates,
      float @Nullable [] frames,
      double t) {
    FrameSize size = candidates[0].size();
    int w = size.width();
    int h = size.height();
    float[] pixels = new float[w * h * FusionNet.EVIDENCE];
    IntStream.range(0, 4)
        .parallel()
        .forEach(
            i -> {
              switch (i) {
                case 0 ->
                    vectors(size, way.first(), between.missThere(), way.firstArrived(), pixels, 0);
                case 1 ->
                    vectors(size, way.second(), between.missBack(), way.secondArrived(), pixels, 1);
                case 2 -> differences(candidates, between, (float) t, pixels);
                default -> {
                  all.inside(true, pixels, 9 * w * h);
                  all.inside(false, pixels, 10 * w * h);
                  if (frames != null) {
                    beyond(frames, 0, w, h, pixels);
                    beyond(frames, 2, w, h, pixels);
                  }
                }
              }
            });
    return pixels;
  }

  /// Fills in the arriving pixels, the forward-backward errors, and whether vectors stay inside.
  private static void vectors(
      FrameSize size, FlowField way, float[] miss, float[] arrived, float[] into, int which) {
    int w = size.width();
    int h = size.height();
    float[] places = way.places(size, 0, 0, w, h);
    int plane = w * h;
    for (int i = 0; i < plane; i++) {
      float x = places[2 * i];
      float y = places[2 * i + 1];
      int column = Math.clamp((int) (x / 2 + .25f), 0, way.width() - 1);
      int row = Math.clamp((int) (y / 2 + .25f), 0, way.height() - 1);
      boolean inside = x >= -.5f && y >= -.5f && x <= w - .5f && y <= h - .5f;
      into[(3 + which) * plane + i] = Math.min(1, arrived[i / w / 2 * way.width() + i % w / 2]);
      into[(5 + which) * plane + i] = Math.min(1, miss[row * way.width() + column] / WORST_MISS);
      into[(7 + which) * plane + i] = inside ? 1 : 0;
    }
  }

  /// Fills in the difference of frame `k` of the four and the next one.
  private static void beyond(float[] frames, int k, int w, int h, float[] into) {
    int half = w / 2 * (h / 2);
    float[] different = new float[half];
    for (int i = 0; i < half; i++) {
      for (int c = 0; c < 3; c++) {
        int at = 3 * (k * half + i) + c;
        different[i] += Math.abs(frames[at] - frames[at + 3 * half]) * 255 / 3 / DIFFERENT;
      }
    }
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(h / 2, w / 2, CV_32FC1);
      ((FloatBuffer) mat.createBuffer()).put(different);
      Mat mean = new Mat();
      blur(mat, mean, new Size(3, 3));
      enlarge(mean, w, h, into, (11 + k / 2) * w * h);
    }
    for (int i = (11 + k / 2) * w * h; i < (12 + k / 2) * w * h; i++) {
      into[i] = Math.min(1, into[i]);
    }
  }

  private static void differences(
      Frame[] candidates, FramePairMotion between, float t, float[] into) {
    int w = candidates[0].width();
    int h = candidates[0].height();
    int plane = w * h;
    try (var _ = new PointerScope()) {
      for (int pair = 0; pair < 3; pair++) {
        float[] different = different(candidates[2 * pair].argb(), candidates[2 * pair + 1].argb());
        Mat mat = new Mat(h, w, CV_32FC1);
        ((FloatBuffer) mat.createBuffer()).put(different);
        Mat mean = new Mat();
        blur(mat, mean, new Size(AROUND, AROUND));
        ((FloatBuffer) mean.createBuffer()).get(into, pair * plane, plane);
      }
    }
    for (int i = 0; i < 3 * plane; i++) {
      into[i] = Math.min(1, into[i] / DIFFERENT);
    }
    Arrays.fill(into, 13 * plane, 14 * plane, (float) between.whole().support());
    enlarge(between.detail(), w, h, into, 14 * plane);
    Arrays.fill(into, 17 * plane, 18 * plane, t - .5f);
  }

  private static void enlarge(Detail detail, int w, int h, float[] into, int at) {
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(detail.height() * 3, detail.width(), CV_32FC1);
      ((FloatBuffer) mat.createBuffer()).put(detail.differences());
      for (int i = 0; i < 3; i++) {
        Mat map = mat.rowRange(i * detail.height(), (i + 1) * detail.height());
        enlarge(map, w, h, into, at + i * w * h);
      }
    }
  }

  private static void enlarge(Mat map, int w, int h, float[] into, int at) {
    Mat large = new Mat();
    resize(map, large, new Size(w, h), 0, 0, INTER_LINEAR);
    ((FloatBuffer) large.createBuffer()).get(into, at, w * h);
  }

  private static float[] different(int[] before, int[] after) {
    float[] different = new float[before.length];
    for (int i = 0; i < before.length; i++) {
      int a = before[i];
      int b = after[i];
      int sum = Math.abs((a >> 16 & 255) - (b >> 16 & 255));
      sum += Math.abs((a >> 8 & 255) - (b >> 8 & 255));
      sum += Math.abs((a & 255) - (b & 255));
      different[i] = sum / 3f;
    }
    return different;
  }
}
