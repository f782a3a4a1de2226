package io.kinora.wan.sample;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import org.bytedeco.pytorch.Tensor;

/// Euler steps along the flow: x ← x + (σ_next - σ) v.
public final class FlowEuler implements Scheduler {
  private static final double SIGMA_MIN = 1.0 / 1000;

  private final float[] sigmas, timesteps;

  /// @param shift s; as in the reference code, the last σ is shifted twice: once as the end of the
  ///     range that the steps divide, and again as a step
  public FlowEuler(int steps, double shift) {
    sigmas = new float[steps + 1];
    timesteps = new float[steps];
    double last = Scheduler.shift(shift, SIGMA_MIN);
    for (int i = 0; i < steps; i++) {
      double u = steps == 1 ? 1 : 1 + (last - 1) * i / (steps - 1);
      double sigma = Scheduler.shift(shift, u);
      sigmas[i] = (float) sigma;
      timesteps[i] = (float) (1000 * sigma);
    }
  }

  @Override
  public float[] sigmas() {
    return sigmas.clone();
  }

  @Override
  public float[] timesteps() {
    return timesteps.clone();
  }

  @Override
  public Tensor step(int i, Tensor velocity, Tensor x) {
    return TensorScope.keep(() -> x.add(Ops.times(velocity, (double) sigmas[i + 1] - sigmas[i])));
  }

  @Override
  public void close() {}
}
