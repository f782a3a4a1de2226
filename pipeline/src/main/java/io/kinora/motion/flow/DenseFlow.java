package io.kinora.motion.flow;

import io.kinora.clip.MotionSearch;
import java.nio.FloatBuffer;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/// Dense optical flow by dense inverse search (Kroeger et al. 2016, arXiv:1603.03590), OpenCV's
/// implementation.
public final class DenseFlow implements AutoCloseable {
  private final DISOpticalFlow search;

  private DenseFlow(int preset, int finestScale) {
    search = DISOpticalFlow.create(preset);
    search.setFinestScale(finestScale);
  }

  /// Creates a search for measuring, down to single pixels.
  public static DenseFlow exact() {
    return new DenseFlow(DISOpticalFlow.PRESET_MEDIUM, 0);
  }

  /// Creates a search for interpolating frames, down to every second pixel.
  static DenseFlow quick() {
    return new DenseFlow(DISOpticalFlow.PRESET_FAST, 1);
  }

  /// The flow from `a` to `b`, which have the same size.
  public FlowField between(Grey a, Grey b) {
    try (var _ = new PointerScope()) {
      Mat flow = new Mat();
      search.calc(a.mat(), b.mat(), flow);
      float[] vectors = new float[2 * a.width() * a.height()];
      ((FloatBuffer) flow.createBuffer()).get(vectors);
      return new FlowField(a.width(), a.height(), vectors);
    }
  }

  /// Two quick searches, one for each direction, because a search holds buffers and is not
  /// thread-safe.
  public static final class Pair implements MotionSearch {
    private final DenseFlow onward = quick();
    private final DenseFlow backward = quick();

    /// The vectors from `a` to `b`, and those from `b` to `a`.
    FlowField[] bothWays(Grey a, Grey b) {
      var fields = new FlowField[2];
      IntStream.range(0, 2)
          .parallel()
          .forEach(i -> fields[i] = i == 0 ? onward.between(a, b) : backward.between(b, a));
      return fields;
    }

    @Override
    public float[][] bothWays(byte[] first, byte[] second, int width, int height) {
      FlowField[] fields =
          bothWays(new Grey(width, height, first), new Grey(width, height, second));
      return new float[][] {fields[0].vectors(), fields[1].vectors()};
    }

    @Override
    public void close() {
      onward.close();
      backward.close();
    }
  }

  @Override
  public void close() {
    search.close();
  }
}
