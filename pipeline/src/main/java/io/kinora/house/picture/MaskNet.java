package io.kinora.house.picture;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.nearest2x;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.pixel_shuffle;
import static org.bytedeco.pytorch.global.torch.pixel_unshuffle;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import java.util.ArrayList;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Predicts for each pixel of a picture the probability of the foreground thing: a U-Net
/// (Ronneberger, Fischer and Brox 2015, arXiv:1505.04597, figure 1) that starts at half the size,
/// goes down to a 32nd and adds global mean features there (Liu, Rabinovich and Berg 2015,
/// arXiv:1506.04579, eq. 1 without the norm).
public final class MaskNet extends Net {
  /// The sides of a picture must be multiples of this.
  public static final int GRID = 32;

  /// Channels at 1/2, 1/4, 1/8, 1/16 and 1/32 of the size, and on the way up again.
  private static final int[] DOWN = {32, 48, 80, 128, 112}, UP = {24, 40, 64, 80};

  /// The finest levels on the way up, which have a second convolution.
  private static final int FINE = 2;

  private final Conv2dImpl in, out;
  private final Conv2dImpl[] down = new Conv2dImpl[UP.length];
  private final Conv2dImpl[] residual = new Conv2dImpl[UP.length];
  private final Conv2dImpl[] up = new Conv2dImpl[UP.length];
  private final Conv2dImpl[] fine = new Conv2dImpl[FINE];
  private final LinearImpl context;

  public MaskNet() {
    in = layer("in", conv(12, DOWN[0], 1));
    for (int i = 0; i < UP.length; i++) {
      down[i] = layer("down" + i, conv(DOWN[i], DOWN[i + 1], 2));
      residual[i] = layer("residual" + i, conv(DOWN[i + 1], DOWN[i + 1], 1));
      int below = i + 1 < UP.length ? UP[i + 1] : DOWN[i + 1];
      up[i] = layer("up" + i, conv(below + DOWN[i], UP[i], 1));
    }
    for (int i = 0; i < FINE; i++) {
      fine[i] = layer("fine" + i, normal(conv2d(UP[i], UP[i], 3), 0)); // nothing at first
    }
    int lowest = DOWN[UP.length];
    context = layer("context", normal(linear(lowest, lowest), 1 / Math.sqrt(lowest)));
    out = layer("out", normal(conv2d(UP[0], 4, 3), .1 / Math.sqrt(9.0 * UP[0])));
  }

  private static Conv2dImpl conv(int from, int to, int stride) {
    return normal(conv2d(from, to, 3, stride), 1.4 / Math.sqrt(9.0 * from));
  }

  /// x `[B, 3, H, W]` from 0 to 1, H and W multiples of [#GRID] → `[B, 1, H, W]`: logits
  public Tensor forward(Tensor x) {
    var levels = new ArrayList<Tensor>();
    Tensor h = silu(in.forward(pixel_unshuffle(plus(x, -.5), 2))); // [B, 32, H/2, W/2]
    for (int i = 0; i < UP.length; i++) {
      levels.add(h);
      h = residual(down[i].forward(h), residual[i]); // [B, DOWN[i + 1], H/2^(i+2), W/2^(i+2)]
    }
    Tensor whole = context.forward(h.mean(2, 3)); // [B, 112]
    h = h.add(whole.view(whole.size(0), DOWN[UP.length], 1, 1));
    for (int i = UP.length - 1; i >= 0; i--) {
      h = silu(up[i].forward(cat(1, nearest2x(h), levels.get(i)))); // [B, UP[i], H/2^(i+1), …]
      if (i < FINE) {
        h = h.add(silu(fine[i].forward(h)));
      }
    }
    return pixel_shuffle(out.forward(h), 2);
  }

  private static Tensor residual(Tensor x, Conv2dImpl conv) {
    return silu(x.add(conv.forward(silu(rmsNorm(x)))));
  }
}
