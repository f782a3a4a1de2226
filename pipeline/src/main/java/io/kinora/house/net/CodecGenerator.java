package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.convTranspose2d;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.clamp;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.ConvTranspose2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// The generator of the picture codec: turns a code into a picture of 128×128 pixels.
///
/// Residual blocks at 16×16, 32×32 and 64×64 with transposed convolutions between them; the last
/// doubling is a pixel shuffle (Shi et al. 2016, arXiv:1609.05158, eq. 4). The output may exceed 0
/// to 1 and is clipped, so that transparent and plain white or black areas are even.
public final class CodecGenerator extends Net {
  /// Rows, columns and channels of a code's spatial part.
  public static final int PLACES = 16, CHANNELS = 16;

  /// The dimension of a code's vector.
  public static final int VECTOR = 64;

  /// Rows and columns of a painted picture.
  public static final int SIDE = 128;

  private static final int WIDE = 96, MIDDLE = 64, FINE = 48;
  private final Conv2dImpl in, head;
  private final CodecBlock block1, block2, block3, block4;
  private final ConvTranspose2dImpl up1, up2;

  public CodecGenerator() {
    in = layer("in", normal(conv2d(CHANNELS, WIDE, 3), 1 / Math.sqrt(9.0 * CHANNELS)));
    block1 = layer("block1", new CodecBlock(WIDE, VECTOR));
    block2 = layer("block2", new CodecBlock(WIDE, VECTOR));
    up1 = layer("up1", normal(convTranspose2d(WIDE, MIDDLE), 1.2 / Math.sqrt(4.0 * WIDE)));
    block3 = layer("block3", new CodecBlock(MIDDLE, VECTOR));
    up2 = layer("up2", normal(convTranspose2d(MIDDLE, FINE), 1.2 / Math.sqrt(4.0 * MIDDLE)));
    block4 = layer("block4", new CodecBlock(FINE, VECTOR));
    head = layer("head", normal(conv2d(FINE, 16, 3), .05 / Math.sqrt(9.0 * FINE)));
  }

  /// The floating-point operations of one picture, in 10⁹: two for each multiplication of a
  /// convolution; everything else is less than a hundredth of that.
  public static double gflop() {
    double coarse = PLACES * PLACES;
    double products =
        coarse * (9 * CHANNELS * WIDE + 4 * 9 * WIDE * WIDE + 16 * WIDE * MIDDLE)
            + 4 * coarse * (2 * 9 * MIDDLE * MIDDLE + 16 * MIDDLE * FINE)
            + 16 * coarse * (2 * 9 * FINE * FINE + 9 * FINE * 16);
    return 2 * products / 1e9;
  }

  /// The picture before it is clipped to 0 … 1.
  ///
  /// @param code `[B, 16, 16, 16]`
  /// @param vector `[B, 64]`
  /// @return `[B, 4, 128, 128]`, channels-last
  public Tensor raw(Tensor code, Tensor vector) {
    Tensor x = in.forward(code.contiguous(MemoryFormat.ChannelsLast)); // [B, 96, 16, 16]
    x = block2.forward(block1.forward(x, vector), vector); // [B, 96, 16, 16]
    x = block3.forward(up1.forward(silu(rmsNorm(x))), vector); // [B, 64, 32, 32]
    x = block4.forward(up2.forward(silu(rmsNorm(x))), vector); // [B, 48, 64, 64]
    return shuffle(head.forward(silu(rmsNorm(x)))); // [B, 4, 128, 128]
  }

  /// @param code `[B, 16, 16, 16]`
  /// @param vector `[B, 64]`
  /// @return `[B, 4, 128, 128]`: red, green, blue (multiplied by alpha), alpha, each from 0 to 1
  public Tensor forward(Tensor code, Tensor vector) {
    return clamp(raw(code, vector), 0, 1);
  }

  /// x `[B, 4C, H, W]` → `[B, C, 2H, 2W]`, channels-last
  private static Tensor shuffle(Tensor x) {
    long b = x.size(0), c = x.size(1) / 4, h = x.size(2), w = x.size(3);
    return x.permute(0, 2, 3, 1)
        .reshape(b, h, w, 2, 2, c)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(b, 2 * h, 2 * w, c)
        .permute(0, 3, 1, 2);
  }
}
