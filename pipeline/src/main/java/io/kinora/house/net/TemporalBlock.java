package io.kinora.house.net;

import static io.kinora.torch.Layers.conv1d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.film;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv1dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Causal dilated residual block over time (Bai et al. 2018, arXiv:1803.01271, fig. 1b, with one
/// convolution, FiLM instead of weight norm, and no dropout).
///
/// It has no padding: its output is shorter by [#past] steps, so every output step depends only on
/// real input.
final class TemporalBlock extends Net {
  static final int KERNEL = 3;

  private final LinearImpl film;
  private final Conv1dImpl conv;
  private final long past;

  TemporalBlock(int channels, int cond, int dilation) {
    film = layer("film", normal(linear(cond, 2L * channels), .5 / Math.sqrt(cond)));
    conv =
        layer(
            "conv",
            normal(
                conv1d(channels, channels, KERNEL, dilation),
                .9 / Math.sqrt((double) channels * KERNEL)));
    past = (KERNEL - 1L) * dilation;
  }

  /// The number of previous steps that one output step depends on.
  long past() {
    return past;
  }

  /// x `[B, C, T]`, w `[B, cond]` → `[B, C, T - past]`; step t depends on steps ≤ t only
  Tensor forward(Tensor x, Tensor w) {
    Tensor h = conv.forward(silu(film(x, film.forward(w)))); // [B, C, T - past]
    return x.narrow(2, past, x.size(2) - past).add(h);
  }
}
