package io.kinora.wan.model;

import static io.kinora.torch.TensorScope.keep;

import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.wan.model.VaeLayers.CausalConv3d;
import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;

/// The causal video autoencoder of Wan (Wan team 2025, arXiv:2503.20314, §4.1), in the layout of
/// 2.1 (8 × 8 pixels and 4 frames per latent) and that of 2.2 (16 × 16). Parameter names are the
/// checkpoint's keys.
///
/// Clips are `[B, 3, F, H, W]` in [-1, 1], latents `[B, z, T, h, w]`, F = 1 + 4 (T - 1).
public final class WanVae extends Net {
  private final VaeConfig config;
  private final VaeEncoder encoder;
  private final CausalConv3d quantConv, postQuantConv;
  private final VaeDecoder decoder;

  public WanVae(VaeConfig config) {
    this.config = config;
    long z = config.latentChannels();
    encoder = layer("encoder", new VaeEncoder(config));
    quantConv = layer("quant_conv", new CausalConv3d(2 * z, 2 * z, 1, 1));
    postQuantConv = layer("post_quant_conv", new CausalConv3d(z, z, 1, 1));
    decoder = layer("decoder", new VaeDecoder(config));
  }

  public VaeConfig config() {
    return config;
  }

  /// The number of latents around a tile that it depends on.
  int reach() {
    return VaeDecoder.reach(config);
  }

  /// Receives decoded pixels.
  public interface Sink {
    /// @param frame the first of these frames
    /// @param pixels `[T, 3, rows, columns]` in [-1, 1], valid only during the call
    void accept(int frame, int top, int left, Tensor pixels);
  }

  /// Encodes a clip to the distribution of its latents; frames beyond 1 + 4 k are dropped.
  ///
  /// @return mean and logarithm of the variance `[B, 2 z, T, h, w]`
  public Tensor encode(Tensor video) {
    Shapes.check("WanVae.video", video, Shapes.ANY, 3, Shapes.ANY, Shapes.ANY, Shapes.ANY);
    int factor = config.temporalFactor();
    var clips = new ArrayList<Tensor>();
    for (long b = 0; b < video.size(0); b++) {
      Tensor frames = patchify(video.select(0, b).permute(1, 0, 2, 3)); // [F, in, H, W]
      var latents = new ArrayList<Tensor>();
      try (CausalCache past = new CausalCache()) {
        for (long at = 0; at < frames.size(0); at += at == 0 ? 1 : factor) {
          long count = at == 0 ? 1 : factor, from = at;
          if (at + count > frames.size(0)) {
            break;
          }
          latents.add(
              keep(
                  () -> {
                    Tensor x = frames.narrow(0, from, count).contiguous(MemoryFormat.ChannelsLast);
                    return quantConv.forward(encoder.forward(x, past), past);
                  }));
          past.advance();
        }
      }
      clips.add(cat(latents).permute(1, 0, 2, 3)); // [2 z, T, h, w]
    }
    return torch.stack(new TensorVector(clips.toArray(Tensor[]::new)), 0);
  }

  /// The most likely latents `[B, z, T, h, w]`, not normalised.
  public Tensor mode(Tensor distribution) {
    return distribution.narrow(1, 0, config.latentChannels());
  }

  /// The logarithm of the variance `[B, z, T, h, w]`, clamped to -30 … 20 as in the reference code.
  public Tensor logVariance(Tensor distribution) {
    long z = config.latentChannels();
    return Ops.clamp(distribution.narrow(1, z, z), -30, 20);
  }

  /// Scales latents to mean 0 and variance 1 per channel, as the transformer expects them.
  public Tensor normalise(Tensor latents) {
    return latents.sub(perChannel(config.mean()).to(latents)).mul(inverseStd().to(latents));
  }

  /// The inverse of [#normalise].
  public Tensor denormalise(Tensor latents) {
    return latents.div(inverseStd().to(latents)).add(perChannel(config.mean()).to(latents));
  }

  private Tensor inverseStd() {
    return torch.ones(1).div(perChannel(config.std()));
  }

  private static Tensor perChannel(List<Double> values) {
    float[] numbers = new float[values.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = values.get(i).floatValue();
    }
    return Tensors.of(numbers, 1, numbers.length, 1, 1, 1);
  }

