package io.kinora.wan;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// y = x Wᵀ + b, with W raised (or moved) to where and what x is at the moment of use: so weights
/// can stay in 16 bit, and in the mapped file, until the layer runs.
final class Linear extends Net {
  private final Tensor weight;
  private final @Nullable Tensor bias;

  Linear(long in, long out) {
    this(in, out, true);
  }

  Linear(long in, long out, boolean biased) {
    weight = weight("weight", out, in);
    bias = biased ? weight("bias", out) : null;
  }

  /// x `[*, in]` → `[*, out]`
  Tensor forward(Tensor x) {
    return bias == null
        ? torch.linear(x, weight.to(x))
        : torch.linear(x, weight.to(x), new TensorOptional(bias.to(x)));
  }
}
