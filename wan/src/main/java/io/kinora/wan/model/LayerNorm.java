package io.kinora.wan.model;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Layer normalisation over the last axis (Ba et al. 2016, arXiv:1607.06450), computed in float32.
final class LayerNorm extends Net {
  private final long width;
  private final double eps;
  private final TensorOptional weight, bias;

  /// @param affine whether it has a weight and a bias
  LayerNorm(long width, double eps, boolean affine) {
    this.width = width;
    this.eps = eps;
    weight = affine ? new TensorOptional(weight("weight", width)) : new TensorOptional();
    bias = affine ? new TensorOptional(weight("bias", width)) : new TensorOptional();
  }

  double eps() {
    return eps;
  }

  /// x `[*, width]` → the same shape, float32
  Tensor forward(Tensor x) {
    Tensor y = x.to(ScalarType.Float);
    return torch.layer_norm(y, new long[] {width}, raised(weight, y), raised(bias, y), eps, true);
  }

  private static TensorOptional raised(TensorOptional parameter, Tensor like) {
    return parameter.has_value() ? new TensorOptional(parameter.get().to(like)) : parameter;
  }
}
