package io.kinora.wan.run;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.wan.model.WanTransformer;
import io.kinora.wan.model.WanTransformerConfig;
import io.kinora.wan.model.WanVae;
import io.kinora.wan.sample.Denoiser;
import java.util.Arrays;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Connects the sampler to the transformer, for all Wan models: experts by noise level,
/// classifier-free guidance, and conditioning on pictures.
///
/// @param experts the transformer of a noise level
/// @param conditioning the content of the clip
/// @param guidance the scale g, and that of the low-noise expert
/// @param compute dtype of the transformer's computation
record WanDenoiser(
    Experts experts, Conditioning conditioning, Guidance guidance, ScalarType compute)
    implements Denoiser {
  /// The transformers of a model: one, or one for high and one for low noise.
  interface Experts {
    /// @param timestep from 0 to 1000
    WanTransformer at(float timestep);

    /// Whether `timestep` belongs to the low-noise expert.
    boolean low(float timestep);

    /// A model with one transformer.
    static Experts one(WanTransformer transformer) {
      return two(transformer, transformer, 0);
    }

    /// @param boundary from 0 to 1: the low-noise expert takes over below 1000 times this
    static Experts two(WanTransformer high, WanTransformer low, double boundary) {
      return new Experts() {
        @Override
        public WanTransformer at(float timestep) {
          return low(timestep) ? low : high;
        }

        @Override
        public boolean low(float timestep) {
          return timestep < boundary * 1000;
        }
      };
    }
  }

  /// Scales of classifier-free guidance (Ho and Salimans 2022, arXiv:2207.12598); 1 disables it.
  record Guidance(double high, double low) {
    static Guidance of(double scale) {
      return new Guidance(scale, scale);
    }
  }

  /// The conditioning of a clip.
  ///
  /// @param text `[B, S, text]`
  /// @param negative the negative prompt, in the same shape; null without guidance
  /// @param imageEmbeds features of pictures for cross-attention; null for none
  /// @param condition channels that are appended to the latents: a mask and the encoded pictures
  ///     `[B, 4 + z, T, h, w]`; null for none
  /// @param held latents of a given first frame `[B, z, 1, h, w]`, for models with a timestep per
  ///     token; null for none
  /// @param timestepPerToken whether the model was trained with one timestep per token
  record Conditioning(
      Tensor text,
      @Nullable Tensor negative,
      @Nullable Tensor imageEmbeds,
      @Nullable Tensor condition,
      @Nullable Tensor held,
      boolean timestepPerToken) {}

  @Override
  public Tensor velocity(Tensor x, float timestep) {
    WanTransformer transformer = experts.at(timestep);
    double g = experts.low(timestep) ? guidance.low : guidance.high;
    Tensor seen = conditioning.held == null ? x : holdFirst(x, conditioning.held);
    Tensor input =
        (conditioning.condition == null ? seen : Ops.cat(1, seen, conditioning.condition))
            .to(compute);
    Tensor time =
        timesteps(x, timestep, transformer.config().patch()).to(x.device(), ScalarType.Float);
    Tensor cond = forward(transformer, input, time, conditioning.text);
    if (g <= 1 || conditioning.negative == null) {
      return cond;
    }
    Tensor uncond = forward(transformer, input, time, conditioning.negative);
    return uncond.add(Ops.times(cond.sub(uncond), g));
  }

  private Tensor forward(WanTransformer transformer, Tensor x, Tensor time, Tensor text) {
    return TensorScope.keep(() -> transformer.forward(x, time, text, conditioning.imageEmbeds));
  }

  /// x with its first frame replaced.
  static Tensor holdFirst(Tensor x, Tensor first) {
    return x.size(2) == 1 ? first : Ops.cat(2, first, x.narrow(2, 1, x.size(2) - 1));
  }

  /// `[B]`, or `[B, L]` with 0 for the tokens of a held frame
  private Tensor timesteps(Tensor x, float timestep, WanTransformerConfig.Patch patch) {
    int b = (int) x.size(0);
    if (!conditioning.timestepPerToken) {
      return torch.full(new long[] {b}, Ops.scalar(timestep));
    }
    int perFrame = (int) (x.size(3) / patch.rows() * (x.size(4) / patch.columns()));
    float[] clip = new float[(int) (x.size(2) / patch.frames()) * perFrame];
    Arrays.fill(clip, conditioning.held == null ? 0 : perFrame, clip.length, timestep);
    return Tensors.of(clip, 1, clip.length).expand(b, clip.length);
  }

  /// The mask and the encoded pictures of the models of 2.1 (and of A14B) that start from pictures:
  /// the frames between the given ones are grey.
  ///
  /// @param first `[B, 3, H, W]` in [-1, 1]
  /// @param last in the same form, or null
  /// @return `[B, 4 + z, T, h, w]`
  static Tensor condition(WanVae vae, Tensor first, @Nullable Tensor last, int frames) {
    return TensorScope.keep(
        () -> {
          int factor = vae.config().temporalFactor(), latentFrames = 1 + (frames - 1) / factor;
          long b = first.size(0), height = first.size(2), width = first.size(3);
          Tensor video = torch.zeros(b, 3, frames, height, width).to(first);
          video.select(2, 0).copy_(first);
          if (last != null) {
            video.select(2, frames - 1).copy_(last);
          }
          Tensor latents = vae.normalise(vae.mode(vae.encode(video)));
          Tensor mask =
              torch.zeros(b, factor, latentFrames, latents.size(3), latents.size(4)).to(latents);
          mask.select(2, 0).fill_(Ops.scalar(1));
          if (last != null) {
            mask.select(2, latentFrames - 1).select(1, factor - 1).fill_(Ops.scalar(1));
          }
          return Ops.cat(1, mask, latents);
        });
  }

  /// The latents of a given first frame.
  ///
  /// @param first `[B, 3, H, W]` in [-1, 1]
  static Tensor held(WanVae vae, Tensor first) {
    return TensorScope.keep(() -> vae.normalise(vae.mode(vae.encode(first.unsqueeze(2)))));
  }
}
