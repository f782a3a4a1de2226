package io.kinora.style;

import io.kinora.torch.Ops;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Simplifies the frame at half its size by fixed filters: areas with sharp edges, without small
/// details. The net paints over it, so it need not learn the abstraction from pixels.
final class Abstraction {
  /// The variance from which on one square gets more weight than another.
  private static final double EVEN = 1e-4;

  private Abstraction() {}

  /// x `[B, 3, H, W]` from 0 to 1 → `[B, 3, H / 2, W / 2]`: squares of one colour for pixel art,
  /// tiles of one colour for mosaics, otherwise areas with sharp edges
  ///
  /// @param paper `[B, 4 TEXTURES, H / 2, W / 2]`, the four pixels of each position as channels
  static Tensor of(Tensor x, Tensor paper, NamedStyle style) {
    return switch (style) {
      case PIXEL -> Ops.nearest2x(Ops.nearest2x(Ops.shrink(x, StyleNet.GRID)));
      case MOSAIC -> stones(Ops.shrink(x, 2), paper);
      case OIL, WATERCOLOUR, INK, PENCIL, PASTEL, WOODBLOCK, COMIC, NEON -> areas(x);
    };
  }

  /// Areas with sharp edges: x `[B, 3, H, W]` → `[B, 3, H / 2, W / 2]`
  static Tensor areas(Tensor x) {
    return flattened(flattened(Ops.shrink(x, 2), 3), 2);
  }

  /// The mean of the four squares that meet in a pixel, weighted by their evenness (Kuwahara et al.
  /// 1976; weights after Papari et al. 2007, "Artistic edge and corner enhancing smoothing", eq.
  /// 10).
  private static Tensor flattened(Tensor x, int radius) {
    Tensor luma = Filters.luma(x);
    Tensor all = Ops.cat(1, x, luma, luma.square());
    Tensor means =
        Filters.means(torch.replication_pad2d(all, radius, radius, radius, radius), radius + 1);
    Tensor sum = torch.zeros_like(x), weights = torch.zeros_like(luma);
    for (int corner = 0; corner < 4; corner++) {
      Tensor square =
          means
              .narrow(2, corner / 2 * (long) radius, x.size(2))
              .narrow(3, corner % 2 * (long) radius, x.size(3));
      Tensor light = square.narrow(1, 3, 1);
      Tensor variance = square.narrow(1, 4, 1).sub(light.square()).clamp_min(Ops.scalar(0));
      Tensor even = Ops.plus(Ops.times(variance, 1 / EVEN), 1).reciprocal();
      Tensor weight = even.mul(even).mul(even);
      sum = torch.addcmul(sum, square.narrow(1, 0, 3), weight);
      weights = weights.add(weight);
    }
    return sum.div(weights);
  }

  /// Each pixel in the colour of the centre of its mosaic tile.
  private static Tensor stones(Tensor half, Tensor paper) {
    Tensor smooth = Filters.means(torch.replication_pad2d(half, 2, 2, 2, 2), 5);
    // a texture's four pixels are separate channels: the first suffices
    double reach = StyleTextures.TILE / 2 / 2; // in pixels at half the size
    Tensor across = Ops.times(paper.narrow(1, 0, 1), reach),
        down = Ops.times(paper.narrow(1, 4, 1), reach);
    return Filters.moved(smooth, across, down);
  }
}
