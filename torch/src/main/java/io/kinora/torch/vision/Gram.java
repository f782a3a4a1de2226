package io.kinora.torch.vision;

import io.kinora.torch.Ops;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Gram matrices of features: the style of a picture without its content (Gatys et al. 2016, "Image
/// style transfer using convolutional neural networks", eq. 3).
public final class Gram {
  private Gram() {}

  /// The mean product of each pair of channels over all positions: features `[B, C, H, W]` → `[B,
  /// C, C]`.
  public static Tensor of(Tensor features) {
    long b = features.size(0), c = features.size(1), n = features.size(2) * features.size(3);
    Tensor rows = features.permute(0, 2, 3, 1).reshape(b, n, c); // as it lies in memory
    return Ops.times(torch.bmm(rows.transpose(1, 2), rows), 1.0 / n);
  }
}
