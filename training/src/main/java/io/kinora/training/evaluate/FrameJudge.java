package io.kinora.training.evaluate;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.nearest2x;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Classifies scene, time of day, weather and number of subjects in a whole frame, and segments the
/// subjects.
final class FrameJudge extends Net {
  /// The dimension of a frame's features.
  static final int FEATURES = 128;

  private static final int[] CHANNELS = {16, 32, 64, 96, FEATURES};

  private final List<Conv2dImpl> down = new ArrayList<>();
  private final List<Conv2dImpl> stay = new ArrayList<>();
  private final Conv2dImpl middle, fine, mark, centre;
  private final LinearImpl scene, time, weather;

  FrameJudge(int scenes, int times, int weathers) {
    int in = 3;
    for (int i = 0; i < CHANNELS.length; i++) {
      int out = CHANNELS[i];
      down.add(layer("down" + i, normal(conv2d(in, out, 3, 2), 1.4 / Math.sqrt(9.0 * in))));
      if (i > 1) {
        stay.add(layer("stay" + i, normal(conv2d(out, out, 3), .5 / Math.sqrt(9.0 * out))));
      }
      in = out;
    }
    middle = layer("middle", normal(conv2d(96, 64, 1), 1 / Math.sqrt(96)));
    fine = layer("fine", normal(conv2d(64, 32, 1), 1 / Math.sqrt(64)));
    mark = layer("mark", normal(conv2d(32, 1, 3), 1 / Math.sqrt(9 * 32.0)));
    centre = layer("centre", normal(conv2d(32, 1, 3), 1 / Math.sqrt(9 * 32.0)));
    scene = layer("scene", normal(linear(FEATURES, scenes), 1 / Math.sqrt(FEATURES)));
    time = layer("time", normal(linear(FEATURES, times), 1 / Math.sqrt(FEATURES)));
    weather = layer("weather", normal(linear(FEATURES, weathers), 1 / Math.sqrt(FEATURES)));
  }

  /// The classification: logits, except the features.
  ///
  /// @param mark `[B, 1, H/4, W/4]`, high on subjects
  /// @param centre `[B, 1, H/4, W/4]`, high in the centre of each subject (Zhou et al. 2019,
  ///     arXiv:1904.07850, section 3)
  /// @param features `[B, 128]`
  record Sight(
      Tensor scene, Tensor time, Tensor weather, Tensor mark, Tensor centre, Tensor features) {}

  /// x `[B, 3, H, W]` from 0 to 1, H and W multiples of 16 → the classification
  Sight forward(Tensor x) {
    x = Ops.times(Ops.plus(x, -.5), 2);
    List<Tensor> levels = new ArrayList<>();
    for (int i = 0; i < CHANNELS.length; i++) {
      x = down.get(i).forward(i == 0 ? x : silu(rmsNorm(x)));
      if (i > 1) {
        x = x.add(stay.get(i - 2).forward(silu(rmsNorm(x))));
      }
      levels.add(x);
    }
    Tensor coarse = nearest2x(middle.forward(silu(rmsNorm(levels.get(3))))).add(levels.get(2));
    Tensor marked = nearest2x(fine.forward(silu(rmsNorm(coarse)))).add(levels.get(1));
    marked = silu(rmsNorm(marked)); // [B, 32, H/4, W/4]
    Tensor features = silu(rmsNorm(x)).mean(2, 3); // [B, 128]
    return new Sight(
        scene.forward(features),
        time.forward(features),
        weather.forward(features),
        mark.forward(marked),
        centre.forward(marked),
        features);
  }
}
