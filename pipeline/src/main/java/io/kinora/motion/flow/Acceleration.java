package io.kinora.motion.flow;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// The accelerations of pixels between two frames, in pixels per frame squared, from the motion
/// before and after (quadratic interpolation, Xu et al. 2019, arXiv:1911.00627). Where the two
/// disagree, a motion has started or stopped, and the acceleration is 0.
///
/// @param first dx, dy for each pixel of the first frame
/// @param second the same for the second frame
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Acceleration(float[] first, float[] second) {
  private static final int SMOOTH = 5;

  /// The accelerations between the middle two of four frames; null at the ends of a shot.
  public static @Nullable Acceleration of(
      @Nullable FramePairMotion before, FramePairMotion between, @Nullable FramePairMotion after) {
    if (before == null || after == null) {
      return null;
    }
    var at = new FlowField[2];
    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> {
              FramePairMotion on = i == 0 ? between : after;
              FramePairMotion back = i == 0 ? before : between;
              at[i] = acceleration(on.there(), on.missThere(), back.back(), back.missBack());
            });
    var bends = new float[2][];
    IntStream.range(0, 2)
        .parallel()
        .forEach(
            i -> bends[i] = agreed(at[i], at[1 - i], i == 0 ? between.there() : between.back()));
    return new Acceleration(bends[0], bends[1]);
  }

  /// The sum of the vectors to the next and to the previous frame, smoothed over reliable vectors.
  private static FlowField acceleration(
      FlowField onward, float[] missOnward, FlowField backward, float[] missBackward) {
    int w = onward.width();
    int h = onward.height();
    float[] sums = new float[3 * w * h];
    float[] on = onward.vectors();
    float[] back = backward.vectors();
    for (int i = 0; i < w * h; i++) {
      float miss = missOnward[i] * missOnward[i] + missBackward[i] * missBackward[i];
      float trust = miss > 4 ? 0 : (float) Math.exp(-2 * miss);
      sums[3 * i] = trust * (on[2 * i] + back[2 * i]);
      sums[3 * i + 1] = trust * (on[2 * i + 1] + back[2 * i + 1]);
      sums[3 * i + 2] = trust;
    }
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(h, w, CV_32FC3);
      ((FloatBuffer) mat.createBuffer()).put(sums);
      Mat mean = new Mat();
      blur(mat, mean, new Size(SMOOTH, SMOOTH));
      ((FloatBuffer) mean.createBuffer()).get(sums);
    }
    float[] vectors = new float[2 * w * h];
    for (int i = 0; i < w * h; i++) {
      float trust = sums[3 * i + 2] + .1f;
      vectors[2 * i] = sums[3 * i] / trust;
      vectors[2 * i + 1] = sums[3 * i + 1] / trust;
    }
    return new FlowField(w, h, vectors);
  }

  /// The mean of a pixel's accelerations in both frames, where each is limited to twice the other.
  private static float[] agreed(FlowField here, FlowField there, FlowField way) {
    float[] bends = new float[here.vectors().length];
    for (int y = 0; y < here.height(); y++) {
      for (int x = 0; x < here.width(); x++) {
        float toX = x + way.dx(x, y);
        float toY = y + way.dy(x, y);
        int at = 2 * (y * here.width() + x);
        bends[at] = agreed(here.dx(x, y), there.between(toX, toY, 0));
        bends[at + 1] = agreed(here.dy(x, y), there.between(toX, toY, 1));
      }
    }
    return bends;
  }

  private static float agreed(float a, float b) {
    if (a * b <= 0) {
      return 0;
    }
    float least = Math.min(Math.abs(a), Math.abs(b));
    return Math.copySign(Math.min(Math.abs(a + b) / 2, 2 * least), a);
  }
}
