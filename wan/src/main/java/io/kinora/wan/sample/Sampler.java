package io.kinora.wan.sample;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;

/// The sampling loop: turns noise into latents.
public final class Sampler {
  private Sampler() {}

  /// Is called after each step, and may stop the work by throwing.
  public interface Steps {
    /// Does nothing.
    Steps NONE = (_, _, _) -> {};

    /// @param done the number of steps made
    /// @param x the latents now
    /// @param clean the model's estimate of the latents without noise; valid only during the call
    void made(int done, Tensor x, Tensor clean);
  }

  /// Solves the flow from noise `[B, z, T, h, w]` to latents of the same shape.
  public static Tensor sample(Denoiser denoiser, Scheduler scheduler, Tensor noise, Steps steps) {
    float[] timesteps = scheduler.timesteps(), sigmas = scheduler.sigmas();
    Tensor x = TensorScope.held(noise);
    for (int i = 0; i < timesteps.length; i++) {
      int step = i;
      Tensor now = x;
      Tensor velocity = TensorScope.keep(() -> denoiser.velocity(now, timesteps[step]));
      x = TensorScope.held(scheduler.step(step, velocity, now));
      Tensor next = x;
      TensorScope.run(() -> steps.made(step + 1, next, now.sub(Ops.times(velocity, sigmas[step]))));
      velocity.close();
      now.close();
    }
    return x;
  }
}
