package io.kinora.training.loss;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The project's own VGG-type net (Simonyan and Zisserman 2015, arXiv:1409.1556: pairs of 3×3
/// convolutions, then 2×2 max pooling): it is trained to classify the noun and colour of a layer,
/// and the perceptual loss compares its features.
public final class FeatureNet extends Net {
  private static final int[] CHANNELS = {16, 32, 64, 96};

  private final List<Conv2dImpl> first = new ArrayList<>();
  private final List<Conv2dImpl> second = new ArrayList<>();
  private final LinearImpl noun, colour;

  /// @param nouns number of classes of things
  /// @param colours number of classes of colours
  public FeatureNet(int nouns, int colours) {
    int in = 3;
    for (int i = 0; i < CHANNELS.length; i++) {
      int out = CHANNELS[i];
      first.add(layer("conv" + (i + 1) + "_1", conv(in, out)));
      second.add(layer("conv" + (i + 1) + "_2", conv(out, out)));
      in = out;
    }
    noun = layer("noun", normal(linear(in, nouns), 1 / Math.sqrt(in)));
    colour = layer("colour", normal(linear(in, colours), 1 / Math.sqrt(in)));
  }

  /// He et al. 2015 (arXiv:1502.01852), eq. 10: initial weights that keep the variance through
  /// ReLU.
  private static Conv2dImpl conv(int in, int out) {
    return normal(conv2d(in, out, 3), Math.sqrt(2 / (9.0 * in)));
  }

  /// The net's features and logits.
  ///
  /// @param features of each pair of convolutions, at 1, 1/2, 1/4 and 1/8 of the size
  /// @param noun logits
  /// @param colour logits
  public record Sight(List<Tensor> features, Tensor noun, Tensor colour) {}

  /// x `[B, 3, H, W]` from 0 to 1, H and W multiples of 8 → features and logits
  public Sight forward(Tensor x) {
    var features = new ArrayList<Tensor>();
    x = Ops.times(Ops.plus(x, -.5), 2);
    for (int i = 0; i < CHANNELS.length; i++) {
      x = relu(first.get(i).forward(x));
      x = relu(second.get(i).forward(x)); // [B, C, H / 2^i, W / 2^i]
      features.add(x);
      if (i + 1 < CHANNELS.length) {
        x = max_pool2d(x, 2, 2);
      }
    }
    Tensor pooled = x.mean(2, 3); // [B, 96]
    return new Sight(features, noun.forward(pooled), colour.forward(pooled));
  }
}
