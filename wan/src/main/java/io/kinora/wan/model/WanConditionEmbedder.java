package io.kinora.wan.model;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import java.util.LinkedHashMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Projects the conditioning of a [WanTransformer] (timesteps, text, pictures) to the width C of
/// its tokens.
final class WanConditionEmbedder extends Net {
  /// The eps of the picture features' layer norms, which is not in the configuration.
  private static final double IMAGE_EPS = 1e-5;

  private final int freqWidth, width;
  private final Linear time1, time2, timeProj, text1, text2;
  private final @Nullable ImageEmbedder imageEmbedder;

  WanConditionEmbedder(WanTransformerConfig config) {
    long c = config.width();
    freqWidth = config.freqWidth();
    width = config.width();
    time1 = layer("time_embedder.linear_1", new Linear(freqWidth, c));
    time2 = layer("time_embedder.linear_2", new Linear(c, c));
    timeProj = layer("time_proj", new Linear(c, 6 * c));
    text1 = layer("text_embedder.linear_1", new Linear(config.textWidth(), c));
    text2 = layer("text_embedder.linear_2", new Linear(c, c));
    imageEmbedder =
        config.imageWidth() == 0 ? null : layer("image_embedder", new ImageEmbedder(config));
  }

  /// The conditioning of the blocks.
  ///
  /// @param text `[B, S, C]`
  /// @param image `[B, I, C]`, or null
  record Conditioning(Time time, Tensor text, @Nullable Tensor image) {}

  /// The embeddings of the distinct timesteps, in float32.
  ///
  /// @param embedding `[U, C]`, U the number of distinct timesteps
  /// @param projection `[U, 6, C]`, to which every block adds its own table
  /// @param index `[B, L]`, the row of each token's timestep; or `[B, 1]` for one per clip
  record Time(Tensor embedding, Tensor projection, Tensor index) {
    /// rows `[U, C]` → `[B, L or 1, C]`
    Tensor perToken(Tensor rows) {
      return rows.index_select(0, index.flatten()).view(index.size(0), index.size(1), rows.size(1));
    }
  }

  /// timestep `[B]` or `[B, L]`, text `[B, S, text]`, image `[B, I, image]`
  Conditioning forward(Tensor timestep, Tensor text, @Nullable Tensor image) {
    Tensor conditioning = text2.forward(torch.gelu(text1.forward(text), "tanh")); // [B, S, C]
    Tensor seen =
        image == null || imageEmbedder == null ? null : imageEmbedder.forward(image, text.size(0));
    return new Conditioning(time(timestep), conditioning, seen);
  }

  /// Embeds each distinct timestep once, because most tokens share one: all of them, or all but
  /// those of a given first frame.
  private Time time(Tensor timestep) {
    float[] all = Tensors.floats(timestep);
    var rows = new LinkedHashMap<Float, Integer>();
    long[] index = new long[all.length];
    for (int i = 0; i < all.length; i++) {
      index[i] = rows.computeIfAbsent(all[i], _ -> rows.size());
    }
    float[] different = new float[rows.size()];
    rows.forEach((t, row) -> different[row] = t);

    Tensor like = timestep.to(ScalarType.Float);
    Tensor emb = sinusoids(Tensors.of(different, different.length)).to(like); // [U, freq]
    emb = time2.forward(torch.silu(time1.forward(emb))); // [U, C]
    Tensor projection = timeProj.forward(torch.silu(emb)).view(-1, 6, width); // [U, 6, C]
    Tensor places = Tensors.of(index, timestep.size(0), all.length / timestep.size(0));
    return new Time(emb, projection, places.to(timestep.device(), ScalarType.Long));
  }

  /// t `[U]` → [cos(t f), sin(t f)] `[U, freq]`, f_i = 10000^(-i / half); in float32, as in the
  /// reference code (Vaswani et al. 2017, arXiv:1706.03762, §3.5)
  private Tensor sinusoids(Tensor t) {
    long half = freqWidth / 2;
    Tensor i = torch.arange(new Scalar(half)).to(ScalarType.Float);
    Tensor f = Ops.times(i, -Math.log(10_000)).div(new Scalar((double) half)).exp(); // [half]
    Tensor angle = t.unsqueeze(1).mul(f);
    return Ops.cat(1, angle.cos(), angle.sin());
  }

  /// Projects picture features to the width of tokens.
  static final class ImageEmbedder extends Net {
    private final LayerNorm norm1, norm2;
    private final Linear in, out;
    private final @Nullable Tensor posEmbed;

    ImageEmbedder(WanTransformerConfig config) {
      long features = config.imageWidth(), c = config.width(), n = config.imagePositions();
      posEmbed = n == 0 ? null : weight("pos_embed", 1, n, features);
      norm1 = layer("norm1", new LayerNorm(features, IMAGE_EPS, true));
      in = layer("ff.net.0.proj", new Linear(features, features));
      out = layer("ff.net.2", new Linear(features, c));
      norm2 = layer("norm2", new LayerNorm(c, IMAGE_EPS, true));
    }

    /// x `[B, I, image]`; with positions also `[2B, I, image]`, first and last picture of each clip
    /// → `[B, I or 2I, C]`. The GELU is exact, unlike all others in this model.
    Tensor forward(Tensor x, long clips) {
      Tensor rows = posEmbed == null ? x : x.reshape(clips, -1, x.size(2)).add(posEmbed.to(x));
      Tensor y = norm1.forward(rows).to(x);
      return norm2.forward(out.forward(torch.gelu(in.forward(y)))).to(x);
    }
  }
}
