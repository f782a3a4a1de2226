package io.kinora.wan.sample;

import org.bytedeco.pytorch.Tensor;

/// Predicts the flow velocity of noisy latents.
@FunctionalInterface
public interface Denoiser {
  /// @param x latents `[B, z, T, h, w]`, float32
  /// @param timestep from 0 to 1000
  /// @return velocity in the shape of `x`, float32
  Tensor velocity(Tensor x, float timestep);
}
