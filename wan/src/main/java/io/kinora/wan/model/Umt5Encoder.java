package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Tensors;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// The encoder of UMT5 (Chung et al. 2023, arXiv:2304.09151): T5 1.1 (Raffel et al. 2020,
/// arXiv:1910.10683) in which every layer has its own relative position bias. Parameter names are
/// the checkpoint's keys.
public final class Umt5Encoder extends Net {
  /// The shape of the encoder.
  ///
  /// @param width d_model
  /// @param headWidth d_kv; heads times this may differ from `width`
  public record Shape(
      int vocabulary,
      int width,
      int heads,
      int headWidth,
      int ffnWidth,
      int layers,
      double eps,
      int buckets,
      int maxDistance) {
    /// Reads `text_encoder/config.json`.
    public static Shape of(Config config) {
      config.mustBe("model_type", "umt5");
      config.mustBe("feed_forward_proj", "gated-gelu");
      return new Shape(
          config.count("vocab_size", 250_112),
          config.count("d_model", 512),
          config.count("num_heads", 6),
          config.count("d_kv", 64),
          config.count("d_ff", 1024),
          config.count("num_layers", 8),
          config.number("layer_norm_epsilon", 1e-6),
          config.count("relative_attention_num_buckets", 32),
          config.count("relative_attention_max_distance", 128));
    }
  }

  private final Shape shape;
  private final Tensor shared;
  private final List<Block> blocks = new ArrayList<>();
  private Consumer<String> afterBlock = _ -> {};
  private final RmsNorm finalLayerNorm;

  public Umt5Encoder(Shape shape) {
    this.shape = shape;
    shared = layer("shared", new Table(shape.vocabulary, shape.width)).weight;
    for (int i = 0; i < shape.layers; i++) {
      blocks.add(layer("encoder.block." + i, new Block(shape)));
    }
    finalLayerNorm = layer("encoder.final_layer_norm", new RmsNorm(shape.width, shape.eps));
  }

  Shape shape() {
    return shape;
  }

  /// Calls `listener` with the common prefix of the names of a block's parameters when the block
  /// has run.
  public void afterBlock(Consumer<String> listener) {
    afterBlock = listener;
  }

  /// Whether a checkpoint may hold this tensor although the net has none of its name: a copy of
  /// `shared.weight`.
  public static boolean tied(String name) {
    return name.equals("encoder.embed_tokens.weight");
  }

  /// The conditioning of the video model: the encoding, with the rows of padding set to zero.
  public Tensor promptEmbeds(Tensor ids, Tensor mask) {
    return forward(ids, mask).mul(mask.unsqueeze(2).to(ScalarType.Float));
  }

  /// The conditioning of several texts, of equal or different lengths. Each block runs for all
  /// texts before the next block, so weights that stay in a file are read once.
  public List<Tensor> promptEmbeds(List<Tensor> ids, List<Tensor> masks) {
    List<Tensor> all = forward(ids, masks);
    var conditioning = new ArrayList<Tensor>();
    for (int i = 0; i < all.size(); i++) {
      conditioning.add(all.get(i).mul(masks.get(i).unsqueeze(2).to(ScalarType.Float)));
    }
    return conditioning;
  }

  /// @param ids tokens `[B, S]`, int64
  /// @param mask 1 for a token, 0 for padding `[B, S]`, int64
  /// @return encoding of all positions, padding too `[B, S, width]`, float32
  public Tensor forward(Tensor ids, Tensor mask) {
    return forward(List.of(ids), List.of(mask)).getFirst();
  }

