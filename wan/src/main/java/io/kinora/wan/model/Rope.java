package io.kinora.wan.model;

import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Rotary position embedding (Su et al. 2021, arXiv:2104.09864, eq. 34) over frame, row and column.
///
/// Adjacent channels (2j, 2j + 1) of a head are one complex number, which position p rotates by p ·
/// θ^(-2j/d). Rows and columns get d = 2⌊D/6⌋ channels each, frames the rest, in the order frame,
/// row, column.
final class Rope {
  private static final double THETA = 10_000;

  private Rope() {}

  /// The rotary embedding of every token: complex64 `[L, 1, D / 2]`, frame-major, then row, then
  /// column.
  static Tensor rotary(long frames, long rows, long columns, long headWidth) {
    long side = 2 * (headWidth / 6);
    Tensor t = angles(frames, headWidth - 2 * side); // [T, d_t / 2]
    Tensor h = angles(rows, side); // [H, d_h / 2]
    Tensor w = angles(columns, side); // [W, d_w / 2]
    Tensor angle =
        Ops.cat(
            3,
            t.view(frames, 1, 1, -1).expand(frames, rows, columns, t.size(1)),
            h.view(1, rows, 1, -1).expand(frames, rows, columns, h.size(1)),
            w.view(1, 1, columns, -1).expand(frames, rows, columns, w.size(1)));
    return torch
        .polar(torch.ones_like(angle), angle)
        .to(ScalarType.ComplexFloat)
        .view(frames * rows * columns, 1, headWidth / 2);
  }

  /// float64 `[positions, width / 2]`
  private static Tensor angles(long positions, long width) {
    int half = (int) (width / 2);
    double[] angles = new double[Math.toIntExact(positions * half)];
    for (int p = 0; p < positions; p++) {
      for (int j = 0; j < half; j++) {
        angles[p * half + j] = p * Math.pow(THETA, -2.0 * j / width);
      }
    }
    return Tensors.of(angles, positions, half);
  }

  /// x `[B, L, heads, D]` → the same, every pair of channels rotated
  static Tensor rotate(Tensor x, Tensor rotary) {
    Tensor pairs = x.to(ScalarType.Float).unflatten(-1, -1, 2); // [B, L, heads, D / 2, 2]
    Tensor rotated = torch.view_as_complex(pairs).mul(rotary);
    return torch.view_as_real(rotated).flatten(3, 4).to(x);
  }
}
