package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;

import io.kinora.scene.Frame;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// What there may be at a time between two frames, as a [FusionNet] sees it: the two frames and
/// their neighbours brought to that time along the motion vectors.
///
/// @param width of the small pictures that the net sees
/// @param height of the same
/// @param frames `[4, height, width, FusionNet.CHANNELS]`
/// @param around `[height, width, FusionNet.CONTEXT]`
/// @param candidates frames in full size, in the order of the net's choice
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Hypotheses(
    int width, int height, float[] frames, float[] around, Frame[] candidates) {
  /// A vector that leads back worse than this is as bad as any, pixels.
  private static final float WORST_MISS = 8;

  /// @param before the motion that led to the first frame; null if there is none
  /// @param between the motion from the first frame to the second
  /// @param after the motion that leads on from the second frame; null if there is none
  /// @param t from 0, the first frame, to 1, the second
  static Hypotheses of(
      @Nullable Passage before, Passage between, @Nullable Passage after, double t) {
    FlowField v = Splat.at(between, t);
    int w = v.width();
    int h = v.height();
    var frames = new float[FusionNet.FRAMES * w * h * FusionNet.CHANNELS];
    float[] first = places(v, (float) -t);
    float[] second = places(v, (float) (1 - t));
    float[] earlier = before == null ? first : onward(first, before.back(), w, h);
    float[] later = after == null ? second : onward(second, after.there(), w, h);
    Seen zero = between.first();
    Seen one = between.second();
    look(before == null ? zero : before.first(), earlier, between.missThere(), first, frames, 0);
    look(zero, first, between.missThere(), first, frames, 1);
    look(one, second, between.missBack(), second, frames, 2);
    look(after == null ? one : after.second(), later, between.missBack(), second, frames, 3);
    Frame[] candidates = {
      brought(zero.frame(), v, -t), brought(one.frame(), v, 1 - t), zero.frame(), one.frame()
    };
    return new Hypotheses(w, h, frames, around(zero.small(), one.small(), t), candidates);
  }

  /// From four frames of one size, in order of time: a lesson for the net.
  ///
  /// @param t between the second and the third, from 0 to 1
  public static Hypotheses of(Frame[] four, double t) {
    Seen[] seen = new Seen[FusionNet.FRAMES];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Seen.of(four[i]);
    }
    try (DenseFlow flow = DenseFlow.quick()) {
      return of(
          Passage.of(seen[0], seen[1], flow),
          Passage.of(seen[1], seen[2], flow),
          Passage.of(seen[2], seen[3], flow),
          t);
    }
  }

  /// For each pixel, where it is after `share` of its vector: x, y.
  private static float[] places(FlowField v, float share) {
    float[] vectors = v.vectors();
    float[] places = new float[vectors.length];
    for (int y = 0; y < v.height(); y++) {
      for (int x = 0; x < v.width(); x++) {
        int at = 2 * (y * v.width() + x);
        places[at] = x + share * vectors[at];
        places[at + 1] = y + share * vectors[at + 1];
      }
    }
    return places;
  }

  /// The places one frame further on.
  private static float[] onward(float[] places, FlowField field, int width, int height) {
    float[] on = new float[places.length];
    IntStream.range(0, height)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * width; i < (y + 1) * width; i++) {
                float x = places[2 * i];
                float down = places[2 * i + 1];
                on[2 * i] = x + field.between(x, down, 0);
                on[2 * i + 1] = down + field.between(x, down, 1);
              }
            });
    return on;
  }

  /// Writes what a frame shows at `places` into the net's input, as frame `index` of the four.
  private static void look(
      Seen seen, float[] places, float[] miss, float[] missPlaces, float[] into, int index) {
    Frame small = seen.small();
    int w = small.width();
    int h = small.height();
    var shown = new Frame(small.size());
    try (var _ = new PointerScope()) {
      remapped(small, mat(places, w, h), INTER_LINEAR, shown);
    }
    int start = index * w * h * FusionNet.CHANNELS;
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * w; i < (y + 1) * w; i++) {
                int at = start + i * FusionNet.CHANNELS;
                float x = places[2 * i];
                float down = places[2 * i + 1];
                boolean inside = x >= 0 && down >= 0 && x <= w - 1 && down <= h - 1;
                colour(shown.argb()[i], into, at);
                into[at + 3] = inside ? 1 : 0;
                int column = Math.clamp(Math.round(missPlaces[2 * i]), 0, w - 1);
                int row = Math.clamp(Math.round(missPlaces[2 * i + 1]), 0, h - 1);
                into[at + 4] = Math.min(miss[row * w + column], WORST_MISS) / WORST_MISS;
              }
            });
  }

  private static void colour(int argb, float[] into, int at) {
    into[at] = (argb >> 16 & 255) / 255f - .5f;
    into[at + 1] = (argb >> 8 & 255) / 255f - .5f;
    into[at + 2] = (argb & 255) / 255f - .5f;
  }

  private static float[] around(Frame zero, Frame one, double t) {
    float[] around = new float[zero.argb().length * FusionNet.CONTEXT];
    for (int i = 0; i < zero.argb().length; i++) {
      int at = i * FusionNet.CONTEXT;
      colour(zero.argb()[i], around, at);
      colour(one.argb()[i], around, at + 3);
      around[at + 6] = (float) t - .5f;
    }
    return around;
  }

  /// A frame with each pixel taken from `share` of its vector away.
  private static Frame brought(Frame frame, FlowField v, double share) {
    int w = frame.width();
    int h = frame.height();
    var into = new Frame(frame.size());
    try (var _ = new PointerScope()) {
      Mat vectors = mat(v.vectors(), v.width(), v.height());
      if (w != v.width() || h != v.height()) {
        Mat larger = new Mat();
        resize(vectors, larger, new Size(w, h), 0, 0, INTER_LINEAR);
        vectors = larger;
      }
      float[] places = new float[2 * w * h];
      ((FloatBuffer) vectors.createBuffer()).get(places);
      float right = (float) (share * w / v.width());
      float down = (float) (share * h / v.height());
      IntStream.range(0, h)
          .parallel()
          .forEach(
              y -> {
                for (int x = 0; x < w; x++) {
                  int at = 2 * (y * w + x);
                  places[at] = x + right * places[at];
                  places[at + 1] = y + down * places[at + 1];
                }
              });
      ((FloatBuffer) vectors.createBuffer()).put(places);
      remapped(frame, vectors, INTER_CUBIC, into);
    }
    return into;
  }

  private static void remapped(Frame frame, Mat places, int method, Frame into) {
    Mat result = new Mat();
    remap(Grey.colour(frame), result, places, new Mat(), method, BORDER_REPLICATE, new Scalar());
    Seen.pixels(result, into);
  }

  private static Mat mat(float[] pairs, int width, int height) {
    Mat mat = new Mat(height, width, CV_32FC2);
    ((FloatBuffer) mat.createBuffer()).put(pairs);
    return mat;
  }
}
