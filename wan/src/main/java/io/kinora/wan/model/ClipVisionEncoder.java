package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Shapes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The vision transformer of CLIP (Radford et al. 2021, arXiv:2103.00020, §2.4), which encodes
/// pictures for the picture-to-video models. Parameter names are the checkpoint's keys.
public final class ClipVisionEncoder extends Net {
  /// The activation function of the feed-forward part.
  enum Activation {
    GELU,
    QUICK_GELU;

    public Tensor of(Tensor x) {
      return this == GELU ? torch.gelu(x) : x.mul(torch.sigmoid(Ops.times(x, 1.702)));
    }
  }

  /// The shape of the encoder; sides in pixels.
  public record Shape(
      int width,
      int ffnWidth,
      int layers,
      int heads,
      int channels,
      int patchSide,
      int imageSide,
      double eps,
      Activation activation) {
    /// Reads `image_encoder/config.json`.
    public static Shape of(Config config) {
      String activation = config.text("hidden_act", "quick_gelu");
      if (!activation.equals("gelu") && !activation.equals("quick_gelu")) {
        throw config.refused("hidden_act", "\"gelu\" or \"quick_gelu\"", activation);
      }
      return new Shape(
          config.count("hidden_size", 768),
          config.count("intermediate_size", 3072),
          config.count("num_hidden_layers", 12),
          config.count("num_attention_heads", 12),
          config.count("num_channels", 3),
          config.count("patch_size", 32),
          config.count("image_size", 224),
          config.number("layer_norm_eps", 1e-5),
          Activation.valueOf(activation.toUpperCase(Locale.ROOT)));
    }

    /// The number of rows: one per patch and one for the whole picture.
    public int rows() {
      int side = imageSide / patchSide;
      return side * side + 1;
    }
  }

  private final Shape shape;
  private final Tensor classEmbedding, patchEmbedding, positionEmbedding;
  private final LayerNorm preNorm, postNorm;
  private final List<Layer> layers = new ArrayList<>();

  public ClipVisionEncoder(Shape shape) {
    this.shape = shape;
    var embeddings = layer("vision_model.embeddings", new Embeddings(shape));
    classEmbedding = embeddings.classEmbedding;
    patchEmbedding = embeddings.patchEmbedding;
    positionEmbedding = embeddings.positionEmbedding;
    preNorm = layer("vision_model.pre_layrnorm", new LayerNorm(shape.width, shape.eps, true));
    for (int i = 0; i < shape.layers; i++) {
      layers.add(layer("vision_model.encoder.layers." + i, new Layer(shape)));
    }
    postNorm = layer("vision_model.post_layernorm", new LayerNorm(shape.width, shape.eps, true));
  }

  public Shape shape() {
    return shape;
  }

  /// Whether a checkpoint may hold this tensor although the net has none of its name: the position
  /// indices, or the projection after the last layer, which published folders hold (their class is
  /// `CLIPVisionModelWithProjection`) and the video model does not use.
  public static boolean surplus(String name) {
    return name.endsWith("embeddings.position_ids") || name.equals("visual_projection.weight");
  }

  /// The features for the video model: the state before the last layer, all rows, not normalised.
  public Tensor imageEmbeds(Tensor pixels) {
    return states(pixels, layers.size() - 1).getLast();
  }

  /// The states after the embedding and after each of the first `count` layers.
  ///
  /// @param pixels normalised pictures `[B, 3, side, side]`
  /// @return `count + 1` states `[B, rows, width]`, the whole picture's row first
  public List<Tensor> states(Tensor pixels, int count) {
    long b = pixels.size(0), side = shape.imageSide;
    Shapes.check("ClipVisionEncoder.pixels", pixels, b, shape.channels, side, side);
    long p = shape.patchSide, n = side / p;
    Tensor patches =
        pixels
            .narrow(2, 0, n * p)
            .narrow(3, 0, n * p)
            .reshape(b, shape.channels, n, p, n, p)
            .permute(0, 2, 4, 1, 3, 5)
            .reshape(b, n * n, shape.channels * p * p);
    Tensor x = torch.linear(patches, patchEmbedding.flatten(1, 3).to(patches)); // [B, n * n, width]
    Tensor whole = classEmbedding.to(x).view(1, 1, -1).expand(b, 1, shape.width);
    x = preNorm.forward(Ops.cat(1, whole, x).add(positionEmbedding.to(x)));
    var states = new ArrayList<>(List.of(x));
    for (Layer layer : layers.subList(0, count)) {
      Tensor before = states.getLast();
      states.add(keep(() -> layer.forward(before)));
    }
    return states;
  }

  /// The normalised row of the whole picture `[B, width]`, from the last state.
  public Tensor pooled(Tensor lastState) {
    return postNorm.forward(lastState.select(1, 0));
  }

  /// The tensors of the embedding.
  static final class Embeddings extends Net {
    private final Tensor classEmbedding, patchEmbedding, positionEmbedding;

    Embeddings(Shape shape) {
      classEmbedding = weight("class_embedding", shape.width);
      long p = shape.patchSide;
      patchEmbedding =
          layer("patch_embedding", new Weight(shape.width, shape.channels, p, p)).weight;
      positionEmbedding = layer("position_embedding", new Weight(shape.rows(), shape.width)).weight;
    }
  }

  /// A layer with only a weight.
  static final class Weight extends Net {
    private final Tensor weight;

    Weight(long... shape) {
      weight = weight("weight", shape);
    }
  }

  /// Pre-normalised self-attention and feed-forward, both residual.
  static final class Layer extends Net {
    private final long heads;
    private final Activation activation;
    private final LayerNorm norm1, norm2;
    private final Linear q, k, v, out, fc1, fc2;

    Layer(Shape shape) {
      heads = shape.heads;
      activation = shape.activation;
      long c = shape.width;
      norm1 = layer("layer_norm1", new LayerNorm(c, shape.eps, true));
      q = layer("self_attn.q_proj", new Linear(c, c));
      k = layer("self_attn.k_proj", new Linear(c, c));
      v = layer("self_attn.v_proj", new Linear(c, c));
      out = layer("self_attn.out_proj", new Linear(c, c));
      norm2 = layer("layer_norm2", new LayerNorm(c, shape.eps, true));
      fc1 = layer("mlp.fc1", new Linear(c, shape.ffnWidth));
      fc2 = layer("mlp.fc2", new Linear(shape.ffnWidth, c));
    }

    /// x `[B, rows, width]` → the same
    Tensor forward(Tensor x) {
      Tensor y = norm1.forward(x);
      Tensor seen =
          Attention.attend(
              Attention.heads(q.forward(y), heads),
              Attention.heads(k.forward(y), heads),
              Attention.heads(v.forward(y), heads));
      Tensor z = x.add(out.forward(seen));
      return z.add(fc2.forward(activation.of(fc1.forward(norm2.forward(z)))));
    }
  }
}
