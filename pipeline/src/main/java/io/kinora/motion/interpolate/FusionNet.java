package io.kinora.motion.interpolate;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.cat;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Weights the hypotheses of every pixel of an interpolated frame: the frame before and the one
/// after, each warped along the motion vectors of its pixels, warped along the global motion, and
/// unchanged.
///
/// The logits are the sum of two branches. One weights the evidence of the pixel itself, in full
/// detail; its initial weights are a hand-written rule. The other receives four frames in order of
/// time, all warped to the requested time, and applies convolutions over time as in a temporal
/// convolutional network (Bai et al. 2018, arXiv:1803.01271), without padding: with kernel 2 first
/// and then kernel 3, so that it covers all four. A small U-Net over space combines the evidence
/// around each pixel, at a quarter and an eighth of the size; its output layer is initialised to 0.
public final class FusionNet extends Net {
  /// The number of input frames.
  public static final int FRAMES = 4;

  /// The number of evidence values per pixel; `ConfidenceFeatures` describes them.
  public static final int EVIDENCE = 18;

  /// The number of hypotheses: before and after along the vectors, before and after along the
  /// global motion, before and after unchanged.
  public static final int HYPOTHESES = 6;

  private static final int FEATURES = 16, PAIRED = 24, FUSED = 32, DEEP = 48;

  /// The initial weights of the first branch, for each hypothesis: a difference from the other
  /// frame counts against it; arriving pixels, consistent vectors, vectors inside the picture and
  /// similarity to the frame beyond count for it, as does proximity in time.
  private static final float[][] RULE = {
    {-16, 0, 0, 2, -2, -1, 0, 3, 0, 0, 0, -1, 0, 0, -8, 0, 0, -2},
    {-16, 0, 0, -2, 2, 0, -1, 0, 3, 0, 0, 0, -1, 0, -8, 0, 0, 2},
    {0, -16, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 0, 2, 0, -8, 0, -2},
    {0, -16, 0, 0, 0, 0, 0, 0, 0, 0, 3, 0, 0, 2, 0, -8, 0, 2},
    {0, 0, -16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -8, -2},
    {0, 0, -16, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -8, 2},
  };

  private static final float[] RULE_BIAS = {0, 0, -3, -3, 1, 1};

  private final LinearImpl evidence;
  private final Conv2dImpl frame, pairs, triples, context, down, join, deep, up, choice;

  public FusionNet() {
    evidence = layer("evidence", linear(EVIDENCE, HYPOTHESES));
    frame = layer("frame", conv2d(3, FEATURES, 3, 2));
    pairs = layer("pairs", conv2d(2 * FEATURES, PAIRED, 3, 2));
    triples = layer("triples", conv2d(3 * PAIRED, FUSED, 3));
    context = layer("context", conv2d(EVIDENCE, FEATURES, 3));
    down = layer("down", conv2d(FEATURES, PAIRED, 3, 2));
    join = layer("join", conv2d(FUSED + PAIRED, DEEP, 3));
    deep = layer("deep", conv2d(DEEP, DEEP, 3));
    up = layer("up", conv2d(DEEP + FEATURES, PAIRED, 1));
    choice = layer("choice", normal(conv2d(PAIRED, HYPOTHESES, 3), 0));
    rule();
  }

  private void rule() {
    float[] flat = new float[EVIDENCE * HYPOTHESES];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = RULE[i / EVIDENCE][i % EVIDENCE];
    }
    TensorScope.infer(
        () -> {
          evidence.weight().copy_(Tensors.of(flat, HYPOTHESES, EVIDENCE));
          return evidence.bias().copy_(Tensors.of(RULE_BIAS, HYPOTHESES)).numel();
        });
  }

  /// @param frames `[B · 4, H / 2, W / 2, 3]`, the four frames of a sample in order of time
  /// @param pixels `[B, 18, H, W]`, H and W multiples of 8
  /// @return the logits of the hypotheses, `[B, 6, H, W]`
  public Tensor forward(Tensor frames, Tensor pixels) {
    long b = pixels.size(0), h = pixels.size(2), w = pixels.size(3);
    Tensor f = act(frame, frames.permute(0, 3, 1, 2)).view(b, FRAMES, FEATURES, h / 4, w / 4);
    Tensor two01 = act(pairs, cat(1, f.select(1, 0), f.select(1, 1))); // over time, kernel 2
    Tensor two12 = act(pairs, cat(1, f.select(1, 1), f.select(1, 2)));
    Tensor two23 = act(pairs, cat(1, f.select(1, 2), f.select(1, 3)));
    Tensor four = act(triples, cat(1, two01, two12, two23)); // over time, kernel 3
    Tensor near = act(context, Ops.shrink(pixels, 4)); // [B, 16, H / 4, W / 4]
    Tensor far = act(deep, act(join, cat(1, four, act(down, near)))); // [B, 48, H / 8, W / 8]
    Tensor x = act(up, cat(1, Ops.nearest2x(far), near));
    Tensor told = Ops.bilinear(choice.forward(x).contiguous(), 4); // [B, 6, H, W]
    Tensor rule = torch.matmul(evidence.weight(), pixels.view(b, EVIDENCE, h * w));
    return rule.add(evidence.bias().unsqueeze(1)).view(b, HYPOTHESES, h, w).add(told);
  }

  private static Tensor act(Conv2dImpl layer, Tensor x) {
    return torch.leaky_relu(layer.forward(x), new Scalar(.1));
  }
}
