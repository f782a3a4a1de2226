package io.kinora.torch.weights;

import io.kinora.torch.Layers;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// A small net to save and load; one of its tensors is a single number without axes.
final class TwoLayers extends Net {
  final Conv2dImpl conv = layer("conv", Layers.conv2d(2, 3, 3));
  final LinearImpl out = layer("out", Layers.linear(3, 2));
  final Tensor scale = parameter("scale", torch.ones(1).squeeze());

  /// Every number of the net becomes `value`.
  TwoLayers filled(double value) {
    TensorScope.run(
        () -> named().values().forEach(parameter -> parameter.detach().fill_(Ops.scalar(value))));
    return this;
  }
}
