package io.kinora.training.style;

import io.kinora.style.NamedStyle;
import io.kinora.style.StyleNet;
import io.kinora.torch.Seeds;
import io.kinora.torch.TensorScope;
import io.kinora.training.world.MovingPair;
import java.util.List;
import java.util.Objects;
import java.util.random.RandomGenerator;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Fits the last layer of each style's head by least squares.
final class HeadFit {
  private HeadFit() {}

  /// Fits the last layers of all styles.
  ///
  /// @param frames number of frames that each is fitted on
  /// @param side of the frames in pixels
  static void fit(StyleNet net, long seed, int frames, int side) {
    for (NamedStyle style : NamedStyle.values()) {
      RandomGenerator random = Seeds.random(seed, "fit " + style.label());
      TensorScope.infer(
          () -> {
            var fit = new LeastSquares();
            for (int i = 0; i < frames; i++) {
              var pair = List.of(MovingPair.draw(random, side));
              Lesson lesson = Lesson.of(style, pair, 1, random, 0);
              var painting = net.begun(lesson.frames(), StyleNet.Paper.of(lesson.paper()), style);
              Tensor missing = lesson.truth().sub(painting.base());
              fit.add(painting.mixed(), torch.pixel_unshuffle(missing, 2));
            }
            String layer = "head_" + style.label() + ".paint.";
            fit.set(parameter(net, layer + "weight"), parameter(net, layer + "bias"));
            return true;
          });
    }
  }

  private static Tensor parameter(StyleNet net, String name) {
    return Objects.requireNonNull(net.named().get(name));
  }
}
