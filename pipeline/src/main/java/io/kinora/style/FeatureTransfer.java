package io.kinora.style;

import io.kinora.torch.Ops;
import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Transfers the mean and the covariance of another picture's features by the linear map with the
/// smallest change (Lu et al. 2019, "A closed-form solution to universal style transfer",
/// arXiv:1906.00668, eq. 9). A linear map preserves the temporal stability of the features (Li et
/// al. 2019, arXiv:1808.04537), so the result does not flicker.
final class FeatureTransfer {
  /// Added to variances as a share of their mean, so that small variations are not amplified too
  /// much.
  private static final double EVEN = .03;

  /// The maximum amplification of features.
  private static final double MOST = 4;

  /// @param mean of each channel
  /// @param spread the covariance matrix `[channels, channels]`
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Statistics(float[] mean, float[] spread) {
    /// The statistics of features `[1, C, h, w]`.
    static Statistics of(Tensor features) {
      Tensor rows = rows(features).to(ScalarType.Double);
      Tensor mean = rows.mean(0);
      Tensor off = rows.sub(mean);
      Tensor spread = Ops.times(torch.matmul(off.t(), off), 1.0 / rows.size(0));
      return new Statistics(Tensors.floats(mean), Tensors.floats(spread));
    }

    Statistics towards(Statistics other, double share) {
      return new Statistics(between(mean, other.mean, share), between(spread, other.spread, share));
    }

    private static float[] between(float[] a, float[] b, double share) {
      float[] result = a.clone();
      for (int i = 0; i < a.length; i++) {
        result[i] += (float) (share * (b[i] - a[i]));
      }
      return result;
    }
  }

  private final Statistics goal;
  private final double follows;
  private @Nullable Statistics seen;

  /// @param goal features `[1, C, h, w]` of the style picture
  /// @param follows the weight of a new frame's statistics in their moving average
  FeatureTransfer(Tensor goal, double follows) {
    this.goal = Statistics.of(goal);
    this.follows = follows;
  }

  /// Resets the moving average: only the next frame counts.
  void reset() {
    seen = null;
  }

  /// The features of the next frame in the style of the picture: `[1, C, h, w]`, after ReLU.
  Tensor transfer(Tensor features) {
    Statistics now = Statistics.of(features);
    seen = seen == null ? now : seen.towards(now, follows);
    Tensor map = map(seen.spread, goal.spread, goal.mean.length).to(ScalarType.Float);
    Tensor from = vector(seen.mean), to = vector(goal.mean);
    Tensor transferred = torch.matmul(rows(features).sub(from), map).add(to);
    long b = features.size(0), c = features.size(1), h = features.size(2), w = features.size(3);
    return torch.relu(transferred.view(b, h, w, c).permute(0, 3, 1, 2));
  }

  private static Tensor map(float[] from, float[] to, int n) {
    Tensor a = Tensors.of(from, n, n).to(ScalarType.Double);
    Tensor b = Tensors.of(to, n, n).to(ScalarType.Double);
    double even = EVEN * a.trace().item_double() / n;
    Tensor eye = Ops.times(torch.eye(n), even).to(ScalarType.Double);
    a = a.add(eye);
    b = b.add(eye);
    Tensor root = power(a, .5, 0), back = power(a, -.5, 0);
    Tensor middle = power(torch.matmul(torch.matmul(root, b), root), .5, 0);
    return power(torch.matmul(torch.matmul(back, middle), back), 1, MOST);
  }

  /// A power of a symmetric matrix.
  ///
  /// @param most the upper limit of eigenvalues; 0 for none
  private static Tensor power(Tensor symmetric, double exponent, double most) {
    var parts = torch.linalg_eigh(symmetric);
    Tensor values = parts.get0().clamp_min(Ops.scalar(1e-12)), vectors = parts.get1();
    Tensor raised = torch.pow(values, Ops.scalar(exponent));
    raised = most == 0 ? raised : raised.clamp_max(Ops.scalar(most));
    return torch.matmul(vectors.mul(raised), vectors.t());
  }

  /// `[1, C, h, w]` → `[h w, C]`
  private static Tensor rows(Tensor features) {
    return features.permute(0, 2, 3, 1).reshape(-1, features.size(1));
  }

  private static Tensor vector(float[] values) {
    return Tensors.of(values, values.length);
  }
}
