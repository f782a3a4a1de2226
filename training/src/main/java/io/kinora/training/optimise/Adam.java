package io.kinora.training.optimise;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Adam (Kingma and Ba 2015, arXiv:1412.6980, algorithm 1) whose moments can be saved and restored
/// as named tensors, so that a resumed run continues exactly.
public final class Adam {
  private static final double EPSILON = 1e-8;

  private final SequencedMap<String, Tensor> parameters;
  private final Map<String, Tensor> first = new LinkedHashMap<>();
  private final Map<String, Tensor> second = new LinkedHashMap<>();
  private final double beta1;
  private final double beta2;
  private long steps;

  public Adam(SequencedMap<String, Tensor> parameters, double beta1, double beta2) {
    this.parameters = parameters;
    this.beta1 = beta1;
    this.beta2 = beta2;
    parameters.forEach(
        (name, parameter) -> {
          first.put(name, torch.zeros_like(parameter.detach()));
          second.put(name, torch.zeros_like(parameter.detach()));
        });
  }

  /// Clears the gradients of the last step.
  public void clear() {
    parameters.values().forEach(parameter -> parameter.mutable_grad().reset());
  }

  /// Updates every parameter that has a gradient.
  public void step(double rate) {
    steps++;
    double correction1 = 1 - Math.pow(beta1, steps);
    double correction2 = Math.sqrt(1 - Math.pow(beta2, steps));
    TensorScope.infer(
        () -> {
          parameters.forEach(
              (name, parameter) -> {
                Tensor gradient = parameter.grad();
                if (!gradient.defined()) {
                  return;
                }
                Tensor m = moment(first, name).lerp_(gradient, new Scalar(1 - beta1));
                Tensor v =
                    moment(second, name)
                        .mul_(new Scalar(beta2))
                        .addcmul_(gradient, gradient, new Scalar(1 - beta2));
                Tensor denominator = Ops.plus(Ops.times(v.sqrt(), 1 / correction2), EPSILON);
                parameter.addcdiv_(m, denominator, new Scalar(-rate / correction1));
              });
          return true;
        });
  }

  private static Tensor moment(Map<String, Tensor> moments, String name) {
    return java.util.Objects.requireNonNull(moments.get(name));
  }

  long steps() {
    return steps;
  }

  /// The moments by name, for a checkpoint.
  public Map<String, Tensor> state() {
    var state = new LinkedHashMap<String, Tensor>();
    first.forEach((name, moment) -> state.put("first." + name, moment));
    second.forEach((name, moment) -> state.put("second." + name, moment));
    return state;
  }

  /// Restores the state from a checkpoint.
  public void restore(long steps, java.util.function.Function<String, Tensor> saved) {
    this.steps = steps;
    TensorScope.infer(
        () -> {
          state().forEach((name, moment) -> moment.copy_(saved.apply(name)));
          return true;
        });
  }
}
