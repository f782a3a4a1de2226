package io.kinora.wan;

import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;

/// From noise to latents.
final class Sampler {
  private Sampler() {}

  /// Hears of each step, and may stop the work by throwing.
  interface Steps {
    /// Nobody listens.
    Steps UNHEARD = (_, _) -> {};

    /// @param done the number of steps made
    /// @param x the latents now
    void made(int done, Tensor x);
  }

  /// Walks the flow from noise `[B, z, T, h, w]` to latents of the same shape.
  static Tensor sample(Denoiser denoiser, Scheduler scheduler, Tensor noise, Steps steps) {
    float[] timesteps = scheduler.timesteps();
    Tensor x = TensorScope.held(noise);
    for (int i = 0; i < timesteps.length; i++) {
      int step = i;
      Tensor now = x;
      x =
          TensorScope.held(
              TensorScope.keep(
                  () -> scheduler.step(step, denoiser.velocity(now, timesteps[step]), now)));
      now.close();
      steps.made(i + 1, x);
    }
    return x;
  }
}
