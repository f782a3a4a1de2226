package io.kinora.training.task;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.rmsNorm;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Classifies pictures of one thing. It is trained on true pictures only, and measures whether the
/// picture codec's output can still be recognised.
///
/// It consists of convolutions that halve the picture, each with a residual block after it (He et
/// al. 2016, arXiv:1603.05027, fig. 4e).
public final class PictureClassifier extends Net {
  /// The dimension of a picture's features.
  public static final int FEATURES = 192;

  /// The number of rows and columns of its input.
  static final int SIDE = 64;

  private static final int[] CHANNELS = {32, 64, 128, FEATURES};
  private static final int INPUT = 4;

  private final List<Conv2dImpl> halve = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final LinearImpl name;

  /// @param names number of classes
  public PictureClassifier(int names) {
    int before = INPUT;
    for (int channels : CHANNELS) {
      var conv = normal(conv2d(before, channels, 3, 2), 1.4 / Math.sqrt(9.0 * before));
      halve.add(layer("halve" + halve.size(), conv));
      blocks.add(layer("block" + blocks.size(), new Block(channels)));
      before = channels;
    }
    name = layer("name", normal(linear(FEATURES, names), 1 / Math.sqrt(FEATURES)));
  }

  /// The floating-point operations of one picture, in 10⁹.
  static double gflop() {
    double products = 0;
    int before = INPUT;
    int side = SIDE;
    for (int channels : CHANNELS) {
      side /= 2;
      products += side * side * 9.0 * channels * (before + 2 * channels);
      before = channels;
    }
    return 2 * products / 1e9;
  }

  /// @param x `[B, 4, 128, 128]`: red, green, blue (multiplied by alpha), alpha, from 0 to 1
  /// @return `[B, 192]`
  public Tensor features(Tensor x) {
    x = Ops.plus(Ops.shrink(x, 2), -.5); // [B, 4, 64, 64]
    for (int i = 0; i < halve.size(); i++) {
      x = blocks.get(i).forward(halve.get(i).forward(x));
    }
    return rmsNorm(silu(rmsNorm(x)).mean(2, 3)); // [B, 192]
  }

  /// @param features `[B, 192]`
  /// @return logits `[B, names]`
  public Tensor logits(Tensor features) {
    return name.forward(features);
  }

  private static final class Block extends Net {
    private final Conv2dImpl conv1, conv2;

    Block(int channels) {
      double deviation = 1 / Math.sqrt(9.0 * channels);
      conv1 = layer("conv1", normal(conv2d(channels, channels, 3), 1.4 * deviation));
      conv2 = layer("conv2", normal(conv2d(channels, channels, 3), .4 * deviation));
    }

    /// x `[B, C, H, W]` → `[B, C, H, W]`
    Tensor forward(Tensor x) {
      return x.add(conv2.forward(silu(conv1.forward(silu(rmsNorm(x))))));
    }
  }
}
