package io.kinora.motion.interpolate;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_AREA;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.clip.Frame;
import io.kinora.motion.flow.Acceleration;
import io.kinora.motion.flow.FlowField;
import io.kinora.motion.flow.FramePairMotion;
import io.kinora.motion.flow.FramePyramid;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.Grey;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// The hypotheses of a frame between two: each of the two warped to its time along the motion
/// vectors of its pixels, along the global motion, and unchanged, with the input of a [FusionNet].
///
/// @param width of the small pictures on which weights are computed, a multiple of 8
/// @param height of the same
/// @param frames the two frames, the one before and the one after, warped to the time, in order of
///     time: `[4, height / 2, width / 2, 3]`, from −½ to ½
/// @param pixels `[FusionNet.EVIDENCE, height, width]`, see [ConfidenceFeatures]
/// @param small the hypotheses at that size
/// @param full the same at full size
/// @param lost whether no motion explains the frames, so that a plain blend is best
/// @param t the time, from 0 to 1
@SuppressWarnings("ArrayRecordComponent") // never compared
record Hypotheses(
    int width,
    int height,
    float[] frames,
    float[] pixels,
    Frame[] small,
    Candidates full,
    boolean lost,
    double t)
    implements AutoCloseable {
  /// The difference, of 1, from which on no motion explains the frames.
  private static final float LOST = .42f;

  /// @param before the motion that led to the first frame; null if there is none
  /// @param between the motion from the first frame to the second
  /// @param after the motion from the second frame to the next; null if there is none
  /// @param t from 0, the first frame, to 1, the second
  static Hypotheses of(
      @Nullable FramePairMotion before,
      FramePairMotion between,
      @Nullable FramePairMotion after,
      double t) {
    Splat.Crossing way = Splat.at(between, Acceleration.of(before, between, after), t);
    FramePyramid zero = between.first();
    FramePyramid one = between.second();
    int w = zero.small().width();
    int h = zero.small().height();
    GlobalMotion whole = between.whole();
    GlobalMotion less = whole.enlarged((double) w / zero.frame().width());
    Frame[] small = new Frame[FusionNet.HYPOTHESES];
    float[] frames = new float[FusionNet.FRAMES * (h / 2) * (w / 2) * 3];
    float[] pixels;
    try (var few = new Candidates(zero.small(), one.small(), way, less, t, INTER_LINEAR)) {
      IntStream.range(0, small.length).parallel().forEach(k -> small[k] = few.frame(k));
      IntStream.range(0, FusionNet.FRAMES)
          .parallel()
          .forEach(
              i -> {
                int[] frame =
                    i == 0 && before != null
                        ? further(before.first(), way.first(), before.back())
                        : i == 3 && after != null
                            ? further(after.second(), way.second(), after.there())
                            : half(small[i / 2]);
                copy(frame, frames, i * (h / 2) * (w / 2) * 3);
              });
      boolean four = before != null && after != null;
      pixels = ConfidenceFeatures.of(between, way, few, small, four ? frames : null, t);
    }
    var full = new Candidates(zero.frame(), one.frame(), way, whole, t, INTER_CUBIC);
    boolean lost = between.detail().unexplained() > LOST;
    return new Hypotheses(w, h, frames, pixels, small, full, lost, t);
  }

  /// The frame beyond one of the two, warped to the time by following `onward` from the end of
  /// `way`.
  private static int[] further(FramePyramid seen, FlowField way, FlowField onward) {
    int w = way.width();
    int h = way.height();
    float[] places = new float[2 * w * h];
    for (int y = 0; y < h; y++) {
      for (int x = 0; x < w; x++) {
        float toX = x + way.dx(x, y);
        float toY = y + way.dy(x, y);
        int at = 2 * (y * w + x);
        places[at] = toX + onward.between(toX, toY, 0);
        places[at + 1] = toY + onward.between(toX, toY, 1);
      }
    }
    try (var _ = new PointerScope()) {
      Mat map = new Mat(h, w, CV_32FC2);
      ((FloatBuffer) map.createBuffer()).put(places);
      Mat to = new Mat();
      remap(seen.half(), to, map, new Mat(), INTER_LINEAR, BORDER_REPLICATE, new Scalar());
      int[] argb = new int[w * h];
      ((ByteBuffer) to.createBuffer()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(argb);
      return argb;
    }
  }

  private static void copy(int[] frame, float[] into, int at) {
    for (int argb : frame) {
      into[at++] = (argb >> 16 & 255) / 255f - .5f;
      into[at++] = (argb >> 8 & 255) / 255f - .5f;
      into[at++] = (argb & 255) / 255f - .5f;
    }
  }

  private static int[] half(Frame frame) {
    try (var _ = new PointerScope()) {
      Mat small = new Mat();
      var size = new Size(frame.width() / 2, frame.height() / 2);
      resize(Grey.colour(frame), small, size, 0, 0, INTER_AREA);
      int[] argb = new int[frame.argb().length / 4];
      ((ByteBuffer) small.createBuffer()).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer().get(argb);
      return argb;
    }
  }

  @Override
  public void close() {
    full.close();
  }
}
