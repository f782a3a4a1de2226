package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// The video diffusion transformer of Wan (Wan team 2025, arXiv:2503.20314, §4.2.2, fig. 9): it
/// predicts the flow velocity of noisy latents, given a timestep and a text.
///
/// Letters in shapes: B clips, T frames, H rows, W columns (of latents), L tokens, S rows of text,
/// I rows of picture, C width, D channels per head. Parameter names are the checkpoint's keys.
///
/// Unlike smaller nets this one opens tensor scopes: the activations of one block are larger than
/// all weights, so they are freed before the next block runs.
public final class WanTransformer extends Net {
  /// The number of tokens that the feed-forward part processes at once, so that its widest tensor
  /// stays small.
  public static final long FFN_ROWS = 4096;

  private final WanTransformerConfig config;
  private final Linear3d patchEmbedding;
  private final WanConditionEmbedder conditionEmbedder;
  private final List<Block> blocks = new ArrayList<>();
  private Consumer<String> afterBlock = _ -> {};
  private final LayerNorm normOut;
  private final Linear projOut;
  private final Tensor scaleShiftTable;

  public WanTransformer(WanTransformerConfig config) {
    this.config = config;
    long c = config.width();
    patchEmbedding = layer("patch_embedding", new Linear3d(config.inChannels(), c, config.patch()));
    conditionEmbedder = layer("condition_embedder", new WanConditionEmbedder(config));
    for (int i = 0; i < config.layers(); i++) {
      blocks.add(layer("blocks." + i, new Block(config)));
    }
    normOut = layer("norm_out", new LayerNorm(c, config.eps(), false));
    projOut =
        layer("proj_out", new Linear(c, (long) config.outChannels() * config.patch().volume()));
    scaleShiftTable = weight("scale_shift_table", 1, 2, c);
  }

  public WanTransformerConfig config() {
    return config;
  }

  /// The parameters that stay float32 when the others are 16 bit.
  public static boolean keptInFloat(String name) {
    return name.contains("time_embedder")
        || name.contains("scale_shift_table")
        || name.matches(".*\\bnorm[123]\\..*");
  }

  /// Calls `listener` with the common prefix of the names of a block's parameters when the block
  /// has run: so a caller that is short of memory can release the block's pages.
  public void afterBlock(Consumer<String> listener) {
    afterBlock = listener;
  }

  /// @param x noisy latents `[B, in, T, H, W]`; all is computed in its dtype and on its device,
  ///     except norms, modulation and timesteps, which are always float32
  /// @param timestep from 0 to 1000: `[B]`, or `[B, L]` for one per token
  /// @param text `[B, S, text]`
  /// @param image features of pictures `[B, I, image]`, or first and last picture `[2B, I, image]`
  /// @return velocity `[B, out, T, H, W]`, float32
  public Tensor forward(Tensor x, Tensor timestep, Tensor text, @Nullable Tensor image) {
    Shapes.check(
        "WanTransformer.x", x, Shapes.ANY, config.inChannels(), Shapes.ANY, Shapes.ANY, Shapes.ANY);
    Shapes.check("WanTransformer.text", text, x.size(0), Shapes.ANY, config.textWidth());
    var patch = config.patch();
    long t = x.size(2) / patch.frames(),
        h = x.size(3) / patch.rows(),
        w = x.size(4) / patch.columns();

    // 1. Tokens and conditioning
    Tensor rotary =
        Rope.rotary(t, h, w, config.headWidth())
            .to(x.device(), ScalarType.ComplexFloat); // [L, 1, D / 2]
    Tensor tokens = patchEmbedding.forward(x); // [B, L, C]
    var conditioning =
        conditionEmbedder.forward(timestep, text.to(x), image == null ? null : image.to(x));

    // 2. Blocks
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      Tensor before = tokens;
      tokens = keep(() -> block.forward(before, conditioning, rotary)); // [B, L, C]
      before.close();
      afterBlock.accept("blocks." + i + ".");
    }

