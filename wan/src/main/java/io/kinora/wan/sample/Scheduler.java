package io.kinora.wan.sample;

import org.bytedeco.pytorch.Tensor;

/// A solver of the flow dx/dσ = v from noise (σ = 1) to a picture (σ = 0) (Lipman et al. 2023,
/// arXiv:2210.02747). Use one instance per run, because it stores previous steps.
public sealed interface Scheduler extends AutoCloseable permits FlowEuler, FlowUniPc {
  /// The noise levels from first to last, and a final 0: one value more than there are steps.
  float[] sigmas();

  /// The timesteps for the model, from 1000 down.
  float[] timesteps();

  /// Performs step `i`; steps must be performed in order, each once.
  ///
  /// @param velocity the model's prediction for `x` at timestep `i`, in x's shape
  /// @param x latents, float32
  /// @return the latents of the next step, float32, in the caller's scope
  Tensor step(int i, Tensor velocity, Tensor x);

  /// Frees the stored previous steps.
  @Override
  void close();

  /// The number of steps.
  default int steps() {
    return timesteps().length;
  }

  /// The timestep shift (Esser et al. 2024, arXiv:2403.03206, eq. 23): s u / (1 + (s - 1) u).
  static double shift(double s, double u) {
    return s * u / (1 + (s - 1) * u);
  }
}
