package io.kinora.training.evaluate;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Classifies the noun and colour of one subject in a crop. The features of the whole frame are an
/// input, too, because a white thing looks blue at night.
final class CropJudge extends Net {
  /// The side of a crop in pixels.
  static final int SIDE = 64;

  /// The dimension of a crop's features.
  static final int FEATURES = 128;

  private static final int HIDDEN = 128;
  private static final int[] CHANNELS = {32, 64, FEATURES};

  private final List<Conv2dImpl> down = new ArrayList<>();
  private final List<Conv2dImpl> stay = new ArrayList<>();
  private final LinearImpl noun, hidden, colour;

  CropJudge(int nouns, int colours) {
    int in = 3;
    for (int i = 0; i < CHANNELS.length; i++) {
      int out = CHANNELS[i];
      down.add(layer("down" + i, normal(conv2d(in, out, 3, 2), 1.4 / Math.sqrt(9.0 * in))));
      stay.add(layer("stay" + i, normal(conv2d(out, out, 3), .5 / Math.sqrt(9.0 * out))));
      in = out;
    }
    noun = layer("noun", normal(linear(2 * FEATURES, nouns), 1 / Math.sqrt(2 * FEATURES)));
    int inputs = 2 * FEATURES + FrameJudge.FEATURES;
    hidden = layer("hidden", normal(linear(inputs, HIDDEN), 1 / Math.sqrt(inputs)));
    colour = layer("colour", normal(linear(HIDDEN, colours), 1 / Math.sqrt(HIDDEN)));
  }

  /// The classification, as logits.
  ///
  /// @param features `[B, 256]`: means and maxima over the crop
  record Sight(Tensor noun, Tensor colour, Tensor features) {}

  /// x `[B, 3, 64, 64]` from 0 to 1, the frame's features `[B, 128]` → the classification
  Sight forward(Tensor x, Tensor frame) {
    x = Ops.times(Ops.plus(x, -.5), 2);
    for (int i = 0; i < CHANNELS.length; i++) {
      x = down.get(i).forward(i == 0 ? x : silu(rmsNorm(x)));
      x = x.add(stay.get(i).forward(silu(rmsNorm(x))));
    }
    x = silu(rmsNorm(x));
    Tensor features = cat(1, x.mean(2, 3), x.amax(new long[] {2, 3}, false)); // [B, 256]
    Tensor mixed = silu(hidden.forward(cat(1, features, frame)));
    return new Sight(noun.forward(features), colour.forward(mixed), features);
  }
}