  /// Decodes latents, not normalised, to a whole clip in memory `[B, 3, F, H, W]` in [-1, 1].
  public Tensor decode(Tensor z, int tileRows, int tileColumns) {
    int f = config.spatialFactor();
    long frames = 1 + config.temporalFactor() * (z.size(2) - 1);
    Tensor video = torch.zeros(z.size(0), 3, frames, z.size(3) * f, z.size(4) * f).to(z);
    for (long b = 0; b < z.size(0); b++) {
      Tensor clip = video.select(0, b);
      decode(
          z.select(0, b),
          tileRows,
          tileColumns,
          (frame, top, left, pixels) ->
              clip.narrow(1, frame, pixels.size(0))
                  .narrow(2, top, pixels.size(2))
                  .narrow(3, left, pixels.size(3))
                  .copy_(pixels.permute(1, 0, 2, 3)));
    }
    return video;
  }

  /// Decodes one clip tile by tile, each from first to last frame, so that only the past of one
  /// tile must be kept.
  ///
  /// @param z latents, not normalised `[z, T, h, w]`
  /// @param tileRows latents per tile; the result depends on it only by rounding
  public void decode(Tensor z, int tileRows, int tileColumns, Sink sink) {
    int h = (int) z.size(2), w = (int) z.size(3);
    TensorScope.run(
        () -> {
          Tensor features = features(z);
          for (int top = 0; top < h; top += tileRows) {
            for (int left = 0; left < w; left += tileColumns) {
              var rows = Span.of(top, Math.min(tileRows, h - top), reach(), h);
              var columns = Span.of(left, Math.min(tileColumns, w - left), reach(), w);
              tile(features, rows, columns, sink);
            }
          }
        });
  }

  /// z `[z, T, h, w]` → the features that tiles are cut from `[T, C, h, w]`
  private Tensor features(Tensor z) {
    var parts = new ArrayList<Tensor>();
    try (CausalCache past = new CausalCache()) {
      for (long t = 0; t < z.size(1); t++) {
        long at = t;
        parts.add(
            keep(
                () -> {
                  Tensor x = z.narrow(1, at, 1).permute(1, 0, 2, 3);
                  x = x.contiguous(MemoryFormat.ChannelsLast);
                  return decoder.whole(postQuantConv.forward(x, past), past);
                }));
        past.advance();
      }
    }
    return cat(parts);
  }

  private void tile(Tensor features, Span rows, Span columns, Sink sink) {
    int f = config.spatialFactor();
    try (CausalCache past = new CausalCache()) {
      int[] frame = {0};
      for (long t = 0; t < features.size(0); t++) {
        Tensor x =
            features
                .narrow(0, t, 1)
                .narrow(2, rows.from, rows.size)
                .narrow(3, columns.from, columns.size);
        TensorScope.run(
            () -> {
              Tensor y = unpatchify(decoder.tile(x.contiguous(MemoryFormat.ChannelsLast), past));
              y =
                  y.narrow(2, (long) (rows.inner - rows.from) * f, (long) rows.innerSize * f)
                      .narrow(
                          3,
                          (long) (columns.inner - columns.from) * f,
                          (long) columns.innerSize * f);
              sink.accept(frame[0], rows.inner * f, columns.inner * f, Ops.clamp(y, -1, 1));
              frame[0] += (int) y.size(0);
            });
        past.advance();
      }
    }
  }

  /// A tile along one axis: the latents that it decodes, and those that it reads.
  private record Span(int inner, int innerSize, int from, int size) {
    static Span of(int inner, int innerSize, int reach, int length) {
      int from = Math.max(0, inner - reach);
      return new Span(inner, innerSize, from, Math.min(length, inner + innerSize + reach) - from);
    }
  }

  /// x `[F, 3, H, W]` → `[F, 3 p², H / p, W / p]`; channel = (c * p + dx) * p + dy
  private Tensor patchify(Tensor x) {
    long p = config.patch(), f = x.size(0), c = x.size(1), h = x.size(2) / p, w = x.size(3) / p;
    return p == 1
        ? x
        : x.reshape(f, c, h, p, w, p).permute(0, 1, 5, 3, 2, 4).reshape(f, c * p * p, h, w);
  }

  /// The inverse of [#patchify].
  private Tensor unpatchify(Tensor x) {
    long p = config.patch(), f = x.size(0), c = x.size(1) / (p * p), h = x.size(2), w = x.size(3);
    return p == 1
        ? x
        : x.reshape(f, c, p, p, h, w).permute(0, 1, 4, 3, 5, 2).reshape(f, c, h * p, w * p);
  }

  private static Tensor cat(List<Tensor> parts) {
    return parts.size() == 1 ? parts.getFirst() : Ops.cat(0, parts.toArray(Tensor[]::new));
  }
}
