package io.kinora.style;

import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import java.util.Arrays;
import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/// Fixed image filters for drafts.
final class Filters {
  private Filters() {}

  /// Luma (BT.601): x `[B, 3, H, W]` → `[B, 1, H, W]`
  static Tensor luma(Tensor x) {
    return Ops.times(x.narrow(1, 0, 1), .299)
        .add_(x.narrow(1, 1, 1), Ops.scalar(.587))
        .add_(x.narrow(1, 2, 1), Ops.scalar(.114));
  }

  /// Changes the saturation: a factor above 1 moves colours away from grey; not clipped.
  static Tensor saturated(Tensor x, double factor) {
    return torch.lerp(luma(x), x, Ops.scalar(factor));
  }

  /// 0 below `low`, 1 above `high`, smooth between.
  static Tensor smooth(double low, double high, Tensor x) {
    Tensor t = Ops.plus(x, -low).mul_(Ops.scalar(1 / (high - low)));
    t.clamp_(new ScalarOptional(Ops.scalar(0)), new ScalarOptional(Ops.scalar(1)));
    return t.square().mul_(Ops.times(t, -2).add_(Ops.scalar(3)));
  }

  /// Interpolates from `x` to a colour: x `[B, 3, H, W]`, share `[B, 1, H, W]`
  static Tensor towards(Tensor x, Tensor share, double... colour) {
    return torch.lerp(x, colour(colour), share);
  }

  /// `[1, 3, 1, 1]`
  static Tensor colour(double... rgb) {
    return Tensors.of(new float[] {(float) rgb[0], (float) rgb[1], (float) rgb[2]}, 1, 3, 1, 1);
  }

  /// A Gaussian blur of each channel, with repeated edges.
  static Tensor blur(Tensor x, double deviation) {
    int reach = (int) Math.ceil(2.5 * deviation);
    float[] kernel = new float[2 * reach + 1];
    double sum = 0;
    for (int i = -reach; i <= reach; i++) {
      sum += Math.exp(-i * i / (2 * deviation * deviation));
    }
    for (int i = -reach; i <= reach; i++) {
      kernel[i + reach] = (float) (Math.exp(-i * i / (2 * deviation * deviation)) / sum);
    }
    Tensor rows = summed(torch.replication_pad2d(x, reach, reach, 0, 0), kernel, 3);
    return summed(torch.replication_pad2d(rows, 0, 0, reach, reach), kernel, 2);
  }

  /// The mean of each square of `side` pixels: x `[B, C, H, W]` → `[B, C, H - side + 1, W - side +
  /// 1]`
  static Tensor means(Tensor x, int side) {
    float[] kernel = new float[side];
    Arrays.fill(kernel, 1f / side);
    return summed(summed(x, kernel, 3), kernel, 2);
  }

  /// The weighted sum of neighbours along an axis: libtorch's convolution of single planes is twice
  /// as slow.
  private static Tensor summed(Tensor x, float[] kernel, long axis) {
    long count = x.size(axis) - kernel.length + 1;
    Tensor sum = Ops.times(x.narrow(axis, 0, count), kernel[0]);
    for (int i = 1; i < kernel.length; i++) {
      sum.add_(x.narrow(axis, i, count), Ops.scalar(kernel[i]));
    }
    return sum;
  }

  /// x `[B, C, H, W]` → `[B, C, 2H, 2W]`, bilinear; its gradient is slow.
  static Tensor twice(Tensor x) {
    long[] size = {2 * x.size(2), 2 * x.size(3)};
    return torch.upsample_bilinear2d(x, size, false, new DoubleOptional(), new DoubleOptional());
  }

  /// Half the difference of the neighbours to the right and to the left (axis 3), or below and
  /// above (axis 2).
  static Tensor slope(Tensor x, long axis) {
    Tensor wide =
        axis == 3 ? torch.replication_pad2d(x, 1, 1, 0, 0) : torch.replication_pad2d(x, 0, 0, 1, 1);
    long n = x.size(axis);
    return Ops.times(wide.narrow(axis, 2, n).sub(wide.narrow(axis, 0, n)), .5);
  }

  /// Ink lines at transitions from dark to light: the difference of two Gaussians with a soft
  /// threshold (Winnemöller et al. 2012, "XDoG", eq. 5 to 7). x `[B, 1, H, W]` → 1 where there is
  /// ink
  static Tensor lines(Tensor x, double deviation, double threshold, double sharpness) {
    Tensor d = Ops.plus(blur(x, 1.6 * deviation).sub(blur(x, deviation)), -threshold);
    return torch.tanh(Ops.times(torch.relu(d), sharpness));
  }

  /// Samples each pixel from a position shifted by `across` to the right and `down`: x `[B, C, H,
  /// W]`, shifts `[B, 1, H, W]` in pixels
  static Tensor moved(Tensor x, Tensor across, Tensor down) {
    long b = x.size(0), h = x.size(2), w = x.size(3);
    Tensor u = Ops.times(across, 2.0 / w).squeeze(1).add(middles(w).view(1, 1, w));
    Tensor v = Ops.times(down, 2.0 / h).squeeze(1).add(middles(h).view(1, h, 1));
    Tensor places = torch.stack(new TensorVector(u, v), 3).expand(b, h, w, 2);
    return torch.grid_sampler_2d(x, places, 0, 1, false);
  }

  /// The centres of pixels in `grid_sample`'s coordinates: -1 is the edge of the first pixel.
  private static Tensor middles(long count) {
    float[] middles = new float[(int) count];
    for (int i = 0; i < count; i++) {
      middles[i] = (float) ((2.0 * i + 1) / count - 1);
    }
    return Tensors.of(middles, count);
  }
}
