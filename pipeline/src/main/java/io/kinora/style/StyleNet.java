package io.kinora.style;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.pixel_shuffle;
import static org.bytedeco.pytorch.global.torch.relu;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.bytedeco.pytorch.Conv2dImpl;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// Paints a frame in one of the [NamedStyle]s in one forward pass (Johnson et al. 2016,
/// arXiv:1603.08155): a trunk that all styles share, of which each style scales and shifts the
/// channels (Dumoulin et al. 2017, arXiv:1610.07629, eq. 5, but without the normalisation by the
/// frame's own statistics, which would let a thing that comes into the picture change all of it),
/// and a head of its own for each style, which sees the [StyleTextures], too. What it gives is
/// added to a [ProceduralPainting].
///
/// All but the last step is computed at 1/2, 1/4 and 1/8 of the size.
public final class StyleNet extends Net {
  /// Channels of paper beside the frame; styles that need fewer get zeros.
  public static final int TEXTURES = 4;

  /// Floating-point operations for a pixel of the frame in one pass, in thousands.
  public static final double KFLOP = 20.3;

  /// Sides of a frame must be multiples of this.
  public static final int GRID = 8;

  private static final int SEEN = 4 * (3 + TEXTURES) + 3, HALF = 24, QUARTER = 32, EIGHTH = 48;
  private static final int SQUARES = 8, HEAD = 24;

  /// A trunk layer whose channels each style scales and shifts.
  private static final class Styled extends Net {
    private static final long[] ONE = {1, 1}, EDGE = {1, 1};

    private final Conv2dImpl conv;
    private final Tensor film;
    private final long[] stride;

    Styled(int in, int out, int stride) {
      this.stride = new long[] {stride, stride};
      conv = layer("conv", normal(conv2d(in, out, 3, stride), Math.sqrt(2 / (9.0 * in))));
      film = parameter("film", torch.zeros(NamedStyle.values().length, 2L * out));
    }

    /// What the style does to the result is done to the convolution instead, which is smaller.
    Tensor forward(Tensor x, NamedStyle style) {
      Tensor own = film.select(0, style.ordinal());
      long out = conv.bias().size(0);
      Tensor scale = Ops.plus(own.narrow(0, 0, out), 1), shift = own.narrow(0, out, out);
      Tensor weight = conv.weight().mul(scale.view(-1, 1, 1, 1));
      Tensor bias = torch.addcmul(shift, conv.bias(), scale);
      return torch.conv2d(x, weight, new TensorOptional(bias), stride, EDGE, ONE, 1);
    }
  }

  /// Two layers whose result is added to what went in (He et al. 2016, arXiv:1512.03385, fig. 2).
  private static final class Residual extends Net {
    private final Styled first, second;

    Residual(int width) {
      first = layer("first", new Styled(width, width, 1));
      second = layer("second", new Styled(width, width, 1));
      normal(second.conv, .3 / Math.sqrt(9.0 * width));
    }

    Tensor forward(Tensor x, NamedStyle style) {
      return relu(x.add(second.forward(relu(first.forward(x, style)), style)));
    }
  }

  /// The last layers, of one style alone.
  private static final class Head extends Net {
    private final Conv2dImpl see, mix, paint;

    Head() {
      int in = HALF + SEEN + SQUARES;
      see = layer("see", normal(conv2d(in, HEAD, 3), Math.sqrt(2 / (9.0 * in))));
      mix = layer("mix", normal(conv2d(HEAD, HEAD, 1), Math.sqrt(2.0 / HEAD)));
      paint = layer("paint", normal(conv2d(HEAD, 12, 3), .01));
    }

    /// x `[B, HALF + SEEN + SQUARES, H / 2, W / 2]` → `[B, HEAD, H / 2, W / 2]`
    Tensor forward(Tensor x) {
      return relu(mix.forward(relu(see.forward(x))));
    }
  }

  private final Styled enter, down1, down2, up2, merge, up1;
  private final Residual middle;
  private final List<Residual> deep = new ArrayList<>();
  private final Conv2dImpl squares;
  private final Map<NamedStyle, Head> heads = new EnumMap<>(NamedStyle.class);

