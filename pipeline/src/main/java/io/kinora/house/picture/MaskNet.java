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
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Predicts for each pixel of a picture the probability of the foreground thing: a U-Net
/// (Ronneberger, Fischer and Brox 2015, arXiv:1505.04597, figure 1) that starts at half the size,
/// goes down to a sixteenth and adds global mean features there (Liu, Rabinovich and Berg 2015,
/// arXiv:1506.04579, eq. 1 without the norm).
public final class MaskNet extends Net {
  /// The sides of a picture must be multiples of this.
  public static final int GRID = 16;

  private static final int HALF = 24, QUARTER = 48, EIGHTH = 64, LOWEST = 96, RISEN = 40;
  private final Conv2dImpl in, down1, res1, down2, res2, down3, res3, up3, up2, up1, out;
  private final LinearImpl context;

  public MaskNet() {
    in = layer("in", conv(12, HALF, 1));
    down1 = layer("down1", conv(HALF, QUARTER, 2));
    res1 = layer("res1", conv(QUARTER, QUARTER, 1));
    down2 = layer("down2", conv(QUARTER, EIGHTH, 2));
    res2 = layer("res2", conv(EIGHTH, EIGHTH, 1));
    down3 = layer("down3", conv(EIGHTH, LOWEST, 2));
    res3 = layer("res3", conv(LOWEST, LOWEST, 1));
    context = layer("context", normal(linear(LOWEST, LOWEST), 1 / Math.sqrt(LOWEST)));
    up3 = layer("up3", conv(LOWEST + EIGHTH, EIGHTH, 1));
    up2 = layer("up2", conv(EIGHTH + QUARTER, RISEN, 1));
    up1 = layer("up1", conv(RISEN + HALF, HALF, 1));
    out = layer("out", normal(conv2d(HALF, 4, 3), .1 / Math.sqrt(9.0 * HALF)));
  }

  private static Conv2dImpl conv(int from, int to, int stride) {
    return normal(conv2d(from, to, 3, stride), 1.4 / Math.sqrt(9.0 * from));
  }

  /// x `[B, 3, H, W]` from 0 to 1, H and W multiples of 16 → `[B, 1, H, W]`: logits
  public Tensor forward(Tensor x) {
    Tensor half = silu(in.forward(pixel_unshuffle(plus(x, -.5), 2))); // [B, 24, H/2, W/2]
    Tensor quarter = residual(down1.forward(half), res1); // [B, 48, H/4, W/4]
    Tensor eighth = residual(down2.forward(quarter), res2); // [B, 64, H/8, W/8]
    Tensor h = residual(down3.forward(eighth), res3); // [B, 96, H/16, W/16]
    Tensor whole = context.forward(h.mean(2, 3)); // [B, 96]
    h = h.add(whole.view(whole.size(0), LOWEST, 1, 1));
    h = silu(up3.forward(cat(1, nearest2x(h), eighth))); // [B, 64, H/8, W/8]
    h = silu(up2.forward(cat(1, nearest2x(h), quarter))); // [B, 40, H/4, W/4]
    h = silu(up1.forward(cat(1, nearest2x(h), half))); // [B, 24, H/2, W/2]
    return pixel_shuffle(out.forward(h), 2);
  }

  private static Tensor residual(Tensor x, Conv2dImpl conv) {
    return silu(x.add(conv.forward(silu(rmsNorm(x)))));
  }
}
