package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.wan.model.VaeLayers.CausalConv3d;
import io.kinora.wan.model.VaeLayers.ChannelNorm;
import io.kinora.wan.model.VaeLayers.MidBlock;
import io.kinora.wan.model.VaeLayers.ResidualBlock;
import io.kinora.wan.model.VaeLayers.Upsample;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.LongOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Latents to pixels, one latent frame at a time (Wan team 2025, arXiv:2503.20314, §4.1, fig. 5).
///
/// It runs in two parts. The first holds the only attention, over all pixels of a latent frame. The
/// second, which takes nearly all time and memory, depends only on latents within
/// [#reach(VaeConfig)]: so it can run tile by tile without visible seams.
public final class VaeDecoder extends Net {
  private final CausalConv3d convIn, convOut;
  private final MidBlock midBlock;
  private final List<Level> levels = new ArrayList<>();
  private final ChannelNorm normOut;

  VaeDecoder(VaeConfig config) {
    int n = config.levels();
    long base = config.decoderBaseWidth(), in = base * config.widths().getLast();
    convIn = layer("conv_in", new CausalConv3d(config.latentChannels(), in, 3, 3));
    midBlock = layer("mid_block", new MidBlock(in));
    for (int i = 0; i < n; i++) {
      long out = base * config.widths().get(n - 1 - i);
      boolean last = i == n - 1;
      boolean time = !last && config.temporalDown().get(n - 2 - i);
      String name = "up_blocks." + i;
      long from = i > 0 && !config.residual() ? in / 2 : in; // 2.1 halves them on the way up
      var resnets = new ArrayList<ResidualBlock>();
      for (int j = 0; j <= config.residualBlocks(); j++) {
        resnets.add(layer(name + ".resnets." + j, new ResidualBlock(j == 0 ? from : out, out)));
      }
      Upsample up = null;
      if (!last) {
        up =
            config.residual()
                ? layer(name + ".upsampler", new Upsample(out, out, time))
                : layer(name + ".upsamplers.0", new Upsample(out, out / 2, time));
      }
      var shortcut = config.residual() && !last ? new DupUp(out, time ? 2 : 1, 2) : null;
      levels.add(new Level(resnets, up, shortcut));
      in = out;
    }
    normOut = layer("norm_out", new ChannelNorm(in, 3));
    convOut = layer("conv_out", new CausalConv3d(in, config.outChannels(), 3, 3));
  }

  /// The receptive radius of a pixel of the second part, in latents.
  public static int reach(VaeConfig config) {
    double reach = 0;
    for (int i = 0; i < config.levels(); i++) {
      boolean last = i == config.levels() - 1;
      double convolutions = 2.0 * (config.residualBlocks() + 1);
      reach += (convolutions + (last ? 1 : 0.5)) / (1 << i); // last: conv_out, otherwise resample
    }
    return (int) Math.ceil(reach);
  }

  /// The first part: the next latents `[T, z, h, w]` → `[T, C, h, w]`
  Tensor whole(Tensor z, CausalCache past) {
    return keep(() -> midBlock.forward(convIn.forward(z, past), past));
  }

  /// The second part: the next frames of the first one, or a tile of them `[T, C, h, w]` →
  /// `[T', out, H, W]`, not clamped
  Tensor tile(Tensor x, CausalCache past) {
    Tensor y = new Tensor(x); // a second handle, which may be closed
    for (Level level : levels) {
      Tensor before = y;
      y = keep(() -> level.forward(before, past));
      before.close();
    }
    Tensor last = y;
    return keep(() -> convOut.forward(torch.silu_(normOut.forward(last)), past));
  }

  private record Level(
      List<ResidualBlock> resnets, @Nullable Upsample up, @Nullable DupUp shortcut) {
    Tensor forward(Tensor x, CausalCache past) {
      Tensor y = new Tensor(x);
      for (ResidualBlock resnet : resnets) {
        Tensor before = y;
        y = resnet.forward(before, past);
        before.close();
      }
      y = up == null ? y : up.forward(y, past);
      return shortcut == null ? y : y.add_(shortcut.forward(x, past));
    }
  }

  /// The shortcut of a level of 2.2: repeats channels and unfolds them into frames and pixels (Chen
  /// et al. 2024, arXiv:2410.10733, fig. 4).
  private record DupUp(long out, long time, long side) {
    /// x `[T, C, H, W]` → `[T * time, out, H * side, W * side]`; the first frame is not doubled
    Tensor forward(Tensor x, CausalCache past) {
      long t = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
      // Output (o, t, dy, dx) takes channel (((o * time + t) * side + dy) * side + dx) / repeats.
      Tensor y =
          x.repeat_interleave(
              out * time * side * side / c, new LongOptional(1), new LongOptional());
      y =
          y.view(t, out, time, side, side, h, w)
              .permute(0, 2, 1, 5, 3, 6, 4)
              .reshape(t * time, out, h * side, w * side);
      return past.atStart() ? y.narrow(0, time - 1, t * time - time + 1) : y;
    }
  }
}