    // 3. Head
    Tensor table =
        scaleShiftTable
            .to(ScalarType.Float)
            .add(conditioning.time().embedding().unsqueeze(1)); // [U, 2, C]
    Tensor shift = conditioning.time().perToken(table.select(1, 0)); // [B, 1 or L, C]
    Tensor scale = conditioning.time().perToken(table.select(1, 1));
    Tensor y = projOut.forward(modulate(normOut.forward(tokens), shift, scale).to(tokens));
    return unpatchify(y, t, h, w).to(ScalarType.Float);
  }

  /// y `[B, L, pt * ph * pw * out]`, channel fastest → `[B, out, T, H, W]`
  private Tensor unpatchify(Tensor y, long t, long h, long w) {
    var p = config.patch();
    return y.reshape(y.size(0), t, h, w, p.frames(), p.rows(), p.columns(), config.outChannels())
        .permute(0, 7, 1, 4, 2, 5, 3, 6)
        .reshape(y.size(0), config.outChannels(), t * p.frames(), h * p.rows(), w * p.columns());
  }

  /// x (1 + scale) + shift
  private static Tensor modulate(Tensor x, Tensor shift, Tensor scale) {
    return torch.addcmul(shift, x, Ops.plus(scale, 1));
  }

  /// Self-attention, cross-attention to text and picture, feed-forward: the first and the last
  /// modulated by the timestep (Peebles and Xie 2023, arXiv:2212.09748, adaLN-Zero), each block
  /// with its own table on top of the shared projection.
  static final class Block extends Net {
    private final LayerNorm norm1, norm3;
    private final @Nullable LayerNorm norm2;
    private final SelfAttention attn1;
    private final CrossAttention attn2;
    private final Linear ffnIn, ffnOut;
    private final Tensor scaleShiftTable;

    Block(WanTransformerConfig config) {
      long c = config.width();
      norm1 = layer("norm1", new LayerNorm(c, config.eps(), false));
      attn1 = layer("attn1", new SelfAttention(config));
      norm2 =
          config.crossAttentionNorm() ? layer("norm2", new LayerNorm(c, config.eps(), true)) : null;
      attn2 = layer("attn2", new CrossAttention(config));
      norm3 = layer("norm3", new LayerNorm(c, config.eps(), false));
      ffnIn = layer("ffn.net.0.proj", new Linear(c, config.ffnWidth()));
      ffnOut = layer("ffn.net.2", new Linear(config.ffnWidth(), c));
      scaleShiftTable = weight("scale_shift_table", 1, 6, c);
    }

    /// x `[B, L, C]`, rotary `[L, 1, D / 2]` → `[B, L, C]`
    public Tensor forward(Tensor x, WanConditionEmbedder.Conditioning conditioning, Tensor rotary) {
      var time = conditioning.time();
      Tensor table = scaleShiftTable.to(ScalarType.Float).add(time.projection()); // [U, 6, C]
      Tensor shift1 = table.select(1, 0), scale1 = table.select(1, 1), gate1 = table.select(1, 2);
      Tensor shift2 = table.select(1, 3), scale2 = table.select(1, 4), gate2 = table.select(1, 5);

      // 1. Self-attention
      Tensor attended =
          keep(
              () -> {
                Tensor y = modulate(norm1.forward(x), time.perToken(shift1), time.perToken(scale1));
                y = attn1.forward(y.to(x), rotary);
                return torch
                    .addcmul(x.to(ScalarType.Float), y.to(ScalarType.Float), time.perToken(gate1))
                    .to(x);
              });

      // 2. Cross-attention
      Tensor informed =
          keep(
              () -> {
                Tensor y = norm2 == null ? attended : norm2.forward(attended).to(x);
                return attn2.forward(y, conditioning.text(), conditioning.image()).add_(attended);
              });
      attended.close();

      // 3. Feed-forward
      Tensor y =
          keep(
              () ->
                  modulate(norm3.forward(informed), time.perToken(shift2), time.perToken(scale2))
                      .to(x));
      Tensor fed = perRows(y);
      return torch
          .addcmul(informed.to(ScalarType.Float), fed.to(ScalarType.Float), time.perToken(gate2))
          .to(x);
    }

    private Tensor perRows(Tensor x) {
      var parts = new ArrayList<Tensor>();
      for (long at = 0; at < x.size(1); at += FFN_ROWS) {
        Tensor rows = x.narrow(1, at, Math.min(FFN_ROWS, x.size(1) - at));
        parts.add(keep(() -> ffnOut.forward(torch.gelu_(ffnIn.forward(rows), "tanh"))));
      }
      return parts.size() == 1 ? parts.getFirst() : Ops.cat(1, parts.toArray(Tensor[]::new));
    }
  }

  /// Self-attention over all tokens, with rotary position embedding of q and k.
  static final class SelfAttention extends Net {
    private final long heads;
    private final Linear toQ, toK, toV, toOut;
    private final RmsNorm normQ, normK;

    SelfAttention(WanTransformerConfig config) {
      long c = config.width();
      heads = config.heads();
      toQ = layer("to_q", new Linear(c, c));
      toK = layer("to_k", new Linear(c, c));
      toV = layer("to_v", new Linear(c, c));
      normQ = layer("norm_q", new RmsNorm(c, config.eps()));
      normK = layer("norm_k", new RmsNorm(c, config.eps()));
      toOut = layer("to_out.0", new Linear(c, c));
    }

    /// x `[B, L, C]` → `[B, L, C]`; norms are over all heads together, before they are split
    public Tensor forward(Tensor x, Tensor rotary) {
      Tensor q =
          keep(() -> Rope.rotate(Attention.heads(normQ.forward(toQ.forward(x)), heads), rotary));
      Tensor k =
          keep(() -> Rope.rotate(Attention.heads(normK.forward(toK.forward(x)), heads), rotary));
      Tensor v = Attention.heads(toV.forward(x), heads); // [B, L, heads, D]
      return toOut.forward(Attention.attend(q, k, v));
    }
  }

  /// Attention of all tokens to the text and, with separate weights, to the picture; the results
  /// are added.
  static final class CrossAttention extends Net {
    private final long heads;
    private final Linear toQ, toK, toV, toOut;
    private final RmsNorm normQ, normK;
    private final @Nullable Linear addK, addV;
    private final @Nullable RmsNorm normAddedK;

    CrossAttention(WanTransformerConfig config) {
      long c = config.width(), added = config.addedWidth();
      heads = config.heads();
      toQ = layer("to_q", new Linear(c, c));
      toK = layer("to_k", new Linear(c, c));
      toV = layer("to_v", new Linear(c, c));
      normQ = layer("norm_q", new RmsNorm(c, config.eps()));
      normK = layer("norm_k", new RmsNorm(c, config.eps()));
      addK = added == 0 ? null : layer("add_k_proj", new Linear(added, c));
      addV = added == 0 ? null : layer("add_v_proj", new Linear(added, c));
      normAddedK = added == 0 ? null : layer("norm_added_k", new RmsNorm(c, config.eps()));
      toOut = layer("to_out.0", new Linear(c, c));
    }

    /// x `[B, L, C]`, text `[B, S, C]`, image `[B, I, C]` → `[B, L, C]`
    public Tensor forward(Tensor x, Tensor text, @Nullable Tensor image) {
      Tensor q = keep(() -> Attention.heads(normQ.forward(toQ.forward(x)), heads));
      Tensor k = Attention.heads(normK.forward(toK.forward(text)), heads);
      Tensor v = Attention.heads(toV.forward(text), heads);
      Tensor y = Attention.attend(q, k, v);
      if (image != null && addK != null && addV != null && normAddedK != null) {
        Tensor imageK = Attention.heads(normAddedK.forward(addK.forward(image)), heads);
        Tensor imageV = Attention.heads(addV.forward(image), heads);
        y = y.add(Attention.attend(q, imageK, imageV));
      }
      return toOut.forward(y);
    }
  }

  /// A 3-D convolution whose kernel equals its stride: cuts the latents into patches and projects
  /// each.
  static final class Linear3d extends Net {
    private final WanTransformerConfig.Patch patch;
    private final Tensor weight, bias;

    Linear3d(long in, long out, WanTransformerConfig.Patch patch) {
      this.patch = patch;
      weight = weight("weight", out, in, patch.frames(), patch.rows(), patch.columns());
      bias = weight("bias", out);
    }

    /// x `[B, in, T, H, W]` → `[B, L, out]`: tokens frame-major, then row, then column
    public Tensor forward(Tensor x) {
      long b = x.size(0), c = x.size(1), t = x.size(2), h = x.size(3), w = x.size(4);
      long pt = patch.frames(), ph = patch.rows(), pw = patch.columns();
      Tensor patches =
          x.reshape(b, c, t / pt, pt, h / ph, ph, w / pw, pw)
              .permute(0, 2, 4, 6, 1, 3, 5, 7)
              .reshape(b, t / pt * (h / ph) * (w / pw), c * patch.volume());
      return torch.linear(patches, weight.flatten(1, 4).to(x), new TensorOptional(bias.to(x)));
    }
  }
}
