package io.kinora.house.net;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.linear;
import static io.kinora.torch.Layers.normal;
import static io.kinora.torch.Ops.bilinear;
import static io.kinora.torch.Ops.cat;
import static io.kinora.torch.Ops.plus;
import static io.kinora.torch.Ops.rmsNorm;
import static io.kinora.torch.Ops.times;
import static org.bytedeco.pytorch.global.torch.linspace;
import static org.bytedeco.pytorch.global.torch.matmul;
import static org.bytedeco.pytorch.global.torch.randn;
import static org.bytedeco.pytorch.global.torch.silu;
import static org.bytedeco.pytorch.global.torch.softmax;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.LinearImpl;
import org.bytedeco.pytorch.Tensor;

/// The generator: paints one RGBA layer from a phrase vector, a latent u and a phase of its motion.
///
/// A mapping network turns the three into a style w; up-blocks of transposed convolutions and
/// residual branches turn a learned constant into feature maps; heads at every level add up to
/// logits over K colour pairs. Each pixel is a softmax over K vertical colour gradients, the first
/// of which is transparent, so edges stay sharp if logits are enlarged before the softmax.
public final class Painter extends Net {
  /// The dimension of a phrase vector: the noun's and the modifier's text vectors, concatenated.
  public static final int TEXT = 768;

  /// The dimension of the latent u.
  public static final int LATENT = 8;

  private static final int STYLE = 256;
  private static final double LOGIT_BOUND = 16;

  /// The architecture of a painter.
  ///
  /// @param baseHeight rows of the learned constant
  /// @param baseWidth columns of the learned constant
  /// @param channels of the constant and of each up-block's output
  /// @param colours K, the number of colour pairs including the transparent one
  public record Spec(int baseHeight, int baseWidth, List<Integer> channels, int colours) {
    /// Square layers, painted at 128×128: subjects and props.
    public static final Spec SPRITES = new Spec(4, 4, List.of(128, 128, 96, 64, 32), 14);

    /// Wide layers, painted at 64×256: ridges, shores, streets.
    public static final Spec BANDS = new Spec(2, 8, List.of(128, 112, 80, 48, 32), 12);

    int blocks() {
      return channels.size() - 1;
    }
  }

  private final Spec spec;
  private final LinearImpl map1, map2, grow, palette;
  private final Tensor constant;
  private final List<UpBlock> blocks = new ArrayList<>();
  private final List<Conv2dImpl> heads = new ArrayList<>();

  public Painter(Spec spec) {
    this.spec = spec;
    List<Integer> channels = spec.channels();
    int first = channels.getFirst();
    int inputs = TEXT + LATENT + 4;
    map1 = layer("map1", normal(linear(inputs, STYLE), .1));
    map2 = layer("map2", normal(linear(STYLE, STYLE), 1.4 / Math.sqrt(STYLE)));
    int area = spec.baseHeight() * spec.baseWidth();
    grow = layer("grow", normal(linear(STYLE, (long) first * area), 1 / Math.sqrt(STYLE)));
    constant =
        parameter("constant", times(randn(1, first, spec.baseHeight(), spec.baseWidth()), .5));
    for (int i = 0; i < spec.blocks(); i++) {
      int in = channels.get(i);
      int out = channels.get(i + 1);
      int scale = 2 << i;
      blocks.add(
          layer(
              "block" + (i + 1),
              new UpBlock(in, out, STYLE, spec.baseHeight() * scale, spec.baseWidth() * scale)));
      if (i > 0) { // the first block is too coarse to draw anything
        double gain = i == 1 ? .5 : .1;
        heads.add(
            layer(
                "head" + (i + 1),
                normal(conv2d(out, spec.colours() + 3L, 3), gain / Math.sqrt(9.0 * out))));
      }
    }
    palette = layer("palette", normal(linear(STYLE, 6L * spec.colours()), 1.5 / Math.sqrt(STYLE)));
  }

  public Spec spec() {
    return spec;
  }

  /// The finest level, at which the logits are a quarter of the painted pixels (half each way).
  public int levels() {
    return spec.blocks();
  }

  /// The floating-point operations of one trunk, in 10⁹: two for each multiplication of a
  /// convolution; everything else is less than a hundredth of that.
  public double gflop() {
    double operations = 0;
    for (int i = 0; i < spec.blocks(); i++) {
      double in = spec.channels().get(i);
      double out = spec.channels().get(i + 1);
      double area = (double) (spec.baseHeight() << (i + 1)) * (spec.baseWidth() << (i + 1));
      operations += 2 * in * out * area / 4 * (16 + 1) + 2 * out * out * 9 * area;
      if (i > 0) {
        operations += 2 * out * (spec.colours() + 3) * 9 * area;
      }
    }
    return operations / 1e9;
  }

  /// The style w of a layer.
  ///
  /// @param text phrase vectors `[B, 768]`, each value approximately standard normal
  /// @param u latents `[B, 8]` in [0, 1)
  /// @param phase `[B, 1]` in cycles
  /// @return `[B, 256]`
  public Tensor style(Tensor text, Tensor u, Tensor phase) {
    Tensor angle = times(phase, 2 * Math.PI);
    Tensor once = cat(1, angle.sin(), angle.cos());
    Tensor twice = cat(1, times(angle, 2).sin(), times(angle, 2).cos());
    // Uniform values are scaled to unit variance; then the few values of u and phase are amplified
    // relative to the many of the text, which would otherwise dominate.
    Tensor latent = times(plus(u, -.5), 3 * Math.sqrt(12));
    Tensor x = cat(1, times(text, .35), latent, times(cat(1, once, twice), 3 * Math.sqrt(2)));
    return rmsNorm(silu(map2.forward(silu(map1.forward(x)))));
  }

