package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.film;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// A residual block of the codec's generator: two convolutions before which the activations are
/// normalised (He et al. 2016, arXiv:1603.05027, fig. 4e); between them the vector modulates the
/// activations by FiLM (Perez et al. 2018, arXiv:1709.07871, eq. 2).
public final class CodecBlock extends Net {
  private final Conv2dImpl conv1, conv2;
  private final LinearImpl film;

  /// @param vector dimension of the vector
  public CodecBlock(int channels, int vector) {
    conv1 = layer("conv1", normal(conv2d(channels, channels, 3), 1.4 / Math.sqrt(9.0 * channels)));
    film = layer("film", normal(linear(vector, 2L * channels), .2 / Math.sqrt(vector)));
    conv2 = layer("conv2", normal(conv2d(channels, channels, 3), .4 / Math.sqrt(9.0 * channels)));
  }

  /// x `[B, C, H, W]`, v `[B, vector]` → `[B, C, H, W]`
  public Tensor forward(Tensor x, Tensor v) {
    Tensor h = conv1.forward(silu(rmsNorm(x))); // [B, C, H, W]
    h = conv2.forward(silu(film(h, film.forward(v)))); // [B, C, H, W]
    return x.add(h);
  }
}
