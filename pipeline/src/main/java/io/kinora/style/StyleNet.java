package io.kinora.style;

import static io.kinora.torch.Layers.conv2d;
import static io.kinora.torch.Layers.normal;
import static org.bytedeco.pytorch.global.torch.pixel_shuffle;
import static org.bytedeco.pytorch.global.torch.pixel_unshuffle;
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
/// arXiv:1603.08155): a trunk shared by all styles, whose channels each style scales and shifts
/// (Dumoulin et al. 2017, arXiv:1610.07629, eq. 5, but without the normalisation by the frame's own
/// statistics, with which a thing that enters the picture would change all of it), and a separate
/// head for each style, which also receives the [StyleTextures]. Its output is added to a
/// [ProceduralPainting].
///
/// All but the last step is computed at 1/2, 1/4 and 1/8 of the size.
public final class StyleNet extends Net {
  /// The number of texture channels beside the frame; styles that need fewer get zeros.
  public static final int TEXTURES = 4;

  /// Floating-point operations per pixel of the frame in one pass, in thousands.
  public static final double KFLOP = 20.3;

  /// The sides of a frame must be multiples of this.
  public static final int GRID = 8;

  private static final int SEEN = 4 * (3 + TEXTURES) + 3, HALF = 24, QUARTER = 32, EIGHTH = 48;
  private static final int SQUARES = 8, HEAD = 24;

  private static final long[] ONE = {1, 1};

  private static Tensor convolved(Tensor x, Tensor weight, Tensor bias, long[] stride) {
    return torch.conv2d(x, weight, new TensorOptional(bias), stride, ONE, ONE, 1);
  }

  /// A trunk layer whose channels each style scales and shifts.
  private static final class Styled extends Net {
    private final Conv2dImpl conv;
    private final Tensor film;
    private final long[] stride;

    Styled(int in, int out, int stride) {
      this.stride = new long[] {stride, stride};
      conv = layer("conv", normal(conv2d(in, out, 3, stride), Math.sqrt(2 / (9.0 * in))));
      film = parameter("film", torch.zeros(NamedStyle.values().length, 2L * out));
    }

    Tensor forward(Tensor x, NamedStyle style) {
      return convolved(x, weight(style), bias(style), stride);
    }

    /// The convolution's weight with the style's scale folded in, which is cheaper than scaling the
    /// result.
    Tensor weight(NamedStyle style) {
      return conv.weight().mul(scale(style).view(-1, 1, 1, 1));
    }

    Tensor bias(NamedStyle style) {
      long out = conv.bias().size(0);
      Tensor shift = film.select(0, style.ordinal()).narrow(0, out, out);
      return torch.addcmul(shift, conv.bias(), scale(style));
    }

    private Tensor scale(NamedStyle style) {
      return Ops.plus(film.select(0, style.ordinal()).narrow(0, 0, conv.bias().size(0)), 1);
    }
  }

  /// Two layers whose output is added to their input (He et al. 2016, arXiv:1512.03385, fig. 2).
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

  /// The last layers, which belong to one style.
  private static final class Head extends Net {
    private final Conv2dImpl see, mix, paint;

    Head() {
      int in = HALF + SEEN + SQUARES;
      see = layer("see", normal(conv2d(in, HEAD, 3), Math.sqrt(2 / (9.0 * in))));
      mix = layer("mix", normal(conv2d(HEAD, HEAD, 1), Math.sqrt(2.0 / HEAD)));
      paint = layer("paint", normal(conv2d(HEAD, 12, 3), .01));
    }

    /// The part of the first layer's weight for some of its input channels.
    Tensor weight(int from, int channels) {
      return see.weight().narrow(1, from, channels);
    }

    /// x `[B, HALF + SQUARES, H / 2, W / 2]`, seen `[B, HEAD, H / 2, W / 2]`, the first layer's
    /// output for the other channels → `[B, HEAD, H / 2, W / 2]`
    Tensor forward(Tensor x, Tensor seen) {
      Tensor weight = Ops.cat(1, weight(0, HALF), weight(HALF + SEEN, SQUARES));
      return relu(mix.forward(relu(convolved(x, weight, see.bias(), ONE).add(seen))));
    }
  }

  /// The [StyleTextures] for a frame's position, computed once for all frames.
  ///
  /// @param whole `[B or 1, TEXTURES, H, W]`
  /// @param folded `[B or 1, 4 TEXTURES, H / 2, W / 2]`, the four pixels of each position as
  ///     channels
  public record Paper(Tensor whole, Tensor folded) {
    /// @param whole `[B or 1, TEXTURES, H, W]`
    public static Paper of(Tensor whole) {
      return new Paper(whole, unshuffled(whole));
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

  /// Paints frames.
  ///
  /// @param x `[B, 3, H, W]` from 0 to 1, H and W multiples of [#GRID]
  /// @return `[B, 3, H, W]`, not clipped
  public Tensor forward(Tensor x, Paper paper, NamedStyle style) {
    Painting painting = begun(x, paper, style);
    return painting.base.add(pixel_shuffle(head(style).paint.forward(painting.mixed), 2));
  }

  /// An intermediate result before the last layer.
  ///
  /// @param base `[B, 3, H, W]`, to which the last layer adds
  /// @param mixed `[B, HEAD, H / 2, W / 2]`, the input of the last layer
  public record Painting(Tensor base, Tensor mixed) {}

  /// Runs all but the last layer: parameters as in [#forward].
  public Painting begun(Tensor x, Paper paper, NamedStyle style) {
    Head head = head(style);
    Tensor textures = paper.folded.expand(x.size(0), -1, -1, -1);
    Tensor study = Abstraction.of(x, textures, style); // [B, 3, H/2, W/2]
    Tensor seen = Ops.cat(1, unshuffled(x), textures, last(study)); // [B, SEEN, H/2, W/2]
    // the first layers of trunk and head as one convolution
    Tensor weight = Ops.cat(0, enter.weight(style), head.weight(HALF, SEEN));
    Tensor none = torch.zeros_like(head.see.bias());
    Tensor first = convolved(seen, weight, Ops.cat(0, enter.bias(style), none), ONE);
    Tensor half = relu(first.narrow(1, 0, HALF));
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
    Tensor mixed = head.forward(Ops.cat(1, wide, even), first.narrow(1, HALF, HEAD));
    return new Painting(
        ProceduralPainting.of(x, study, paper.whole.expand(x.size(0), -1, -1, -1), style), mixed);
  }

  private Head head(NamedStyle style) {
    return java.util.Objects.requireNonNull(heads.get(style));
  }

  /// x `[B, C, H, W]` → `[B, 4 C, H / 2, W / 2]`
  private static Tensor unshuffled(Tensor x) {
    return last(pixel_unshuffle(x, 2));
  }

  private static Tensor last(Tensor x) {
    return x.contiguous(MemoryFormat.ChannelsLast);
  }
}
