package io.kinora.training.evaluate;

import static org.bytedeco.pytorch.global.torch.cdist;
import static org.bytedeco.pytorch.global.torch.linalg_eigh;
import static org.bytedeco.pytorch.global.torch.matmul;

import io.kinora.torch.Ops;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;

/// Distances between two sets of clips, on the judges' features. They are not comparable with
/// figures on other features, such as FVD.
final class Distances {
  /// The rank of the neighbour whose distance is a point's radius.
  private static final int NEIGHBOUR = 3;

  private Distances() {}

  /// The Fréchet distance of the two normal distributions with the sets' means and covariances
  /// (Dowson and Landau 1982; Heusel et al. 2017, arXiv:1706.08500, eq. 6).
  static double frechet(List<float[]> a, List<float[]> b) {
    return TensorScope.infer(
        () -> {
          Tensor x = matrix(a);
          Tensor y = matrix(b);
          Tensor meanX = mean(x);
          Tensor meanY = mean(y);
          Tensor covX = covariance(x.sub(meanX));
          Tensor covY = covariance(y.sub(meanY));
          Tensor root = root(covX);
          Tensor inner = matmul(matmul(root, covY), root);
          double cross = linalg_eigh(inner).get0().relu().sqrt().sum().item_double();
          return meanX.sub(meanY).square().sum().item_double()
              + covX.trace().item_double()
              + covY.trace().item_double()
              - 2 * cross;
        });
  }

  /// The symmetric square root of a positive semidefinite matrix.
  private static Tensor root(Tensor matrix) {
    var eigen = linalg_eigh(matrix);
    Tensor vectors = eigen.get1();
    return matmul(vectors.mul(eigen.get0().relu().sqrt()), vectors.t());
  }

  private static Tensor mean(Tensor x) {
    return x.mean(new long[] {0}, true, new ScalarTypeOptional());
  }

  private static Tensor covariance(Tensor centred) {
    return Ops.times(matmul(centred.t(), centred), 1.0 / Math.max(1, centred.size(0) - 1));
  }

  /// Precision and recall (Kynkäänniemi et al. 2019, arXiv:1904.06991, eq. 1 and 2, k = 3): the
  /// share of `made` within the radius of a real one, and of `real` within that of a generated one.
  record Coverage(double precision, double recall) {}

  static Coverage coverage(List<float[]> made, List<float[]> real) {
    return TensorScope.infer(
        () -> new Coverage(within(matrix(made), matrix(real)), within(matrix(real), matrix(made))));
  }

  private static double within(Tensor points, Tensor of) {
    long k = Math.min(NEIGHBOUR, of.size(0) - 1) + 1; // the nearest is the point itself
    Tensor radius = cdist(of, of).kthvalue(k, 1, true).get0(); // [N, 1]
    Tensor inside = cdist(of, points).le(radius).any(0, false); // [P]
    return inside.to(ScalarType.Float).mean().item_double();
  }

  /// The mean distance between the points of each group, over all groups.
  static double spread(List<List<float[]>> groups) {
    return TensorScope.infer(
        () -> {
          double sum = 0;
          for (List<float[]> group : groups) {
            int n = group.size();
            Tensor x = matrix(group);
            sum += cdist(x, x).sum().item_double() / Math.max(1, n * (n - 1));
          }
          return sum / groups.size();
        });
  }

  /// `[N, F]`, float64
  private static Tensor matrix(List<float[]> rows) {
    int width = rows.getFirst().length;
    double[] values = new double[rows.size() * width];
    for (int i = 0; i < rows.size(); i++) {
      for (int k = 0; k < width; k++) {
        values[i * width + k] = rows.get(i)[k];
      }
    }
    return Tensors.of(values, rows.size(), width);
  }
}
