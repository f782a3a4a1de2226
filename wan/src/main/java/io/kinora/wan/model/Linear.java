package io.kinora.wan.model;

import io.kinora.torch.Net;
import io.kinora.torch.Torch;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// y = x Wᵀ + b, where W is converted to the dtype and device of x on use: so weights can stay in
/// 16 bit, and in the mapped file, until the layer runs.
public final class Linear extends Net {
  private final Tensor weight;
  private final @Nullable Tensor bias;

  public Linear(long in, long out) {
    this(in, out, true);
  }

  public Linear(long in, long out, boolean biased) {
    weight = weight("weight", out, in);
    bias = biased ? weight("bias", out) : null;
  }

  /// x `[*, in]` → `[*, out]`
  public Tensor forward(Tensor x) {
    Tensor w = weight.to(x);
    return Torch.largeProduct(
        () ->
            bias == null ? torch.linear(x, w) : torch.linear(x, w, new TensorOptional(bias.to(x))));
  }
}
