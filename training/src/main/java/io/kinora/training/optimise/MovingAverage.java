package io.kinora.training.optimise;

import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.function.Function;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;

/// The exponential moving average of a net's weights, which is evaluated and bundled.
public final class MovingAverage {
  private static final double DECAY = .999;

  private final SequencedMap<String, Tensor> parameters;
  private final SequencedMap<String, Tensor> average = new LinkedHashMap<>();

  public MovingAverage(Net net) {
    parameters = net.named();
    parameters.forEach((name, parameter) -> average.put(name, parameter.detach().clone()));
  }

  /// Updates the average after a step; early on with a smaller decay.
  public void update(long steps) {
    double decay = Math.min(DECAY, (1.0 + steps) / (10.0 + steps));
    TensorScope.infer(
        () -> {
          average.forEach(
              (name, mean) ->
                  mean.lerp_(
                      java.util.Objects.requireNonNull(parameters.get(name)).detach(),
                      new Scalar(1 - decay)));
          return true;
        });
  }

  public SequencedMap<String, Tensor> tensors() {
    return average;
  }

  public void restore(Function<String, Tensor> saved) {
    TensorScope.infer(
        () -> {
          average.forEach((name, mean) -> mean.copy_(saved.apply(name)));
          return true;
        });
  }
}