  private List<Tensor> forward(List<Tensor> ids, List<Tensor> masks) {
    var x = new ArrayList<Tensor>(); // [B, S, width] each
    for (Tensor tokens : ids) {
      x.add(torch.embedding(shared, tokens).to(ScalarType.Float));
    }
    List<Tensor> ignored = masks.stream().map(Umt5Encoder::ignored).toList();
    List<Tensor> places = ids.stream().map(tokens -> places(tokens.size(1))).toList();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      for (int text = 0; text < x.size(); text++) {
        int at = text;
        Tensor before = x.get(at);
        x.set(at, keep(() -> block.forward(before, ignored.get(at), places.get(at))));
        before.close();
      }
      afterBlock.accept("encoder.block." + i + ".");
    }
    x.replaceAll(finalLayerNorm::forward);
    return x;
  }

  /// `[B, 1, 1, S]`: 0 for tokens, the most negative number for padding.
  private static Tensor ignored(Tensor mask) {
    return torch
        .zeros(1)
        .sub(mask.to(ScalarType.Float))
        .add(new Scalar(1.0))
        .mul(new Scalar(-(double) Float.MAX_VALUE))
        .unsqueeze(1)
        .unsqueeze(1);
  }

  /// The bucket of every pair of query and key `[S * S]`.
  private Tensor places(long length) {
    int n = Math.toIntExact(length);
    long[] places = new long[n * n];
    for (int query = 0; query < n; query++) {
      for (int key = 0; key < n; key++) {
        places[query * n + key] = bucket(key - query, shape.buckets, shape.maxDistance);
      }
    }
    return Tensors.of(places, (long) n * n);
  }

  /// The bucket of a distance (arXiv:1910.10683, §2.1): half of the buckets are for keys before the
  /// query, half for those after; of each half, half are for one distance each, and half for ranges
  /// that grow logarithmically, up to `maxDistance`.
  static int bucket(int distance, int buckets, int maxDistance) {
    int half = buckets / 2, exact = half / 2;
    int side = distance > 0 ? half : 0, far = Math.abs(distance);
    if (far < exact) {
      return side + far;
    }
    float growth =
        (float) Math.log((float) far / exact) / (float) Math.log((double) maxDistance / exact);
    return side + Math.min(half - 1, exact + (int) (growth * (half - exact)));
  }

  /// Pre-normalised self-attention and gated feed-forward, both residual, without biases.
  static final class Block extends Net {
    private final RmsNorm norm1, norm2;
    private final SelfAttention attention;
    private final Linear wi0, wi1, wo;

    Block(Shape shape) {
      norm1 = layer("layer.0.layer_norm", new RmsNorm(shape.width, shape.eps));
      attention = layer("layer.0.SelfAttention", new SelfAttention(shape));
      norm2 = layer("layer.1.layer_norm", new RmsNorm(shape.width, shape.eps));
      wi0 = layer("layer.1.DenseReluDense.wi_0", new Linear(shape.width, shape.ffnWidth, false));
      wi1 = layer("layer.1.DenseReluDense.wi_1", new Linear(shape.width, shape.ffnWidth, false));
      wo = layer("layer.1.DenseReluDense.wo", new Linear(shape.ffnWidth, shape.width, false));
    }

    /// x `[B, S, width]` → the same
    public Tensor forward(Tensor x, Tensor ignored, Tensor places) {
      Tensor y = x.add(attention.forward(norm1.forward(x), ignored, places));
      Tensor z = norm2.forward(y);
      return y.add(wo.forward(torch.gelu(wi0.forward(z), "tanh").mul(wi1.forward(z))));
    }
  }

  /// Attention with a learnt bias per head and distance, and without a scale.
  static final class SelfAttention extends Net {
    private final long heads;
    private final Linear q, k, v, o;
    private final Tensor relativeAttentionBias;

    SelfAttention(Shape shape) {
      long inner = (long) shape.heads * shape.headWidth;
      heads = shape.heads;
      q = layer("q", new Linear(shape.width, inner, false));
      k = layer("k", new Linear(shape.width, inner, false));
      v = layer("v", new Linear(shape.width, inner, false));
      relativeAttentionBias =
          layer("relative_attention_bias", new Table(shape.buckets, shape.heads)).weight;
      o = layer("o", new Linear(inner, shape.width, false));
    }

    /// x `[B, S, width]`, ignored `[B, 1, 1, S]`, places `[S * S]` → `[B, S, width]`
    public Tensor forward(Tensor x, Tensor ignored, Tensor places) {
      long n = x.size(1);
      Tensor bias =
          torch
              .embedding(relativeAttentionBias, places)
              .to(x)
              .view(n, n, heads)
              .permute(2, 0, 1); // [heads, S, S]
      Tensor seen =
          Attention.attend(
              Attention.heads(q.forward(x), heads),
              Attention.heads(k.forward(x), heads),
              Attention.heads(v.forward(x), heads),
              bias.unsqueeze(0).add(ignored));
      return o.forward(seen);
    }
  }

  /// An embedding table.
  static final class Table extends Net {
    private final Tensor weight;

    Table(long rows, long width) {
      weight = weight("weight", rows, width);
    }
  }
}