  public StyleNet() {
    enter = layer("enter", new Styled(SEEN, HALF, 1));
    down1 = layer("down1", new Styled(HALF, QUARTER, 2));
    middle = layer("middle", new Residual(QUARTER));
    down2 = layer("down2", new Styled(QUARTER, EIGHTH, 2));
    for (int i = 0; i < 2; i++) {
      deep.add(layer("deep" + i, new Residual(EIGHTH)));
    }
    squares = layer("squares", normal(conv2d(EIGHTH, SQUARES, 1), Math.sqrt(1.0 / EIGHTH)));
    up2 = layer("up2", new Styled(EIGHTH, QUARTER, 1));
    merge = layer("merge", new Styled(QUARTER, QUARTER, 1));
    up1 = layer("up1", new Styled(QUARTER, HALF, 1));
    for (NamedStyle style : NamedStyle.values()) {
      heads.put(style, layer("head_" + style.label(), new Head()));
    }
  }

  /// Paints.
  ///
  /// @param x `[B, 3, H, W]` from 0 to 1, H and W multiples of [#GRID]
  /// @param paper `[B or 1, TEXTURES, H, W]`, what [StyleTextures] has there
  /// @return `[B, 3, H, W]`, not clipped
  public Tensor forward(Tensor x, Tensor paper, NamedStyle style) {
    Painting painting = begun(x, paper, style);
    return painting.base.add(pixel_shuffle(head(style).paint.forward(painting.mixed), 2));
  }

  /// A painting before its last layer.
  ///
  /// @param base `[B, 3, H, W]`, to which the last layer adds
  /// @param mixed `[B, HEAD, H / 2, W / 2]`, of which the last layer paints
  public record Painting(Tensor base, Tensor mixed) {}

  /// All but the last layer: parameters as of [#forward].
  public Painting begun(Tensor x, Tensor paper, NamedStyle style) {
    Tensor textures = unshuffled(paper.expand(x.size(0), -1, -1, -1));
    Tensor study = Abstraction.of(x, textures, style); // [B, 3, H/2, W/2]
    Tensor seen = Ops.cat(1, unshuffled(x), textures, last(study)); // [B, SEEN, H/2, W/2]
    Tensor half = relu(enter.forward(seen, style));
    Tensor quarter = relu(down1.forward(half, style)); // [B, QUARTER, H/4, W/4]
    quarter = middle.forward(quarter, style);
    Tensor eighth = relu(down2.forward(quarter, style)); // [B, EIGHTH, H/8, W/8]
    for (Residual block : deep) {
      eighth = block.forward(eighth, style);
    }
    Tensor even = Ops.nearest2x(Ops.nearest2x(squares.forward(eighth))); // [B, SQUARES, H/2, W/2]
    Tensor risen = Ops.nearest2x(up2.forward(eighth, style)).add(quarter);
    Tensor merged = relu(merge.forward(relu(risen), style));
    Tensor wide = relu(Ops.nearest2x(up1.forward(merged, style)).add(half));
    Tensor mixed = head(style).forward(Ops.cat(1, wide, seen, even));
    return new Painting(
        ProceduralPainting.of(x, study, paper.expand(x.size(0), -1, -1, -1), style), mixed);
  }

  private Head head(NamedStyle style) {
    return java.util.Objects.requireNonNull(heads.get(style));
  }

  /// As libtorch's `pixel_unshuffle`, but the result has its channels last: x `[B, C, H, W]` → `[B,
  /// 4 C, H / 2, W / 2]`
  private static Tensor unshuffled(Tensor x) {
    long b = x.size(0), c = x.size(1), h = x.size(2) / 2, w = x.size(3) / 2;
    return x.reshape(b, c, h, 2, w, 2)
        .permute(0, 2, 4, 1, 3, 5)
        .reshape(b, h, w, 4 * c)
        .permute(0, 3, 1, 2);
  }

  private static Tensor last(Tensor x) {
    return x.contiguous(MemoryFormat.ChannelsLast);
  }
}
