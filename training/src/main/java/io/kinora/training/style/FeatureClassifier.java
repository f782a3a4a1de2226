package io.kinora.training.style;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.max_pool2d;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.vision.Vgg;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The feature network with its training layers: batch normalisation after each convolution (Ioffe
/// and Szegedy 2015, arXiv:1502.03167, algorithm 1) and a classification layer.
///
/// Training normalises by the statistics of the batch. [#fold] measures them over many pictures and
/// folds them into the convolutions, so that the feature network itself has no normalisation.
public final class FeatureClassifier extends Net {
  private static final double EPSILON = 1e-5, UNUSED_MOMENTUM = 0;

  private final Vgg vgg;
  private final List<Tensor> scales = new ArrayList<>(), shifts = new ArrayList<>();
  private final LinearImpl name;

  /// @param names number of classes
  public FeatureClassifier(int names) {
    vgg = layer("vgg", new Vgg(Vgg.Config.KINORA));
    int layer = 0;
    for (List<Conv2dImpl> block : vgg.blocks()) {
      for (Conv2dImpl convolution : block) {
        long channels = convolution.weight().size(0);
        scales.add(parameter("scale" + layer, torch.ones(channels)));
        shifts.add(parameter("shift" + layer, torch.zeros(channels)));
        layer++;
      }
    }
    int width = Vgg.Config.KINORA.channels().getLast();
    name = layer("name", normal(linear(width, names), 1 / Math.sqrt(width)));
  }

  /// One step of training.
  ///
  /// @param x `[B, 3, H, W]` from 0 to 1
  /// @return logits `[B, names]`
  Tensor forward(Tensor x) {
    return logits(normalised(x, null));
  }

  /// The logits of features.
  ///
  /// @param features `[B, C, h, w]`, of the last convolution
  /// @return `[B, names]`
  Tensor logits(Tensor features) {
    return name.forward(features.mean(2, 3));
  }

  /// Folds the statistics of a batch into the convolutions of another network, which then has the
  /// same output for that batch.
  ///
  /// @param x `[B, 3, H, W]`: many pictures
  void fold(Tensor x, Vgg into) {
    TensorScope.infer(() -> normalised(x, into));
  }

  private Tensor normalised(Tensor x, @Nullable Vgg into) {
    Tensor h = vgg.standardised(x);
    int layer = 0;
    for (int b = 0; b < vgg.blocks().size(); b++) {
      h = b == 0 ? h : max_pool2d(h, 2, 2);
      for (int i = 0; i < vgg.blocks().get(b).size(); i++) {
        Conv2dImpl convolution = vgg.blocks().get(b).get(i);
        h = convolution.forward(h);
        if (into != null) {
          fold(convolution, h, layer, into.blocks().get(b).get(i));
        }
        h = relu(normalise(h, layer++));
      }
    }
    return h;
  }

  private Tensor normalise(Tensor h, int layer) {
    var none = new TensorOptional();
    return torch.batch_norm(
        h,
        new TensorOptional(scales.get(layer)),
        new TensorOptional(shifts.get(layer)),
        none,
        none,
        true,
        UNUSED_MOMENTUM,
        EPSILON,
        false);
  }

  private void fold(Conv2dImpl convolution, Tensor h, int layer, Conv2dImpl into) {
    Tensor mean = h.mean(0, 2, 3);
    Tensor variance = h.sub(mean.view(1, -1, 1, 1)).square().mean(0, 2, 3);
    Tensor factor = scales.get(layer).div(Ops.plus(variance, EPSILON).sqrt());
    into.weight().copy_(convolution.weight().mul(factor.view(-1, 1, 1, 1)));
    into.bias().copy_(convolution.bias().sub(mean).mul(factor).add(shifts.get(layer)));
  }
}
