package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.wan.model.VaeLayers.CausalConv3d;
import io.kinora.wan.model.VaeLayers.ChannelNorm;
import io.kinora.wan.model.VaeLayers.Downsample;
import io.kinora.wan.model.VaeLayers.MidBlock;
import io.kinora.wan.model.VaeLayers.ResidualBlock;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// Pixels to latents, a few frames at a time (Wan team 2025, arXiv:2503.20314, §4.1, fig. 5).
final class VaeEncoder extends Net {
  private final CausalConv3d convIn, convOut;
  private final List<Level> levels = new ArrayList<>();
  private final MidBlock midBlock;
  private final ChannelNorm normOut;

  VaeEncoder(VaeConfig config) {
    long width = (long) config.baseWidth() * config.widths().getFirst(), in = config.baseWidth();
    convIn = layer("conv_in", new CausalConv3d(config.inChannels(), in, 3, 3));
    int flat = 0; // in the layout of 2.1 all blocks of all levels are one list
    for (int i = 0; i < config.levels(); i++) {
      width = (long) config.baseWidth() * config.widths().get(i);
      boolean last = i == config.levels() - 1;
      boolean time = !last && config.temporalDown().get(i);
      var resnets = new ArrayList<ResidualBlock>();
      for (int j = 0; j < config.residualBlocks(); j++) {
        String name =
            config.residual() ? "down_blocks." + i + ".resnets." + j : "down_blocks." + flat++;
        resnets.add(layer(name, new ResidualBlock(j == 0 ? in : width, width)));
      }
      Downsample down = null;
      if (!last) {
        String name =
            config.residual() ? "down_blocks." + i + ".downsampler" : "down_blocks." + flat++;
        down = layer(name, new Downsample(width, time));
      }
      var shortcut = config.residual() ? new AvgDown(width, time ? 2 : 1, last ? 1 : 2) : null;
      levels.add(new Level(resnets, down, shortcut));
      in = width;
    }
    midBlock = layer("mid_block", new MidBlock(width));
    normOut = layer("norm_out", new ChannelNorm(width, 3));
    convOut = layer("conv_out", new CausalConv3d(width, 2L * config.latentChannels(), 3, 3));
  }

  /// @param x the next frames, in [-1, 1]: one at first, then four at a time `[T, in, H, W]`
  /// @return mean and logarithm of the variance `[T', 2 z, H / f, W / f]`, one latent per call
  Tensor forward(Tensor x, CausalCache past) {
    Tensor y = convIn.forward(x, past);
    for (Level level : levels) {
      Tensor before = y;
      y = keep(() -> level.forward(before, past));
      before.close();
    }
    y = midBlock.forward(y, past);
    return convOut.forward(torch.silu_(normOut.forward(y)), past);
  }

  private record Level(
      List<ResidualBlock> resnets, @Nullable Downsample down, @Nullable AvgDown shortcut) {
    Tensor forward(Tensor x, CausalCache past) {
      Tensor y = x;
      for (ResidualBlock resnet : resnets) {
        y = resnet.forward(y, past);
      }
      y = down == null ? y : down.forward(y, past);
      return shortcut == null ? y : y.add(shortcut.forward(x));
    }
  }

  /// The shortcut of a level of 2.2: folds frames and pixels into channels and averages groups of
  /// them (Chen et al. 2024, arXiv:2410.10733, fig. 4).
  private record AvgDown(long out, long time, long side) {
    /// x `[T, C, H, W]` → `[T / time, out, H / side, W / side]`; an odd T gets a zero frame in
    /// front
    Tensor forward(Tensor x) {
      Tensor y = x.size(0) % time == 0 ? x : Ops.cat(0, torch.zeros_like(x.narrow(0, 0, 1)), x);
      long t = y.size(0) / time, c = y.size(1), h = y.size(2) / side, w = y.size(3) / side;
      return y.reshape(t, time, c, h, side, w, side)
          .permute(0, 2, 1, 4, 6, 3, 5) // folded channel = ((c * time + t) * side + dy) * side + dx
          .reshape(t, out, c * time * side * side / out, h, w)
          .mean(2);
    }
  }
}
