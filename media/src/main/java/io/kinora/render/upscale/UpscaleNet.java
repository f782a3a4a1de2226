package io.kinora.render.upscale;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.pixel_shuffle;
import static org.bytedeco.pytorch.global.torch.relu;
import static org.bytedeco.pytorch.global.torch.replication_pad2d;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;

/// Doubles a picture's sides: the residual to plain Lanczos is computed at the small size and
/// arranged by a sub-pixel convolution (Shi et al. 2016, arXiv:1609.05158, eq. 4, here on all three
/// colours). The last layer is initialised with 0, so training starts from Lanczos.
public final class UpscaleNet extends Net {
  private static final int WIDTH = 32;

  /// The receptive radius of an output pixel, in input pixels; the picture's border is repeated by
  /// as much, so that no convolution needs padding.
  private static final int REACH = 6;

  private final Tensor lanczos;
  private final Conv2dImpl head, body1, body2, body3, tail;

  public UpscaleNet() {
    lanczos = buffer("lanczos", Lanczos.kernels());
    head = layer("head", normal(conv2d(3, WIDTH, 5), 1.4 / Math.sqrt(3 * 25)));
    body1 = layer("body1", normal(conv2d(WIDTH, WIDTH, 3), 1.4 / Math.sqrt(WIDTH * 9)));
    body2 = layer("body2", normal(conv2d(WIDTH, WIDTH, 3), 1.4 / Math.sqrt(WIDTH * 9)));
    body3 = layer("body3", normal(conv2d(WIDTH, WIDTH, 3), 1.4 / Math.sqrt(WIDTH * 9)));
    tail = layer("tail", normal(conv2d(WIDTH, 12, 3), 0));
  }

  /// x `[B, 3, H, W]` from 0 to 1 → `[B, 3, 2H, 2W]`, not clipped
  public Tensor forward(Tensor x) {
    Tensor wide = replication_pad2d(x, REACH, REACH, REACH, REACH);
    Tensor h = relu(head.forward(wide));
    h = relu(body1.forward(h));
    h = relu(body2.forward(h)).add(h);
    h = relu(body3.forward(h)).add(h);
    Tensor missing = inner(tail.forward(h), x); // [B, 12, H, W]
    return base(x).add(pixel_shuffle(missing, 2));
  }

  /// x `[B, 3, H, W]` → `[B, 3, 2H, 2W]` by Lanczos alone
  public Tensor base(Tensor x) {
    return pixel_shuffle(Lanczos.twice(replication_pad2d(x, 3, 3, 3, 3), lanczos), 2);
  }

  private static Tensor inner(Tensor wide, Tensor like) {
    return wide.narrow(2, REACH, like.size(2)).narrow(3, REACH, like.size(3));
  }
}
