package io.kinora.motion;

import static org.bytedeco.opencv.global.opencv_core.CV_32FC3;
import static org.bytedeco.opencv.global.opencv_imgproc.blur;

import io.kinora.scene.Frame;
import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Size;

/// What speaks for and against the hypotheses of a pixel, [FusionNet#EVIDENCE] numbers, nearly all
/// from 0 to 1: how much the two frames differ there (0 to 2: brought along the vectors, along the
/// motion of the whole, as they are), how many of the first and the second frame's pixels arrive
/// (3, 4), how little the vectors lead back (5, 6), whether they stay inside the picture (7, 8),
/// and the time, from −½ to ½.
final class Evidence {
  /// Frames that differ by this much, grey levels over [#AROUND] pixels, differ altogether.
  private static final float DIFFERENT = 32;

  private static final int AROUND = 5;

  /// A vector that leads back worse than this is as bad as any, pixels.
  private static final float WORST_MISS = 4;

  private Evidence() {}

  /// @param candidates in small size
  static float[] of(Passage between, Splat.Crossing way, List<Frame> candidates, double t) {
    int w = between.there().width();
    int h = between.there().height();
    float[] different = different(candidates, w, h);
    float[] pixels = new float[w * h * FusionNet.EVIDENCE];
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int x = 0; x < w; x++) {
                int i = y * w + x;
                int at = i * FusionNet.EVIDENCE;
                for (int pair = 0; pair < 3; pair++) {
                  pixels[at + pair] = Math.min(1, different[3 * i + pair] / DIFFERENT);
                }
                pixels[at + 3] = Math.min(1, way.firstArrived()[i]);
                pixels[at + 4] = Math.min(1, way.secondArrived()[i]);
                vector(x, y, way.first(), between.missThere(), pixels, at + 5);
                vector(x, y, way.second(), between.missBack(), pixels, at + 6);
                pixels[at + 9] = (float) t - .5f;
              }
            });
    return pixels;
  }

  private static void vector(int x, int y, FlowField way, float[] miss, float[] into, int at) {
    int w = way.width();
    float toX = x + way.dx(x, y);
    float toY = y + way.dy(x, y);
    int column = Math.clamp(Math.round(toX), 0, w - 1);
    int row = Math.clamp(Math.round(toY), 0, way.height() - 1);
    boolean inside = toX >= -.5f && toY >= -.5f && toX <= w - .5f && toY <= way.height() - .5f;
    into[at] = Math.min(1, miss[row * w + column] / WORST_MISS);
    into[at + 2] = inside ? 1 : 0;
  }

  private static float[] different(List<Frame> candidates, int w, int h) {
    float[] different = new float[3 * w * h];
    IntStream.range(0, h)
        .parallel()
        .forEach(
            y -> {
              for (int i = y * w; i < (y + 1) * w; i++) {
                for (int pair = 0; pair < 3; pair++) {
                  int a = candidates.get(2 * pair).argb()[i];
                  int b = candidates.get(2 * pair + 1).argb()[i];
                  int sum = Math.abs((a >> 16 & 255) - (b >> 16 & 255));
                  sum += Math.abs((a >> 8 & 255) - (b >> 8 & 255));
                  sum += Math.abs((a & 255) - (b & 255));
                  different[3 * i + pair] = sum / 3f;
                }
              }
            });
    try (var _ = new PointerScope()) {
      Mat mat = new Mat(h, w, CV_32FC3);
      ((FloatBuffer) mat.createBuffer()).put(different);
      Mat mean = new Mat();
      blur(mat, mean, new Size(AROUND, AROUND));
      ((FloatBuffer) mean.createBuffer()).get(different);
    }
    return different;
  }
}
