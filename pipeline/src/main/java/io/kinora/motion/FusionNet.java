package io.kinora.motion;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Chooses, for every pixel of a frame in between, among the hypotheses of what is there: the frame
/// before and the one after, each brought there along the motion vectors, and each as it is.
///
/// Sees four frames in order of time, all brought to the asked time, and looks at them with
/// convolutions over time as a temporal convolutional network does (Bai et al. 2018,
/// arXiv:1803.01271), without padding: two neighbours first, then three of those, so that the
/// choice rests on all four. A small U-shaped net over space follows.
public final class FusionNet extends Net {
  /// The frames that are looked at.
  public static final int FRAMES = 4;

  /// Numbers per pixel of a frame: red, green, blue, whether it was inside the picture, and how
  /// little its vector leads back.
  public static final int CHANNELS = 5;

  /// The hypotheses: before and after along the vectors, before and after as they are.
  public static final int HYPOTHESES = 4;

  /// Numbers per pixel beside the frames': the two neighbours as they are, and the time.
  public static final int CONTEXT = 7;

  private static final int FEATURES = 16, FUSED = 32;

  private static final double PRIOR = 2;

  private final Conv2dImpl frame,
      pairs,
      triples,
      context,
      join,
      down1,
      down2,
      deep,
      up2,
      up1,
      choice;

  public FusionNet() {
    frame = layer("frame", conv2d(4 * CHANNELS, FEATURES, 3));
    pairs = layer("pairs", conv2d(2 * FEATURES, FEATURES + 8, 3));
    triples = layer("triples", conv2d(3 * (FEATURES + 8), FUSED, 3));
    context = layer("context", conv2d(4 * CONTEXT, FEATURES, 3));
    join = layer("join", conv2d(FUSED + FEATURES, FUSED, 3));
    down1 = layer("down1", conv2d(FUSED, FUSED + 16, 3, 2));
    down2 = layer("down2", conv2d(FUSED + 16, FUSED + 32, 3, 2));
    deep = layer("deep", conv2d(FUSED + 32, FUSED + 32, 3));
    up2 = layer("up2", conv2d(2 * FUSED + 48, FUSED + 16, 3));
    up1 = layer("up1", conv2d(2 * FUSED + 16, FUSED, 3));
    choice = layer("choice", normal(conv2d(FUSED, 4 * HYPOTHESES, 3), .01));
  }

  /// @param frames `[B · 4, H, W, 5]`, H and W multiples of 8, the four frames of a sample in order
  /// @param around `[B, H, W, 7]`
  /// @return the logits of the choice, `[B, H, W, 4]`
  public Tensor forward(Tensor frames, Tensor around) {
    long b = around.size(0), h = around.size(1) / 2, w = around.size(2) / 2;
    Tensor f = act(frame, blocks(frames)).view(b, FRAMES, FEATURES, h, w); // one by one
    Tensor[] seen = new Tensor[FRAMES];
    for (int i = 0; i < FRAMES; i++) {
      seen[i] = f.select(1, i);
    }
    Tensor two01 = act(pairs, cat(1, seen[0], seen[1])); // over time, kernel 2
    Tensor two12 = act(pairs, cat(1, seen[1], seen[2]));
    Tensor two23 = act(pairs, cat(1, seen[2], seen[3]));
    Tensor four = act(triples, cat(1, two01, two12, two23)); // over time, kernel 3
    Tensor x = act(join, cat(1, four, act(context, blocks(around))));
    Tensor half = act(down1, x);
    Tensor quarter = act(deep, act(down2, half));
    half = act(up2, cat(1, larger(quarter, half), half));
    x = act(up1, cat(1, larger(half, x), x));
    return pixels(choice.forward(x)).add(prior(around));
  }

  /// What is believed before anything is seen: vectors are right, and the nearer frame is nearer.
  private static Tensor prior(Tensor around) {
    Tensor t = around.narrow(3, CONTEXT - 1, 1); // from −½ to ½
    Tensor plain = Ops.plus(Ops.times(t, 0), -PRIOR);
    return cat(3, Ops.times(t, -PRIOR), Ops.times(t, PRIOR), plain, plain);
  }

  private static Tensor act(Conv2dImpl layer, Tensor x) {
    return torch.leaky_relu(layer.forward(x), new Scalar(.1));
  }

  private static Tensor larger(Tensor x, Tensor like) {
    return Ops.nearest2x(x).narrow(2, 0, like.size(2)).narrow(3, 0, like.size(3));
  }

  /// x `[B, H, W, C]` → `[B, 4C, H / 2, W / 2]`, channels-last: each 2×2 block becomes one place.
  private static Tensor blocks(Tensor x) {
    long b = x.size(0), h = x.size(1) / 2, w = x.size(2) / 2, c = x.size(3);
    return x.view(b, h, 2, w, 2, c)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(b, h, w, 4 * c)
        .permute(0, 3, 1, 2);
  }

  /// The way back: x `[B, 4C, H, W]` → `[B, 2H, 2W, C]`.
  private static Tensor pixels(Tensor x) {
    long b = x.size(0), c = x.size(1) / 4, h = x.size(2), w = x.size(3);
    return x.permute(0, 2, 3, 1)
        .reshape(b, h, w, 2, 2, c)
        .permute(0, 1, 3, 2, 4, 5)
        .reshape(b, 2 * h, 2 * w, c);
  }
}
