package io.kinora.training.task;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.convTranspose2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.tanh;

import io.kinora.house.net.CodecBlock;
import io.kinora.house.net.CodecGenerator;
import io.kinora.house.net.Phrases;
import io.kinora.house.net.PictureCodes;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Generates codes of the picture codec from words: a phrase vector and noise become a code, from
/// which [CodecGenerator] paints a picture.
///
/// Two layers mix words and noise; transposed convolutions go from 4×4 to 16×16, with residual
/// blocks in between that the mixture modulates by FiLM.
public final class LatentGenerator extends Net {
  /// The dimension of the noise. The first value selects the icon set (−1 or 1), the others are
  /// normally distributed.
  public static final int NOISE = 16;

  private static final int MIXED = 192, COARSE = 256, MIDDLE = 128, FINE = 64, FIRST = 4;
  private final LinearImpl mix1, mix2, first, vector;
  private final ConvTranspose2dImpl up1, up2;
  private final CodecBlock block1, block2, block3;
  private final Conv2dImpl head;

  public LatentGenerator() {
    int in = Phrases.DIMENSION + NOISE;
    mix1 = layer("mix1", normal(linear(in, MIXED), 1.4 / Math.sqrt(in)));
    mix2 = layer("mix2", normal(linear(MIXED, MIXED), 1.4 / Math.sqrt(MIXED)));
    first = layer("first", normal(linear(MIXED, COARSE * FIRST * FIRST), 1 / Math.sqrt(MIXED)));
    up1 = layer("up1", normal(convTranspose2d(COARSE, MIDDLE), 1 / Math.sqrt(4.0 * COARSE)));
    block1 = layer("block1", new CodecBlock(MIDDLE, MIXED));
    up2 = layer("up2", normal(convTranspose2d(MIDDLE, FINE), 1 / Math.sqrt(4.0 * MIDDLE)));
    block2 = layer("block2", new CodecBlock(FINE, MIXED));
    block3 = layer("block3", new CodecBlock(FINE, MIXED));
    int channels = CodecGenerator.CHANNELS;
    head = layer("head", normal(conv2d(FINE, channels, 3), .5 / Math.sqrt(9.0 * FINE)));
    vector = layer("vector", normal(linear(MIXED, CodecGenerator.VECTOR), .5 / Math.sqrt(MIXED)));
  }

  /// The floating-point operations of one code, in 10⁹.
  static double gflop() {
    double products =
        FIRST * FIRST * COARSE * (MIXED + 16.0 * MIDDLE)
            + 64 * MIDDLE * (18.0 * MIDDLE + 16 * FINE)
            + 256 * FINE * (36.0 * FINE + 9 * CodecGenerator.CHANNELS);
    return 2 * products / 1e9;
  }

  /// @param text phrase vectors `[B, 384]`
  /// @param noise `[B, 16]`
  public PictureCodes.Code forward(Tensor text, Tensor noise) {
    Tensor w = rmsNorm(silu(mix1.forward(Ops.cat(1, text, noise)))); // [B, 192]
    w = rmsNorm(silu(mix2.forward(w))); // [B, 192]
    Tensor x = first.forward(w).reshape(w.size(0), COARSE, FIRST, FIRST); // [B, 256, 4, 4]
    x = block1.forward(up1.forward(silu(rmsNorm(x))), w); // [B, 128, 8, 8]
    x = up2.forward(silu(rmsNorm(x))); // [B, 64, 16, 16]
    x = block3.forward(block2.forward(x, w), w);
    return new PictureCodes.Code(
        bounded(head.forward(silu(rmsNorm(x)))), bounded(vector.forward(w)));
  }

  /// Limits codes to between minus and plus [PictureCodes#BOUND].
  private static Tensor bounded(Tensor x) {
    return Ops.times(tanh(x), PictureCodes.BOUND);
  }
}
