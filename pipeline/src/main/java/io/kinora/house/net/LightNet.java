package io.kinora.house.net;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Predicts the lighting of a layer: the effect of time, weather and distance on a colour painted
/// in neutral daylight, as an affine map of straight RGB.
public final class LightNet extends Net {
  /// The number of words: the thing, scene, time, weather.
  public static final int WORDS = 4;

  /// The number of outputs: a row of the matrix and its offset for red, then green, then blue.
  public static final int OUTPUTS = 12;

  private static final int HIDDEN = 128;

  private final LinearImpl in, mix, out;

  public LightNet() {
    int inputs = WORDS * Phrases.DIMENSION + 3;
    in = layer("in", normal(linear(inputs, HIDDEN), .05));
    mix = layer("mix", normal(linear(HIDDEN, HIDDEN), 1.4 / Math.sqrt(HIDDEN)));
    out = layer("out", normal(linear(HIDDEN, OUTPUTS), 1 / Math.sqrt(HIDDEN)));
  }

  /// words `[B, 4 * 384]`, nearness `[B, 1]` → `[B, 12]`
  public Tensor forward(Tensor words, Tensor nearness) {
    Tensor n = times(nearness, 4);
    Tensor x = cat(1, times(words, .35), n, times(nearness.square(), 4), times(nearness.sqrt(), 4));
    return out.forward(silu(mix.forward(silu(in.forward(x)))));
  }
}
