package io.kinora.motion;

import java.nio.FloatBuffer;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_video.DISOpticalFlow;

/// Dense optical flow by dense inverse search (Kroeger et al. 2016, arXiv:1603.03590), OpenCV's
/// implementation.
final class DenseFlow implements AutoCloseable {
  private final DISOpticalFlow search;

  private DenseFlow(int preset, int finestScale) {
    search = DISOpticalFlow.create(preset);
    search.setFinestScale(finestScale);
  }

  /// For measuring: down to single pixels.
  static DenseFlow exact() {
    return new DenseFlow(DISOpticalFlow.PRESET_MEDIUM, 0);
  }

  /// For filling in frames: down to every second pixel.
  static DenseFlow quick() {
    return new DenseFlow(DISOpticalFlow.PRESET_MEDIUM, 1);
  }

  /// The vectors from `a` to `b`, which are of one size.
  FlowField between(Grey a, Grey b) {
    try (var _ = new PointerScope()) {
      Mat flow = new Mat();
      search.calc(a.mat(), b.mat(), flow);
      float[] vectors = new float[2 * a.width() * a.height()];
      ((FloatBuffer) flow.createBuffer()).get(vectors);
      return new FlowField(a.width(), a.height(), vectors);
    }
  }

  @Override
  public void close() {
    search.close();
  }
}
