package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.convTranspose2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.film;
import static io.kinora.torch.Ops.nearest2x;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Doubles H and W by a transposed convolution and adds the result to a skip connection; the text
/// modulates it by FiLM (Perez et al. 2018, arXiv:1709.07871, eq. 2) before and by a shift after.
///
/// A learned position map gives the convolutions their position on the layer.
final class UpBlock extends Net {
  private final LinearImpl film, shift;
  private final ConvTranspose2dImpl up;
  private final Tensor place;
  private final Conv2dImpl conv, skip;

  /// @param height of the output in pixels
  /// @param width of the output in pixels
  UpBlock(int in, int out, int cond, int height, int width) {
    film = layer("film", normal(linear(cond, 2L * in), .3 / Math.sqrt(cond)));
    up = layer("up", normal(convTranspose2d(in, out), 1.4 / Math.sqrt(4.0 * in)));
    place = parameter("place", Ops.times(randn(1, out, height, width), .05));
    shift = layer("shift", normal(linear(cond, out), .3 / Math.sqrt(cond)));
    conv = layer("conv", normal(conv2d(out, out, 3), .5 / Math.sqrt(9.0 * out)));
    skip = layer("skip", normal(conv2d(in, out, 1), 1 / Math.sqrt(in)));
  }

  /// x `[B, in, H, W]`, w `[B, cond]` → `[B, out, 2H, 2W]`
  Tensor forward(Tensor x, Tensor w) {
    Tensor h = up.forward(silu(film(rmsNorm(x), film.forward(w)))); // [B, out, 2H, 2W]
    h = h.add(place).add(shift.forward(w).view(w.size(0), place.size(1), 1, 1));
    h = conv.forward(silu(h)); // [B, out, 2H, 2W]
    return nearest2x(skip.forward(x)).add(h);
  }
}
