package io.kinora.wan.model;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// x / RMS(x) · weight over the last axis (Zhang and Sennrich 2019, arXiv:1910.07467, eq. 4), the
/// mean square computed in float32.
final class RmsNorm extends Net {
  private final long width;
  private final double eps;
  private final Tensor weight;

  RmsNorm(long width, double eps) {
    this.width = width;
    this.eps = eps;
    weight = weight("weight", width);
  }

  double eps() {
    return eps;
  }

  /// x `[*, width]` → the same shape and dtype
  Tensor forward(Tensor x) {
    Tensor y = x.to(ScalarType.Float);
    var gain = new TensorOptional(weight.to(y));
    return torch.rms_norm(y, new long[] {width}, gain, new DoubleOptional(eps)).to(x);
  }
}
