package io.kinora.training.loss;

import static org.bytedeco.pytorch.global.torch.conv2d;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.zeros;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;

/// A convolution whose weight is divided by an estimate of its largest singular value, which keeps
/// the discriminator Lipschitz-continuous (Miyato et al. 2018, arXiv:1802.05957, algorithm 1: one
/// power iteration per step).
final class SpectralConv extends Net {
  /// The largest singular value of the effective weight. With 1, a stack of convolutions and leaky
  /// ReLUs attenuates its input so much that the scores stay at 0.
  static final double GAIN = 1.6;

  private final Tensor weight;
  private final Tensor bias;
  private final Tensor left; // u of the paper, [out]
  private final long stride;
  private final long padding;

  SpectralConv(int in, int out, int kernel, int stride) {
    weight =
        parameter(
            "weight",
            Ops.times(
                randn(out, in, kernel, kernel), 1 / Math.sqrt((double) in * kernel * kernel)));
    bias = parameter("bias", zeros(out));
    left = buffer("left", randn(out));
    this.stride = stride;
    this.padding = kernel / 2;
  }

  /// x `[B, in, H, W]` → `[B, out, H / stride, W / stride]`
  Tensor forward(Tensor x) {
    Tensor matrix = weight.reshape(weight.size(0), -1); // [out, in * k * k]
    Tensor right =
        TensorScope.withoutGradients(
            () -> {
              Tensor v = unit(matmul(matrix.t(), left));
              left.copy_(unit(matmul(matrix, v)));
              return v;
            });
    Tensor sigma = matmul(left.clone(), matmul(matrix, right));
    return conv2d(
        x,
        Ops.times(weight.div(sigma), GAIN),
        new TensorOptional(bias),
        new long[] {stride, stride},
        new long[] {padding, padding},
        new long[] {1, 1},
        1);
  }

  private static Tensor unit(Tensor vector) {
    return vector.div(Ops.plus(vector.norm(), 1e-12));
  }
}
