package io.kinora.render.upscale;

import io.kinora.clip.Frame;
import io.kinora.error.WeightsRefused;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.SafeTensors;
import io.kinora.torch.weights.SafeTensorsWriter;
import io.kinora.torch.weights.TensorEntry.DType;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Doubles the sides of pictures by the learned net, weighted by its measured benefit.
///
/// The benefit is measured on the picture itself, tile by tile: the picture is reduced to half its
/// size and doubled again, where the ground truth is known. The net's residual to Lanczos is
/// weighted by the least-squares share for that ground truth, from 0 (Lanczos alone) to 1; the
/// share is 0 where the picture does not consist of flat areas, unlike the training data.
public final class Upscaler implements AutoCloseable {
  private static final String BUNDLED = "/io/kinora/models/upscale/upscale.safetensors";

  /// The side of a tile in pixels of the picture, and the number of tiles (per side) that are
  /// averaged.
  private static final int TILE = 16, TOGETHER = 3;

  /// The mean square, of colours from 0 to 1, below which the net's residual is negligible.
  private static final double NOTHING = 1e-7;

  /// The share below which the residual is not used, because the measurement is at half the size.
  private static final double DOUBT = 0.2;

  /// The net was trained on drawings: flat areas with edges in between. If at most the first share
  /// of pixels is in flat areas, the net is not used; from the second share on, it is used fully.
  private static final double BUSY = 0.34, DRAWN = 0.5;

  /// The gradient, in colours from 0 to 1, from which on a pixel is not part of a flat area.
  private static final double STEEP = 3 / 255.0;

  private final UpscaleNet net = new UpscaleNet();
  private final String sha256;

  private Upscaler(SafeTensors weights) {
    weights.load(net, "");
    net.channelsLast();
    sha256 = weights.sha256();
  }

  /// The bundled upscaler.
  public static Upscaler bundled() {
    InputStream stream = Upscaler.class.getResourceAsStream(BUNDLED);
    if (stream == null) {
      throw new WeightsRefused(
          "This build of Kinora has no learned upscaler in it.",
          "Build it from a complete checkout, or use the scaler lanczos.",
          "weights");
    }
    try (SafeTensors weights = SafeTensors.read("models/upscale/upscale.safetensors", stream)) {
      return new Upscaler(weights);
    }
  }

  /// Opens a file that [#write] has written.
  public static Upscaler open(Path file) {
    try (SafeTensors weights = SafeTensors.open(file)) {
      return new Upscaler(weights);
    }
  }

  /// Writes weights as 16-bit numbers.
  ///
  /// @param tensors of an [UpscaleNet] by name
  public static void write(Path file, SequencedMap<String, Tensor> tensors) {
    SafeTensorsWriter.write(file, new LinkedHashMap<>(tensors), Map.of("format", "1"), DType.F16);
  }

  /// SHA-256 of the weights file.
  public String sha256() {
    return sha256;
  }

  /// Fills `large`, which has twice the sides, with the upscaled `small`; both are opaque.
  public void twice(Frame small, Frame large) {
    byte[] rgb =
        TensorScope.infer(
            () -> {
              Tensor doubled = Ops.clamp(twice(tensor(small)), 0, 1);
              Tensor levels = torch.round(Ops.times(doubled, 255));
              return Tensors.bytes(levels.permute(0, 2, 3, 1)); // row by row: red, green, blue
            });
    int[] argb = large.argb();
    for (int i = 0; i < argb.length; i++) {
      argb[i] =
          0xff000000
              | (rgb[3 * i] & 255) << 16
              | (rgb[3 * i + 1] & 255) << 8
              | (rgb[3 * i + 2] & 255);
    }
  }

  /// x `[1, 3, H, W]`, H and W even, from 0 to 1 → `[1, 3, 2H, 2W]`
  public Tensor twice(Tensor x) {
    Tensor plain = net.base(x);
    Tensor added = net.forward(x).sub(plain);
    return plain.add(added.mul(share(x)));
  }

  /// x `[1, 3, H, W]` → `[1, 3, 2H, 2W]` by Lanczos alone, for comparison
  public Tensor plain(Tensor x) {
    return net.base(x);
  }

  /// The shares of the net's residual: x `[1, 3, H, W]` → `[1, 1, 2H, 2W]` from 0 to 1.
  private Tensor share(Tensor x) {
    Tensor small = Ops.shrink(x, 2);
    Tensor plain = net.base(small);
    Tensor added = net.forward(small).sub(plain);
    Tensor missing = x.sub(plain);
    // least squares: the share s of `added` that best approximates `missing`
    Tensor nearest = tiles(added.mul(missing)).div(Ops.plus(tiles(added.square()), NOTHING));
    Tensor trusted = Ops.clamp(Ops.times(Ops.plus(nearest, -DOUBT), 1 / (1 - DOUBT)), 0, 1);
    Tensor drawn = Ops.clamp(Ops.times(Ops.plus(tiles(flat(x)), -BUSY), 1 / (DRAWN - BUSY)), 0, 1);
    Tensor share = trusted.mul(drawn);
    return torch.upsample_bilinear2d(share, new long[] {2 * x.size(2), 2 * x.size(3)}, false);
  }

  /// The mask of pixels with small gradients to the right and below: x `[1, 3, H, W]` → `[1, 1, H,
  /// W]`, 0 or 1
  private static Tensor flat(Tensor x) {
    long h = x.size(2), w = x.size(3);
    Tensor right = x.narrow(3, 1, w - 1).sub(x.narrow(3, 0, w - 1)).abs();
    Tensor down = x.narrow(2, 1, h - 1).sub(x.narrow(2, 0, h - 1)).abs();
    Tensor slope = torch.pad(right, 0, 1).add(torch.pad(down, 0, 0, 0, 1));
    return slope.amax(new long[] {1}, true).lt(Ops.scalar(STEEP)).to(torch.ScalarType.Float);
  }

  /// x `[1, C, H, W]` → the means around every tile `[1, 1, H / TILE, W / TILE]`, rounded up
  private static Tensor tiles(Tensor x) {
    Tensor mean = x.mean(new long[] {1}, true, new org.bytedeco.pytorch.ScalarTypeOptional());
    long down = (TILE - x.size(2) % TILE) % TILE;
    long right = (TILE - x.size(3) % TILE) % TILE;
    Tensor whole = torch.pad(mean, 0, right, 0, down);
    Tensor tiles = Ops.shrink(whole, TILE);
    int border = TOGETHER / 2;
    return torch.avg_pool2d(
        torch.replication_pad2d(tiles, border, border, border, border),
        new long[] {TOGETHER, TOGETHER},
        new long[] {1, 1},
        new long[] {0, 0},
        false,
        true,
        new org.bytedeco.pytorch.LongOptional());
  }

  private static Tensor tensor(Frame frame) {
    int[] argb = frame.argb();
    float[] values = new float[3 * argb.length];
    for (int i = 0; i < argb.length; i++) {
      for (int c = 0; c < 3; c++) {
        values[c * argb.length + i] = (argb[i] >> (16 - 8 * c) & 255) / 255f;
      }
    }
    return Tensors.of(values, 1, 3, frame.height(), frame.width());
  }

  @Override
  public void close() {
    net.close();
  }
}
