package io.kinora.torch;

import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Tensor operations in a form that is short to write in a `forward`.
public final class Ops {
  private Ops() {}

  public static Scalar scalar(double value) {
    return new Scalar(value);
  }

  public static Tensor times(Tensor x, double factor) {
    return x.mul(new Scalar(factor));
  }

  public static Tensor plus(Tensor x, double term) {
    return x.add(new Scalar(term));
  }

  public static Tensor clamp(Tensor x, double low, double high) {
    return x.clamp(new ScalarOptional(new Scalar(low)), new ScalarOptional(new Scalar(high)));
  }

  /// Joins tensors along an axis.
  public static Tensor cat(long axis, Tensor... parts) {
    return torch.cat(new TensorVector(parts), axis);
  }

  /// x `[B, C, …]` divided by its root mean square over the channels: no mean, no weight
  /// (Zhang and Sennrich 2019, arXiv:1910.07467, eq. 4, per position).
  public static Tensor rmsNorm(Tensor x) {
    Tensor square = x.square().mean(new long[] {1}, true, new ScalarTypeOptional());
    return x.mul(plus(square, 1e-4).rsqrt());
  }

  /// Feature-wise linear modulation (Perez et al. 2018, arXiv:1709.07871, eq. 2, with γ written as
  /// 1 + γ).
  ///
  /// @param x `[B, C, …]`
  /// @param gammaBeta `[B, 2C]`
  public static Tensor film(Tensor x, Tensor gammaBeta) {
    long channels = x.size(1);
    long[] shape = new long[(int) x.dim()];
    Arrays.fill(shape, 1);
    shape[0] = gammaBeta.size(0);
    shape[1] = channels;
    Tensor gamma = gammaBeta.narrow(1, 0, channels).view(shape);
    Tensor beta = gammaBeta.narrow(1, channels, channels).view(shape);
    return torch.addcmul(beta, x, plus(gamma, 1));
  }

  /// x `[B, C, H, W]` → `[B, C, 2H, 2W]`, by nearest neighbour; keeps channels-last.
  public static Tensor nearest2x(Tensor x) {
    long b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
    return x.permute(0, 2, 3, 1)
        .view(b, h, 1, w, 1, c)
        .expand(b, h, 2, w, 2, c)
        .reshape(b, 2 * h, 2 * w, c)
        .permute(0, 3, 1, 2);
  }

  /// x `[B, C, H, W]` → `[B, C, fH, fW]`, bilinear, as two products with a fixed matrix: on a CPU
  /// the gradient of libtorch's own up-sampling costs more than a 3×3 convolution. The result has
  /// the memory format of x, channels first or last.
  public static Tensor bilinear(Tensor x, int factor) {
    if (factor == 1) {
      return x;
    }
    long b = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
    Tensor down = bilinearMatrix((int) h, factor, x);
    Tensor across = bilinearMatrix((int) w, factor, x);
    if (x.is_contiguous()) {
      Tensor rows = torch.matmul(down, x.view(b * c, h, w)).view(b * c * h * factor, w);
      return torch.matmul(rows, across.t()).view(b, c, h * factor, w * factor);
    }
    Tensor rows = x.permute(0, 2, 3, 1).reshape(b, h, w * c);
    rows = torch.matmul(down, rows).view(b * h * factor, w, c);
    return torch.matmul(across, rows).view(b, h * factor, w * factor, c).permute(0, 3, 1, 2);
  }

  /// x `[B, C, H, W]` → `[B, C, 2H, 2W]`, by cubic convolution (Keys 1981, eq. 15, a = -3/4).
  public static Tensor bicubic2x(Tensor x) {
    long[] size = {2 * x.size(2), 2 * x.size(3)};
    return torch.upsample_bicubic2d(x, size, false, new DoubleOptional(), new DoubleOptional());
  }

  /// The matrix `[n * factor, n]` of bilinear interpolation on the device of `like`: half-pixel
  /// centres, edges repeated.
  private static Tensor bilinearMatrix(int n, int factor, Tensor like) {
    float[] matrix = new float[n * factor * n];
    for (int i = 0; i < n * factor; i++) {
      double source = (i + .5) / factor - .5;
      int left = (int) Math.floor(source);
      float share = (float) (source - left);
      matrix[i * n + Math.clamp(left, 0, n - 1)] += 1 - share;
      matrix[i * n + Math.clamp(left + 1, 0, n - 1)] += share;
    }
    return Tensor.create(matrix, (long) n * factor, n).to(like);
  }

  /// x `[B, C, H, W]` → `[B, C, H / factor, W / factor]`, the mean of each block.
  public static Tensor shrink(Tensor x, long factor) {
    return factor == 1
        ? x
        : torch.avg_pool2d(
            x,
            new long[] {factor, factor},
            new long[] {factor, factor},
            new long[] {0, 0},
            false,
            true,
            new LongOptional());
  }
}
