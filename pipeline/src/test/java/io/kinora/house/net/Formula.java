package io.kinora.house.net;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.torch.Net;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import java.util.Arrays;
import java.util.Locale;
import org.bytedeco.pytorch.Tensor;

/// Nets and inputs filled by formula, so that sixteen numbers tell whether a block still computes
/// what it did: no random generator, no training.
final class Formula {
  private static final double TOLERANCE = 1e-3;

  private Formula() {}

  /// The k-th parameter becomes `0.1 sin(i + k)`, i counting its numbers in row-major order.
  static <N extends Net> N filled(N net) {
    TensorScope.run(
        () -> {
          int k = 0;
          for (Tensor parameter : net.named().values()) {
            parameter.detach().copy_(sine(.1, 1, k, parameter.shape()));
            k++;
          }
        });
    return net;
  }

  /// An input that depends on k: `sin(0.7 i + k)`.
  static Tensor input(int k, long... shape) {
    return sine(1, .7, k, shape);
  }

  private static Tensor sine(double size, double step, int k, long... shape) {
    long count = 1;
    for (long length : shape) {
      count *= length;
    }
    float[] values = new float[(int) count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (size * Math.sin(step * i + k));
    }
    return Tensors.of(values, shape);
  }

  /// Compares the first eight and the last eight numbers.
  static void assertEnds(Tensor actual, double... expected) {
    float[] all = Tensors.floats(actual);
    double[] ends = new double[16];
    for (int i = 0; i < 8; i++) {
      ends[i] = all[i];
      ends[8 + i] = all[all.length - 8 + i];
    }
    assertThat(Arrays.stream(ends).map(Math::abs).max().orElse(0))
        .as("a golden of numbers as small as the tolerance would prove nothing")
        .isGreaterThan(20 * TOLERANCE);
    assertThat(ends)
        .as(() -> "first and last eight: " + text(ends))
        .containsExactly(expected, org.assertj.core.data.Offset.offset(TOLERANCE));
  }

  private static String text(double... values) {
    var text = new StringBuilder();
    for (double value : values) {
      text.append(String.format(Locale.ROOT, "%.4f, ", value));
    }
    return text.toString();
  }

  /// The largest difference between two tensors of one shape.
  static double distance(Tensor a, Tensor b) {
    assertThat(a.shape()).containsExactly(b.shape());
    return TensorScope.compute(() -> a.sub(b).abs().max().item_double());
  }
}
