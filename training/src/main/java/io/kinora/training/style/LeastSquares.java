package io.kinora.training.style;

import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Solves for the weights of a last 3×3 convolution: its target is known and linear in its input,
/// so a few pictures determine the weights directly, where gradient descent needs thousands of
/// steps.
final class LeastSquares {
  /// The ridge term added to the diagonal, as a share of its mean, which keeps the weights bounded.
  private static final double RIDGE = 1e-4;

  private Tensor square = torch.zeros(1), product = torch.zeros(1);

  /// Adds a picture to the equations.
  ///
  /// @param features `[1, C, h, w]` of the layer before
  /// @param wanted the target output of the layer `[1, O, h, w]`
  void add(Tensor features, Tensor wanted) {
    long[] one = {1, 1};
    Tensor near = torch.im2col(features.contiguous(), new long[] {3, 3}, one, one, one);
    Tensor rows = Ops.cat(0, near.squeeze(0), torch.ones(1, near.size(2))); // [9 C + 1, h w]
    square = square.add(torch.matmul(rows, rows.t()));
    product = product.add(torch.matmul(rows, wanted.reshape(wanted.size(1), -1).t()));
  }

  /// Solves the equations and sets the weights.
  ///
  /// @param weight `[O, C, 3, 3]`
  /// @param bias `[O]`
  void set(Tensor weight, Tensor bias) {
    double ridge = RIDGE * square.diagonal().mean().item_double();
    Tensor kept = square.add(Ops.times(torch.eye(square.size(0)), ridge));
    Tensor solution = // [9 C + 1, O]
        torch
            .linalg_solve(kept.to(torch.ScalarType.Double), product.to(torch.ScalarType.Double))
            .to(torch.ScalarType.Float);
    long last = solution.size(0) - 1;
    weight.copy_(solution.narrow(0, 0, last).t().contiguous().view(weight.shape()));
    bias.copy_(solution.narrow(0, last, 1).view(bias.shape()));
    if (!Tensors.finite(weight)) {
      throw new ArithmeticException("least squares have no solution");
    }
  }
}
