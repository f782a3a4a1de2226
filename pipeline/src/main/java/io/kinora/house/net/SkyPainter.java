package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.rmsNorm;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.silu;

import io.kinora.torch.Net;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// Paints the sky behind everything: a small, smooth, opaque picture, for x in [-3, 3] and y in
/// [-1, 1], from the words for scene, time and weather and the layout's numbers.
public final class SkyPainter extends Net {
  /// The number of words: scene, time, weather.
  public static final int WORDS = 3;

  /// The number of values of a layout.
  public static final int NUMBERS = 16;

  /// The painted size in pixels.
  public static final int HEIGHT = 32, WIDTH = 96;

  private static final int STYLE = 128;
  private static final int[] CHANNELS = {64, 48, 32, 24};

  private final LinearImpl map1, map2, grow;
  private final Tensor constant;
  private final List<UpBlock> blocks = new ArrayList<>();
  private final Conv2dImpl head;

  public SkyPainter() {
    int inputs = WORDS * Phrases.DIMENSION + NUMBERS;
    map1 = layer("map1", normal(linear(inputs, STYLE), .08));
    map2 = layer("map2", normal(linear(STYLE, STYLE), 1.4 / Math.sqrt(STYLE)));
    grow = layer("grow", normal(linear(STYLE, CHANNELS[0] * 48L), 1 / Math.sqrt(STYLE)));
    constant = parameter("constant", times(randn(1, CHANNELS[0], 4, 12), .5));
    for (int i = 1; i < CHANNELS.length; i++) {
      int scale = 1 << i;
      blocks.add(
          layer(
              "block" + i,
              new UpBlock(CHANNELS[i - 1], CHANNELS[i], STYLE, 4 * scale, 12 * scale)));
    }
    head = layer("head", normal(conv2d(CHANNELS[CHANNELS.length - 1], 3, 3), .05));
  }

  /// words `[B, 3 * 384]`, v `[B, 16]` in [0, 1) → `[B, 3, 32, 96]`, from 0 to 1
  public Tensor forward(Tensor words, Tensor v) {
    Tensor x = cat(1, times(words, .35), times(plus(v, -.5), 8));
    Tensor w = rmsNorm(silu(map2.forward(silu(map1.forward(x)))));
    x = grow.forward(w).view(w.size(0), CHANNELS[0], 4, 12).add(constant);
    for (UpBlock block : blocks) {
      x = block.forward(x, w);
    }
    return head.forward(silu(rmsNorm(x))).sigmoid();
  }
}
