package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.Objects;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.ScalarOptional;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.jspecify.annotations.Nullable;

/// The layers of [VaeEncoder] and [VaeDecoder].
///
/// Frames lie along the batch axis, `[T, C, H, W]`, channels last: a 3-D convolution is then one
/// 2-D convolution per temporal tap, without the reordering that libtorch's own 3-D path needs;
/// `WanBenchmarkTest` prints the time of both.
public final class VaeLayers {
  private static final long[] ONE = {1, 1};

  private VaeLayers() {}

  private static Tensor conv(
      Tensor x, Tensor kernel, @Nullable Tensor bias, long[] stride, long[] padding) {
    return torch.conv2d(
        x,
        kernel.to(x).contiguous(MemoryFormat.ChannelsLast),
        bias == null ? new TensorOptional() : new TensorOptional(bias.to(x)),
        stride,
        padding,
        ONE,
        1);
  }

  /// A 3-D convolution that is causal in time: it sees `time - 1` past frames, zeros before the
  /// first. In space it is padded with zeros to keep the size.
  public static final class CausalConv3d extends Net {
    private final long time, side;
    private final Tensor weight, bias;

    public CausalConv3d(long in, long out, long time, long side) {
      this.time = time;
      this.side = side;
      weight = weight("weight", out, in, time, side, side);
      bias = weight("bias", out);
    }

    /// x `[T, in, H, W]` → `[T, out, H, W]`
    public Tensor forward(Tensor x, CausalCache past) {
      return time == 1 ? slide(x, 1) : keep(() -> slide(past.before(this, x, time - 1), 1));
    }

    /// x `[T, in, H, W]` → `[1 + (T - time) / stride, out, H, W]`, without a past
    Tensor slide(Tensor x, long stride) {
      long[] padding = {side / 2, side / 2};
      long frames = 1 + (x.size(0) - time) / stride;
      Tensor y = null;
      for (long tap = time - 1; tap >= 0; tap--) {
        Tensor part = every(x, tap, frames, stride), kernel = weight.select(2, tap);
        if (y == null) {
          y = conv(part, kernel, bias, ONE, padding);
        } else {
          Tensor z = conv(part, kernel, null, ONE, padding);
          y.add_(z);
          z.close();
        }
      }
      return Objects.requireNonNull(y);
    }

    private static Tensor every(Tensor x, long first, long count, long stride) {
      return stride == 1
          ? x.narrow(0, first, count)
          : x.narrow(0, first, (count - 1) * stride + 1)
              .slice(0, new LongOptional(), new LongOptional(), stride);
    }
  }

  /// A 2-D convolution of every frame.
  static final class FrameConv extends Net {
    private final long stride;
    private final long[] padding;
    private final Tensor weight, bias;

    FrameConv(long in, long out, long side, long stride, long pad) {
      this.stride = stride;
      padding = new long[] {pad, pad};
      weight = weight("weight", out, in, side, side);
      bias = weight("bias", out);
    }

    /// x `[T, in, H, W]` → `[T, out, H', W']`
    public Tensor forward(Tensor x) {
      return conv(x, weight, bias, new long[] {stride, stride}, padding);
    }
  }

  /// x / ‖x‖ · √C · γ over the channels of each pixel; no eps, but the norm is at least 1e-12.
  static final class ChannelNorm extends Net {
    private final double scale;
    private final Tensor gamma;

    /// @param axes how many axes of length 1 follow the channels in the checkpoint: 3, or 2
    ChannelNorm(long channels, int axes) {
      scale = Math.sqrt((double) channels);
      gamma = axes == 3 ? weight("gamma", channels, 1, 1, 1) : weight("gamma", channels, 1, 1);
    }

    /// x `[T, C, H, W]` → the same
    public Tensor forward(Tensor x) {
      Tensor norm =
          torch.linalg_vector_norm(
              x, new Scalar(2.0), new long[] {1}, true, new ScalarTypeOptional());
      Tensor floored = norm.clamp_(new ScalarOptional(new Scalar(1e-12)));
      return x.div(floored).mul_(Ops.times(gamma.to(x), scale).view(1, -1, 1, 1));
    }
  }

  /// Two times norm, SiLU and convolution, plus a shortcut.
  static final class ResidualBlock extends Net {
    private final ChannelNorm norm1, norm2;
    private final CausalConv3d conv1, conv2;
    private final @Nullable CausalConv3d convShortcut;

    ResidualBlock(long in, long out) {
      norm1 = layer("norm1", new ChannelNorm(in, 3));
      conv1 = layer("conv1", new CausalConv3d(in, out, 3, 3));
      norm2 = layer("norm2", new ChannelNorm(out, 3));
      conv2 = layer("conv2", new CausalConv3d(out, out, 3, 3));
      convShortcut = in == out ? null : layer("conv_shortcut", new CausalConv3d(in, out, 1, 1));
    }

