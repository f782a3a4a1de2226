package io.kinora.training.style;

import org.bytedeco.pytorch.Tensor;

/// A loss between two pictures on the features of a net.
interface TextureLoss {
  /// The loss of two batches `[B, 3, H, W]`.
  Tensor loss(Tensor painted, Tensor truth);
}
