package io.kinora.wan.model;

import org.bytedeco.pytorch.DoubleOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Scaled dot-product attention through libtorch's fused kernel, which never holds the `L × L`
/// weights in memory (Dao et al. 2022, arXiv:2205.14135).
public final class Attention {
  private Attention() {}

  /// x `[B, L, heads * D]` → `[B, L, heads, D]`
  static Tensor heads(Tensor x, long heads) {
    return x.unflatten(-1, heads, x.size(-1) / heads);
  }

  /// softmax(q kᵀ / √D) v per head: q `[B, L, heads, D]`, k and v `[B, S, heads, D]` →
  /// `[B, L, heads * D]`
  public static Tensor attend(Tensor q, Tensor k, Tensor v) {
    return torch
        .scaled_dot_product_attention(q.transpose(1, 2), k.transpose(1, 2), v.transpose(1, 2))
        .transpose(1, 2)
        .flatten(2, 3);
  }

  /// softmax(q kᵀ + bias) v per head, without a scale; bias `[B or 1, heads, L, S]`
  public static Tensor attend(Tensor q, Tensor k, Tensor v, Tensor bias) {
    return torch
        .scaled_dot_product_attention(
            q.transpose(1, 2),
            k.transpose(1, 2),
            v.transpose(1, 2),
            new TensorOptional(bias),
            0,
            false,
            new DoubleOptional(1),
            false)
        .transpose(1, 2)
        .flatten(2, 3);
  }
}
