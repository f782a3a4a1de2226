package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.rmsNorm;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The encoder of the picture codec: turns a picture of a thing into a code, from which
/// [CodecGenerator] reconstructs it. The two are trained together as an auto-encoder (Hinton and
/// Salakhutdinov 2006, doi:10.1126/science.1127647).
///
/// A code has a spatial part for local features, and a vector for global ones. All values of both
/// are between -3 and 3.
public final class CodecEncoder extends Net {
  /// The bound of a code's values.
  static final double BOUND = 3;

  private static final int HALF = 32, QUARTER = 64, WIDE = 96;
  private final Conv2dImpl conv1, conv2, conv3, res1, res2, code, down1, down2;
  private final LinearImpl vector;

  public CodecEncoder() {
    conv1 = layer("conv1", normal(conv2d(16, HALF, 3), 1.4 / Math.sqrt(9.0 * 16)));
    conv2 = layer("conv2", normal(conv2d(HALF, QUARTER, 3, 2), 1.4 / Math.sqrt(9.0 * HALF)));
    conv3 = layer("conv3", normal(conv2d(QUARTER, WIDE, 3, 2), 1.4 / Math.sqrt(9.0 * QUARTER)));
    res1 = layer("res1", normal(conv2d(WIDE, WIDE, 3), 1.4 / Math.sqrt(9.0 * WIDE)));
    res2 = layer("res2", normal(conv2d(WIDE, WIDE, 3), .4 / Math.sqrt(9.0 * WIDE)));
    code = layer("code", normal(conv2d(WIDE, CodecGenerator.CHANNELS, 1), 1 / Math.sqrt(WIDE)));
    down1 = layer("down1", normal(conv2d(WIDE, WIDE, 3, 2), 1.4 / Math.sqrt(9.0 * WIDE)));
    down2 = layer("down2", normal(conv2d(WIDE, WIDE, 3, 2), 1.4 / Math.sqrt(9.0 * WIDE)));
    vector =
        layer(
            "vector",
            normal(linear(16L * WIDE, CodecGenerator.VECTOR), 1 / Math.sqrt(16.0 * WIDE)));
  }

  /// The floating-point operations of one picture, in 10⁹, counted as in [CodecGenerator#gflop].
  public static double gflop() {
    double coarse = CodecGenerator.PLACES * CodecGenerator.PLACES;
    double products =
        16 * coarse * 9 * 16 * HALF
            + 4 * coarse * 9 * HALF * QUARTER
            + coarse * (9 * QUARTER * WIDE + 2 * 9 * WIDE * WIDE + WIDE * CodecGenerator.CHANNELS)
            + coarse / 4 * 9 * WIDE * WIDE
            + coarse / 16 * 9 * WIDE * WIDE;
    return 2 * products / 1e9;
  }

  /// The code of a batch of pictures.
  ///
  /// @param code the spatial part `[B, 16, 16, 16]`
  /// @param vector `[B, 64]`
  public record Encoded(Tensor code, Tensor vector) {}

  /// x `[B, 4, 128, 128]`: red, green, blue (multiplied by alpha), alpha, each from 0 to 1
  public Encoded forward(Tensor x) {
    Tensor h = plus(unshuffle(x), -.3); // [B, 16, 64, 64]
    h = silu(conv1.forward(h)); // [B, 32, 64, 64]
    h = silu(conv2.forward(h)); // [B, 64, 32, 32]
    h = conv3.forward(h); // [B, 96, 16, 16]
    h = silu(h.add(res2.forward(silu(res1.forward(silu(rmsNorm(h))))))); // [B, 96, 16, 16]
    Tensor v = silu(down1.forward(h)); // [B, 96, 8, 8]
    v = silu(down2.forward(v)); // [B, 96, 4, 4]
    v = vector.forward(v.reshape(v.size(0), 16 * WIDE)); // [B, 64]
    return new Encoded(bounded(code.forward(h)), bounded(v));
  }

  private static Tensor bounded(Tensor x) {
    return times(times(x, 1 / BOUND).tanh(), BOUND);
  }

  /// x `[B, C, 2H, 2W]` → `[B, 4C, H, W]`: moves the four pixels of a square to channels (pixel
  /// unshuffle).
  private static Tensor unshuffle(Tensor x) {
    long b = x.size(0), c = x.size(1), h = x.size(2) / 2, w = x.size(3) / 2;
    return x.permute(0, 2, 3, 1)
        .reshape(b, h, 2, w, 2, c)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(b, h, w, 4 * c)
        .permute(0, 3, 1, 2);
  }
}