    /// x `[T, in, H, W]` → `[T, out, H, W]`
    public Tensor forward(Tensor x, CausalCache past) {
      return keep(
          () -> {
            Tensor y = keep(() -> conv1.forward(torch.silu_(norm1.forward(x)), past));
            Tensor z = keep(() -> conv2.forward(torch.silu_(norm2.forward(y)), past));
            y.close();
            return z.add_(convShortcut == null ? x : convShortcut.forward(x, past));
          });
    }
  }

  /// Self-attention between the pixels of each frame, with one head of all channels.
  static final class AttentionBlock extends Net {
    private final ChannelNorm norm;
    private final FrameConv toQkv, proj;

    AttentionBlock(long channels) {
      norm = layer("norm", new ChannelNorm(channels, 2));
      toQkv = layer("to_qkv", new FrameConv(channels, 3 * channels, 1, 1, 0));
      proj = layer("proj", new FrameConv(channels, channels, 1, 1, 0));
    }

    /// x `[T, C, H, W]` → the same
    public Tensor forward(Tensor x) {
      long t = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
      Tensor qkv = toQkv.forward(norm.forward(x)).permute(0, 2, 3, 1).reshape(t, h * w, 1, 3 * c);
      Tensor y =
          Attention.attend(qkv.narrow(3, 0, c), qkv.narrow(3, c, c), qkv.narrow(3, 2 * c, c));
      return x.add(proj.forward(y.view(t, h, w, c).permute(0, 3, 1, 2)));
    }
  }

  /// The middle of the autoencoder: residual, attention, residual.
  static final class MidBlock extends Net {
    private final ResidualBlock resnet0, resnet1;
    private final AttentionBlock attention;

    MidBlock(long channels) {
      resnet0 = layer("resnets.0", new ResidualBlock(channels, channels));
      attention = layer("attentions.0", new AttentionBlock(channels));
      resnet1 = layer("resnets.1", new ResidualBlock(channels, channels));
    }

    public Tensor forward(Tensor x, CausalCache past) {
      Tensor y = resnet0.forward(x, past);
      return resnet1.forward(keep(() -> attention.forward(y)), past);
    }
  }

  /// Halves H and W; with `time`, also the frames after the first: 1 + 2n → 1 + n.
  static final class Downsample extends Net {
    private final FrameConv resample;
    private final @Nullable CausalConv3d timeConv;

    Downsample(long channels, boolean time) {
      resample = layer("resample.1", new FrameConv(channels, channels, 3, 2, 0));
      timeConv = time ? layer("time_conv", new CausalConv3d(channels, channels, 3, 1)) : null;
    }

    /// x `[T, C, H, W]` → `[T', C, H / 2, W / 2]`; padded at the right and at the bottom only
    public Tensor forward(Tensor x, CausalCache past) {
      Tensor y = keep(() -> resample.forward(torch.constant_pad_nd(x, 0, 1, 0, 1)));
      return timeConv == null ? y : keep(() -> halveTime(timeConv, y, past));
    }

    /// The first frame is passed through; each other one is convolved together with the one before
    /// it.
    private static Tensor halveTime(CausalConv3d timeConv, Tensor y, CausalCache past) {
      if (!past.atStart()) {
        Tensor window = past.before(timeConv, y, 1);
        return timeConv.slide(window, 2);
      }
      past.remember(timeConv, y, 1);
      Tensor first = y.narrow(0, 0, 1);
      return y.size(0) == 1 ? first : Ops.cat(0, first, timeConv.slide(y, 2));
    }
  }

  /// Doubles H and W; with `time`, also the frames after the first: 1 + n → 1 + 2n.
  static final class Upsample extends Net {
    private final @Nullable CausalConv3d timeConv;
    private final FrameConv resample;

    Upsample(long in, long out, boolean time) {
      timeConv = time ? layer("time_conv", new CausalConv3d(in, 2 * in, 3, 1)) : null;
      resample = layer("resample.1", new FrameConv(in, out, 3, 1, 1));
    }

    /// x `[T, in, H, W]` → `[T', out, 2H, 2W]`
    public Tensor forward(Tensor x, CausalCache past) {
      return keep(
          () -> {
            Tensor y = timeConv == null ? x : doubleTime(timeConv, x, past);
            return resample.forward(Ops.nearest2x(y));
          });
    }

    /// The first frame is passed through, and no later frame depends on it.
    private static Tensor doubleTime(CausalConv3d timeConv, Tensor x, CausalCache past) {
      if (!past.atStart()) {
        return doubled(timeConv, x, past);
      }
      Tensor first = x.narrow(0, 0, 1);
      long rest = x.size(0) - 1;
      return rest == 0 ? first : Ops.cat(0, first, doubled(timeConv, x.narrow(0, 1, rest), past));
    }

    /// The first half of the channels is the even frame, the second half the odd one.
    private static Tensor doubled(CausalConv3d timeConv, Tensor x, CausalCache past) {
      long t = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
      Tensor y = timeConv.forward(x, past); // [T, 2C, H, W]
      return y.permute(0, 2, 3, 1) // channels-last throughout
          .reshape(t, h, w, 2, c)
          .permute(0, 3, 1, 2, 4)
          .reshape(2 * t, h, w, c)
          .permute(0, 3, 1, 2);
    }
  }
}
