package io.kinora.training.style;

import org.bytedeco.pytorch.Tensor;

/// How far a painted picture is from another one in the features of a net.
interface TextureLoss {
  /// Both `[B, 3, H, W]`.
  Tensor loss(Tensor painted, Tensor truth);
}
