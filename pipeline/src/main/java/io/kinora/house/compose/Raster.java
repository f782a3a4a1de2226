package io.kinora.house.compose;

import io.kinora.house.net.Painter;
import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.bytedeco.pytorch.Tensor;

/// Renders the pixels of a painter's recipe, without a tensor of every pixel's softmax over all
/// colours: most pixels are inside one colour, where the softmax is saturated and need not be
/// computed.
///
/// At the painted size the pixels are those of [Painter#paint], rounded to 8 bits. At larger sizes
/// edges would be proportionally wider, so the softmax is sharpened, but only along [Edges]:
/// elsewhere a painter mixes colours of several pairs, and a sharper softmax would separate them (a
/// brown trunk into red and blue).
public final class Raster {
  /// Below this weight another colour does not change an 8-bit pixel.
  private static final float CLEAR = 8;

  private final int height;
  private final int width;
  private final int colours;
  private final float[] logits;
  private final float[] residual;
  private final float[] pairs;
  private final int enlarge;
  private final float sharpness;

  /// @param height rows of the logits
  /// @param width columns of the logits
  /// @param logits `[h, w, K]`
  /// @param residual `[h, w, 3]`
  /// @param pairs `[K, 6]`
  /// @param enlarge number of pixels per logit position in each direction
  /// @param sharpness factor of the logits along edges; 1 for the pixels of [Painter#paint]
  Raster(
      int height,
      int width,
      float[] logits,
      float[] residual,
      float[] pairs,
      int enlarge,
      float sharpness) {
    this.height = height;
    this.width = width;
    this.colours = pairs.length / 6;
    this.logits = logits;
    this.residual = residual;
    this.pairs = pairs;
    this.enlarge = enlarge;
    this.sharpness = sharpness;
  }

  /// Renders the pictures of a painter's trunk, on all cores.
  ///
  /// @param trunk `[B, K + 3, h, w]`, from [Painter#trunk]
  /// @param w `[B, 256]`, the styles of the logits
  /// @param enlarge 2 for the painted size, 4 or 8 for larger ones
  /// @return for each layer premultiplied `0xAARRGGBB`, row by row
  public static List<int[]> pictures(Painter painter, Tensor trunk, Tensor w, int enlarge) {
    // Contours of bilinear logits have a corner at every logit position, which is visible if it
    // covers many pixels: a snowflake becomes a lozenge.
    boolean large = enlarge > 2;
    Tensor fine = large ? Ops.bicubic2x(trunk) : trunk;
    int times = large ? enlarge / 2 : enlarge;
    float sharpness = Math.max(1, enlarge / 2f);
    int height = (int) fine.size(2);
    int width = (int) fine.size(3);
    Painter.Recipe recipe = painter.recipe(fine, w);
    float[] logits = Tensors.floats(recipe.logits());
    float[] residual = Tensors.floats(recipe.residual());
    float[] pairs = Tensors.floats(recipe.pairs());
    int count = (int) trunk.size(0);
    return IntStream.range(0, count)
        .parallel()
        .mapToObj(
            i ->
                new Raster(
                        height,
                        width,
                        part(logits, i, count),
                        part(residual, i, count),
                        part(pairs, i, count),
                        times,
                        sharpness)
                    .picture())
        .toList();
  }

  private static float[] part(float[] all, int index, int count) {
    int length = all.length / count;
    return Arrays.copyOfRange(all, index * length, (index + 1) * length);
  }

  /// @return premultiplied `0xAARRGGBB`, row by row
  int[] picture() {
    var choices = new Choices(height * width, colours, logits);
    int[] best = choices.best;
    float[] margin = choices.margin;
    Edges edges = sharpness > 1 ? Edges.of(height, width, choices) : null;
    int rows = height * enlarge;
    int columns = width * enlarge;
    int[] pixels = new int[rows * columns];
    var at = new Spot();
    var mixture = new SoftPalette(colours, pairs);
    int alone = 0; // the pair that the mixture consists of
    for (int row = 0; row < rows; row++) {
      float down = (float) row / (rows - 1);
      at.row(row);
      for (int column = 0; column < columns; column++) {
        at.column(column);
        int one = best[at.a];
        // Between neighbours with the same best pair, its margin is at least the smallest of
        // theirs.
        if (one == best[at.b] && one == best[at.c] && one == best[at.d] && clear(margin, at)) {
          if (one == 0) {
            continue; // transparent
          }
          if (alone != one) {
            mixture.only(one);
            alone = one;
          }
        } else {
          alone = 0;
          for (int k = 0; k < colours; k++) {
            mixture.logits[k] = at.between(logits, colours, k);
          }
          if (edges == null) {
            mixture.mix();
          } else {
            float more = sharpness - 1;
            mixture.mixSharply(
                1 + more * at.between(edges.outline(), 1, 0),
                1 + more * at.between(edges.inside(), 1, 0));
          }
        }
        pixels[row * columns + column] = pixel(at, down, mixture.mixed);
      }
    }
    return pixels;
  }

  private static boolean clear(float[] margin, Spot at) {
    return Math.min(Math.min(margin[at.a], margin[at.b]), Math.min(margin[at.c], margin[at.d]))
        > CLEAR;
  }

  /// @param mixed the colours at the top and at the bottom, and the opacity
  private int pixel(Spot at, float down, float[] mixed) {
    int alpha = Math.clamp((int) (mixed[6] * 255 + .5f), 0, 255);
    int argb = alpha;
    for (int i = 0; i < 3; i++) {
      float shift = at.between(residual, 3, i);
      float colour = mixed[i] + (mixed[3 + i] - mixed[i]) * down + shift * mixed[6];
      argb = (argb << 8) | Math.clamp((int) (colour * 255 + .5f), 0, alpha);
    }
    return argb;
  }

  /// The position of a pixel between four logit positions.
  private final class Spot {
    private int a, b, c, d;
    private int top, bottom;
    private float shareX, shareY;
    private final int[] left = new int[width * enlarge];
    private final int[] right = new int[width * enlarge];
    private final float[] share = new float[width * enlarge];

    Spot() {
      for (int column = 0; column < share.length; column++) {
        double x = (column + .5) / enlarge - .5;
        int before = (int) Math.floor(x);
        share[column] = (float) (x - before);
        left[column] = Math.clamp(before, 0, width - 1);
        right[column] = Math.clamp(before + 1L, 0, width - 1);
      }
    }

    private void row(int row) {
      double y = (row + .5) / enlarge - .5;
      int above = (int) Math.floor(y);
      shareY = (float) (y - above);
      top = Math.clamp(above, 0, height - 1) * width;
      bottom = Math.clamp(above + 1L, 0, height - 1) * width;
    }

    private void column(int column) {
      shareX = share[column];
      a = top + left[column];
      b = top + right[column];
      c = bottom + left[column];
      d = bottom + right[column];
    }

    /// Value `k` of the `stride` values at each position, bilinearly interpolated.
    private float between(float[] values, int stride, int k) {
      float first = values[a * stride + k];
      float upper = first + (values[b * stride + k] - first) * shareX;
      first = values[c * stride + k];
      float lower = first + (values[d * stride + k] - first) * shareX;
      return upper + (lower - upper) * shareY;
    }
  }
}
