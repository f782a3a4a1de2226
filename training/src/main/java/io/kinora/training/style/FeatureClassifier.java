package io.kinora.training.style;

import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;

import io.kinora.style.Vgg;
import io.kinora.torch.Net;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The net of features with what it is trained by: a layer that names what a picture shows.
public final class FeatureClassifier extends Net {
  private final Vgg vgg;
  private final LinearImpl name;

  /// @param names how many things it tells apart
  public FeatureClassifier(int names) {
    vgg = layer("vgg", new Vgg(Vgg.Config.KINORA));
    int width = Vgg.Config.KINORA.channels().getLast();
    name = layer("name", normal(linear(width, names), 1 / Math.sqrt(width)));
  }

  /// The net of features.
  Vgg vgg() {
    return vgg;
  }

  /// x `[B, 3, H, W]` from 0 to 1 → logits `[B, names]`
  Tensor forward(Tensor x) {
    return name.forward(vgg.forward(x).last().mean(2, 3));
  }
}
