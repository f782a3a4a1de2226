package io.kinora.wan.sample;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Objects;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// UniPC (Zhao et al. 2023, arXiv:2302.04867, alg. 1 and 2) of order 2 with B(h) = e^h - 1 and data
/// prediction, on a flow: α = 1 - σ, λ = ln(α / σ).
public final class FlowUniPc implements Scheduler {
  /// The spacing of the noise levels.
  public enum Spacing {
    /// From the shifted 0.999: the spacing at the models' release, in the authors' own code and in
    /// diffusers up to 0.36.
    CLASSIC,
    /// From 1 - 10⁻⁶: the spacing of diffusers since January 2026.
    MAIN
  }

  private final float[] sigmas, timesteps;
  private final Deque<Tensor> predictions = new ArrayDeque<>(); // m_i, m_(i-1), m_(i-2)
  private @Nullable Tensor start; // the sample that the last predictor started from
  private int order; // of the last predictor

  public FlowUniPc(int steps, double shift, Spacing spacing) {
    sigmas = new float[steps + 1];
    timesteps = new float[steps];
    for (int i = 0; i < steps; i++) {
      double part = (double) i / steps;
      double u = spacing == Spacing.MAIN ? 1 - 0.999 * part : 0.999 * (1 - part);
      double sigma = Scheduler.shift(shift, u);
      if (spacing == Spacing.MAIN && sigma == 1) {
        sigma -= 1e-6;
      }
      sigmas[i] = (float) sigma;
      timesteps[i] = (long) (1000 * sigma);
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
    Tensor now = x.to(ScalarType.Float);
    remember(
        TensorScope.keep(
            () -> now.sub(Ops.times(velocity.to(ScalarType.Float), sigmas[i])))); // m_i
    Tensor corrected = i == 0 ? now : TensorScope.keep(() -> correct(i));
    order = Math.min(Math.min(2, steps() - i), i + 1);
    Tensor next = TensorScope.keep(() -> predict(i, corrected));
    if (start != null) {
      start.close();
    }
    start = TensorScope.held(corrected);
    return next;
  }

  /// UniC: corrects the sample of step `i` by the model's prediction for it. The model is not
  /// evaluated again.
  private Tensor correct(int i) {
    Tensor[] m = predictions.toArray(Tensor[]::new);
    double h = lambda(i) - lambda(i - 1), b = Math.expm1(-h);
    Tensor change = m[0].sub(m[1]);
    Tensor c;
    if (order == 1) {
      c = Ops.times(change, 0.5);
    } else {
      double r = (lambda(i - 2) - lambda(i - 1)) / h;
      double phi1 = b / -h - 1; // φ of the second order, times -h
      double b1 = phi1 / b, b2 = 2 * (phi1 / -h - 0.5) / b;
      double rho1 = (b1 - b2) / (1 - r), rho2 = b1 - rho1; // ρ1 + ρ2 = b1, r ρ1 + ρ2 = b2
      c = Ops.times(m[2].sub(m[1]), rho1 / r).add(Ops.times(change, rho2));
    }
    Tensor x = Ops.times(Objects.requireNonNull(start), (double) sigmas[i] / sigmas[i - 1]);
    return x.sub(Ops.times(m[1].add(c), alpha(i) * b));
  }

  /// UniP: predicts the sample of step `i + 1`.
  private Tensor predict(int i, Tensor x) {
    Tensor[] m = predictions.toArray(Tensor[]::new);
    if (sigmas[i + 1] == 0) {
      return m[0].clone(); // λ is infinite: the prediction itself
    }
    double h = lambda(i + 1) - lambda(i), b = Math.expm1(-h);
    Tensor y =
        Ops.times(x, (double) sigmas[i + 1] / sigmas[i]).sub(Ops.times(m[0], alpha(i + 1) * b));
    if (order == 2) {
      double r = (lambda(i - 1) - lambda(i)) / h;
      y = y.sub(Ops.times(m[1].sub(m[0]), alpha(i + 1) * b / (2 * r)));
    }
    return y;
  }

  private double alpha(int i) {
    return 1 - (double) sigmas[i];
  }

  private double lambda(int i) {
    return Math.log(alpha(i) / sigmas[i]);
  }

  private void remember(Tensor m) {
    predictions.addFirst(TensorScope.held(m));
    if (predictions.size() > 3) {
      predictions.removeLast().close();
    }
  }

  @Override
  public void close() {
    TensorScope.free(predictions);
    predictions.clear();
    if (start != null) {
      start.close();
      start = null;
    }
  }
}
