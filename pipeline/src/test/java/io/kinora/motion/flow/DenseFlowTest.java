package io.kinora.motion.flow;

import static org.assertj.core.api.Assertions.assertThat;

import org.bytedeco.opencv.global.opencv_core;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DenseFlowTest {
  private static final int WIDTH = 384, HEIGHT = 216;

  private final int threads = opencv_core.getNumThreads();

  @AfterEach
  void restore() {
    opencv_core.setNumThreads(threads);
  }

  private static Grey picture(double moved, double stretch) {
    var texture = new NoiseTexture(3);
    byte[] levels = new byte[WIDTH * HEIGHT];
    for (int i = 0; i < levels.length; i++) {
      double x = i % WIDTH * stretch + moved, y = Math.floor((double) i / WIDTH) * stretch;
      levels[i] = (byte) Math.clamp(Math.round(texture.at(x, y)), 0, 255);
    }
    return new Grey(WIDTH, HEIGHT, levels);
  }

  private static float[] vectors(DenseFlow made, int threads) {
    opencv_core.setNumThreads(threads);
    assertThat(opencv_core.getNumThreads()).isEqualTo(threads);
    try (DenseFlow search = made) {
      return search.between(picture(0, 1), picture(3, 1.01)).vectors();
    }
  }

  /// A film is painted and interpolated from its record to the same pixels on other machines.
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 16})
  void vectors_do_not_hang_on_the_number_of_threads(int count) {
    float[] quick = vectors(DenseFlow.quick(), 1);
    assertThat(quick).isNotEqualTo(new float[quick.length]);
    assertThat(vectors(DenseFlow.quick(), count)).isEqualTo(quick);
    assertThat(vectors(DenseFlow.exact(), count)).isEqualTo(vectors(DenseFlow.exact(), 1));
  }
}
