package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.BORDER_REPLICATE;
import static org.bytedeco.opencv.global.opencv_core.CV_32FC2;
import static org.bytedeco.opencv.global.opencv_core.CV_64FC1;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_CUBIC;
import static org.bytedeco.opencv.global.opencv_imgproc.INTER_LINEAR;
import static org.bytedeco.opencv.global.opencv_imgproc.WARP_INVERSE_MAP;
import static org.bytedeco.opencv.global.opencv_imgproc.remap;
import static org.bytedeco.opencv.global.opencv_imgproc.resize;
import static org.bytedeco.opencv.global.opencv_imgproc.warpAffine;

import io.kinora.scene.Frame;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;
import org.bytedeco.opencv.opencv_core.Size;
import org.jspecify.annotations.Nullable;

/// What there may be at a time between two frames: each of the two brought to that time along the
/// motion vectors of its pixels, along the motion of the whole picture, and as it is. With it comes
/// what a [FusionNet] chooses by.
///
/// @param width of the small pictures that the choice is made on, a multiple of 8
/// @param height of the same
/// @param frames the frames before and after the two, and the two, brought to the time, in order of
///     time: `[4, height / 2, width / 2, 3]`, from −½ to ½
/// @param pixels `[height, width, FusionNet.EVIDENCE]`, see [Evidence]
/// @param candidates frames in full size, in the order of the net's choice
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Hypotheses(
    int width, int height, float[] frames, float[] pixels, Frame[] candidates) {
  /// The motion of the whole picture counts if this share of what is tracked obeys it.
  private static final double SUPPORT = .25;

  /// @param before the motion that led to the first frame; null if there is none
  /// @param between the motion from the first frame to the second
  /// @param after the motion that leads on from the second frame; null if there is none
  /// @param t from 0, the first frame, to 1, the second
  static Hypotheses of(
      @Nullable Passage before, Passage between, @Nullable Passage after, double t) {
    Splat.Crossing way = Splat.at(between, Bends.of(before, between, after), t);
    Seen zero = between.first();
    Frame[] candidates = candidates(between, way, t);
    List<Frame> small =
        Stream.of(candidates).parallel().map(f -> Seen.smaller(f, zero.small().size())).toList();
    Frame earlier = small.get(0);
    if (before != null) {
      earlier = further(before.first().small(), way.first(), before.back());
    }
    Frame later = small.get(1);
    if (after != null) {
      later = further(after.second().small(), way.second(), after.there());
    }
    int w = zero.small().width();
    int h = zero.small().height();
    float[] frames = new float[FusionNet.FRAMES * (h / 2) * (w / 2) * 3];
    List<Frame> four = List.of(earlier, small.get(0), small.get(1), later);
    IntStream.range(0, four.size())
        .parallel()
        .forEach(i -> half(four.get(i), frames, i * (h / 2) * (w / 2) * 3));
    float[] pixels = Evidence.of(between, way, small, t);
    return new Hypotheses(w, h, frames, pixels, candidates);
  }

  /// From four frames of one size, in order of time: a lesson for the net.
  ///
  /// @param t between the second and the third, from 0 to 1
  public static Hypotheses of(Frame[] four, double t) {
    Seen[] seen = new Seen[FusionNet.FRAMES];
    for (int i = 0; i < seen.length; i++) {
      seen[i] = Seen.of(four[i]);
    }
    try (var flow = new DenseFlow.Pair()) {
      return of(
          Passage.of(seen[0], seen[1], flow),
          Passage.of(seen[1], seen[2], flow),
          Passage.of(seen[2], seen[3], flow),
          t);
    }
  }

  private static Frame[] candidates(Passage between, Splat.Crossing way, double t) {
    Frame zero = between.first().frame();
    Frame one = between.second().frame();
    GlobalMotion whole = between.whole();
    boolean moves = whole.support() >= SUPPORT;
    double pixels = (double) zero.width() / between.there().width();
    Frame[] candidates = {zero, one, zero, one, zero, one};
    IntStream.range(0, moves ? 4 : 2)
        .parallel()
        .forEach(
            i ->
                candidates[i] =
                    switch (i) {
                      case 0 -> brought(zero, way.first());
                      case 1 -> brought(one, way.second());
                      case 2 -> moved(zero, whole, pixels, -t);
                      default -> moved(one, whole, pixels, 1 - t);
                    });
    return candidates;
  }

  /// A frame with each pixel taken from where its vector leads.
  private static Frame brought(Frame frame, FlowField v) {
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
      float right = (float) w / v.width();
      float down = (float) h / v.height();
      for (int y = 0; y < h; y++) {
        for (int x = 0; x < w; x++) {
          int at = 2 * (y * w + x);
          places[at] = x + right * places[at];
          places[at + 1] = y + down * places[at + 1];
        }
      }
      ((FloatBuffer) vectors.createBuffer()).put(places);
      remapped(frame, vectors, INTER_CUBIC, into);
    }
    return into;
  }

  /// A frame as all of it would look after `share` of the motion, each pixel taken from where that
  /// motion takes it: with μ = log scale + i · turn, the shift of a share s is
  /// d · (e^{sμ} − 1) / (e^μ − 1).
  private static Frame moved(Frame frame, GlobalMotion whole, double pixels, double share) {
    double log = Math.log(whole.scale());
    double turn = Math.toRadians(whole.degrees());
    double scale = Math.exp(share * log);
    double cos = scale * Math.cos(share * turn);
    double sin = scale * Math.sin(share * turn);
    double re = share;
    double im = 0;
    double fullRe = whole.scale() * Math.cos(turn) - 1;
    double fullIm = whole.scale() * Math.sin(turn);
    double square = fullRe * fullRe + fullIm * fullIm;
    if (square > 1e-12) {
      re = ((cos - 1) * fullRe + sin * fullIm) / square;
      im = (sin * fullRe - (cos - 1) * fullIm) / square;
    }
    double dx = pixels * (whole.dx() * re - whole.dy() * im);
    double dy = pixels * (whole.dx() * im + whole.dy() * re);
    double x = (frame.width() - 1) / 2.0;
    double y = (frame.height() - 1) / 2.0;
    var into = new Frame(frame.size());
    try (var _ = new PointerScope()) {
      Mat map = new Mat(2, 3, CV_64FC1);
      ((DoubleBuffer) map.createBuffer())
          .put(
              new double[] {
                cos, -sin, x + dx - cos * x + sin * y, sin, cos, y + dy - sin * x - cos * y
              });
      Mat result = new Mat();
      warpAffine(
          Grey.colour(frame),
          result,
          map,
          new Size(frame.width(), frame.height()),
          INTER_CUBIC | WARP_INVERSE_MAP,
          BORDER_REPLICATE,
          new Scalar());
      Seen.pixels(result, into);
    }
    return into;
  }

  /// The frame beyond one of the two, brought to the time: on from where the way leads.
  private static Frame further(Frame frame, FlowField way, FlowField onward) {
    int w = frame.width();
    int h = frame.height();
    float[] places = new float[2 * w * h];
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < w; x++) {
                float toX = x + way.dx(x, y);
                float toY = y + way.dy(x, y);
                int at = 2 * (y * w + x);
                places[at] = toX + onward.between(toX, toY, 0);
                places[at + 1] = toY + onward.between(toX, toY, 1);
              }
            });
    var into = new Frame(frame.size());
    try (var _ = new PointerScope()) {
      remapped(frame, mat(places, w, h), INTER_LINEAR, into);
    }
    return into;
  }

  private static void half(Frame frame, float[] into, int at) {
    int to = at;
    int w = frame.width();
    for (int y = 0; y + 1 < frame.height(); y += 2) {
      for (int x = 0; x + 1 < w; x += 2) {
        int i = y * w + x;
        int[] argb = frame.argb();
        for (int shift = 16; shift >= 0; shift -= 8) {
          int sum = (argb[i] >> shift & 255) + (argb[i + 1] >> shift & 255);
          sum += (argb[i + w] >> shift & 255) + (argb[i + w + 1] >> shift & 255);
          into[to++] = sum / (4 * 255f) - .5f;
        }
      }
    }
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