  /// Logits over the colour pairs and a colour residual, at half the painted size.
  ///
  /// @param level how many up-blocks to use, from 2 to [#levels]; with fewer, the picture is
  ///     smaller
  /// @return `[B, K + 3, h, w]`
  public Tensor trunk(Tensor w, int level) {
    int first = spec.channels().getFirst();
    Tensor x = grow.forward(w).view(w.size(0), first, spec.baseHeight(), spec.baseWidth());
    x = x.contiguous(org.bytedeco.pytorch.global.torch.MemoryFormat.ChannelsLast).add(constant);
    x = blocks.getFirst().forward(x, w);
    x = blocks.get(1).forward(x, w);
    Tensor logits = heads.getFirst().forward(silu(rmsNorm(x)));
    for (int i = 2; i < level; i++) {
      x = blocks.get(i).forward(x, w);
      logits = bilinear(logits, 2).add(heads.get(i - 1).forward(silu(rmsNorm(x))));
    }
    return logits;
  }

  /// The data from which a layer's picture is rendered.
  ///
  /// @param logits over the colour pairs `[B, h, w, K]`, bounded to ±16
  /// @param residual colour `[B, h, w, 3]` to add where the layer is opaque
  /// @param pairs the colours at the top and at the bottom of the picture `[B, K, 6]`
  public record Recipe(Tensor logits, Tensor residual, Tensor pairs) {}

  /// The recipe of a picture.
  ///
  /// @param trunk from [#trunk]
  /// @param w the style of the logits
  public Recipe recipe(Tensor trunk, Tensor w) {
    return new Recipe(
        bounded(trunk).permute(0, 2, 3, 1), residual(trunk).permute(0, 2, 3, 1), pairs(w));
  }

  /// The logit of a position's opacity. It gives gradients even where a painter is confident of
  /// transparency; the picture does not, because its softmax is saturated there.
  ///
  /// @param trunk from [#trunk]
  /// @return `[B, 1, h, w]`, at the trunk's size
  public Tensor opacity(Tensor trunk) {
    Tensor logits = bounded(trunk);
    Tensor something = logits.narrow(1, 1, spec.colours() - 1L).logsumexp(new long[] {1}, true);
    return something.sub(logits.narrow(1, 0, 1));
  }

  private Tensor bounded(Tensor trunk) {
    Tensor logits = trunk.narrow(1, 0, spec.colours());
    return times(times(logits, 1 / LOGIT_BOUND).tanh(), LOGIT_BOUND);
  }

  private Tensor residual(Tensor trunk) {
    return times(trunk.narrow(1, spec.colours(), 3).tanh(), .25);
  }

  private Tensor pairs(Tensor w) {
    int k = spec.colours();
    return palette.forward(w).view(w.size(0), k, 6).sigmoid().mul(opaque(k, w));
  }

  /// Renders the logits as a picture, at `enlarge` times their size. `Raster` computes the same for
  /// pictures without gradients.
  ///
  /// @param trunk from [#trunk]
  /// @param w the style of the logits
  /// @param enlarge 2 for the painted size, 4 or 8 for larger ones
  /// @return `[B, 4, h, w]`: red, green, blue (multiplied by alpha), alpha, each about 0 to 1
  public Tensor paint(Tensor trunk, Tensor w, int enlarge) {
    int k = spec.colours();
    // Channels first: libtorch's softmax along a short innermost axis is ten times slower.
    Tensor logits = bilinear(bounded(trunk).contiguous(), enlarge); // [B, K, H, W]
    Tensor residual = bilinear(residual(trunk).contiguous(), enlarge); // [B, 3, H, W]
    long b = logits.size(0), height = logits.size(2), width = logits.size(3);
    Tensor choice = softmax(logits.view(b, k, height * width), 1);
    Tensor mixed = matmul(pairs(w).transpose(1, 2), choice).view(b, 6, height, width);
    Tensor top = mixed.narrow(1, 0, 3);
    Tensor bottom = mixed.narrow(1, 3, 3);
    Tensor down =
        linspace(Ops.scalar(0), Ops.scalar(1), height, logits.options()).view(1, 1, height, 1);
    Tensor alpha = plus(choice.narrow(1, 0, 1).view(b, 1, height, width).neg(), 1);
    Tensor colour = top.add(bottom.sub(top).mul(down)).add(residual.mul(alpha));
    return cat(1, colour, alpha);
  }

  /// `[1, K, 1]` on the device of `like`: 0 for the transparent pair, 1 for the others.
  private static Tensor opaque(int colours, Tensor like) {
    float[] mask = new float[colours];
    java.util.Arrays.fill(mask, 1, colours, 1f);
    return Tensor.create(mask, 1, colours, 1).to(like);
  }

  /// The layers at their painted size, as in training.
  public Tensor forward(Tensor text, Tensor u, Tensor phase) {
    Tensor w = style(text, u, phase);
    return paint(trunk(w, levels()), w, 2);
  }
}
