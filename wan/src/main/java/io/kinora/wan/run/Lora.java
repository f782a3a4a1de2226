package io.kinora.wan.run;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.Net;
import io.kinora.torch.Ops;
import io.kinora.torch.Shapes;
import io.kinora.torch.TensorScope;
import io.kinora.torch.Tensors;
import io.kinora.torch.weights.Checkpoint;
import io.kinora.torch.weights.TensorEntry;
import io.kinora.wan.run.LoraKeys.Change;
import java.util.Arrays;
import java.util.Objects;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/// Merges a fine-tuning into the weights.
///
/// A low-rank pair (Hu et al. 2021, arXiv:2106.09685) gives W ← W + strength · alpha / rank · B A.
/// A difference of a weight, a bias or a modulation table is added. With a magnitude m (DoRA, Liu
/// et al. 2024, arXiv:2402.09353, eq. 5), W' = m (W + B A) / ‖W + B A‖, with one norm for each
/// element of m, and W ← W + strength · (W' − W).
final class Lora {
  /// The smallest norm, so that a row of zeros does not divide by zero.
  private static final double LEAST_NORM = 1e-12;

  private Lora() {}

  /// Rejects a file that [#merge] would reject, by its names and shapes.
  static void check(Net net, WanSettings.LoraFile lora) {
    try (Checkpoint file = Checkpoint.open(lora.file())) {
      var weights = net.named();
      LoraKeys.of(file, net, lora)
          .forEach((name, change) -> check(file, name, change, weight(weights.get(name))));
    }
  }

  /// Merges a file into a network.
  ///
  /// @return how many parameters it changed
  /// @throws WeightsRefused if some of its tensors belong to no parameter of the network, or have a
  ///     wrong shape
  static int merge(Net net, WanSettings.LoraFile lora) {
    try (Checkpoint file = Checkpoint.open(lora.file())) {
      var weights = net.named();
      var changes = LoraKeys.of(file, net, lora);
      changes.forEach((name, change) -> check(file, name, change, weight(weights.get(name))));
      changes.forEach(
          (name, change) -> merge(file, change, weight(weights.get(name)), lora.strength()));
      return changes.size();
    }
  }

  private static Tensor weight(@Nullable Tensor weight) {
    return Objects.requireNonNull(weight);
  }

  /// Compares shapes, not numbers of elements: a product of other factors can have the same number.
  private static void check(Checkpoint file, String name, Change change, Tensor weight) {
    long[] w = weight.shape();
    if (change.diff != null) {
      long[] diff = shape(file, change.diff);
      if (!Arrays.equals(diff, w)) {
        throw misshapen(file, change.diff, diff, name, w);
      }
    }
    if (change.down == null || change.up == null) {
      return;
    }
    long[] down = shape(file, change.down), up = shape(file, change.up);
    boolean inner = down.length == w.length && Arrays.equals(tail(down), tail(w));
    boolean outer =
        up.length >= 2
            && up.length <= w.length
            && up[0] == w[0]
            && Arrays.stream(up).skip(2).allMatch(length -> length == 1);
    if (w.length < 2 || !inner) {
      throw misshapen(file, change.down, down, name, w);
    }
    if (!outer || up[1] != down[0]) {
      throw misshapen(file, change.up, up, name, w);
    }
    if (change.alpha != null && Shapes.count(shape(file, change.alpha)) != 1) {
      throw misshapen(file, change.alpha, shape(file, change.alpha), name, w);
    }
    if (change.dora != null) {
      long[] m = shape(file, change.dora);
      if (!ofRows(m, w) && !ofColumns(m, w)) {
        throw misshapen(file, change.dora, m, name, w);
      }
    }
  }

  private static long[] tail(long[] shape) {
    return Arrays.copyOfRange(shape, Math.min(1, shape.length), shape.length);
  }

  /// Whether a magnitude has one value for each output: `[out]`, `[out, 1]`.
  private static boolean ofRows(long[] m, long[] w) {
    return m.length >= 1
        && m.length <= w.length
        && m[0] == w[0]
        && Arrays.stream(m).skip(1).allMatch(length -> length == 1);
  }

  /// Whether a magnitude has one value for each input: `[1, in]`.
  private static boolean ofColumns(long[] m, long[] w) {
    return w.length == 2 && m.length == 2 && m[0] == 1 && m[1] == w[1];
  }

  private static long[] shape(Checkpoint file, String name) {
    TensorEntry entry = file.entry(name);
    if (!entry.dtype().floating()) {
      throw LoraKeys.refused(
          "In the fine-tuning %s, \"%s\" has dtype %s, which is not a floating-point type."
              .formatted(file.label(name), name, entry.dtype()),
          "Use a file that is not quantised.");
    }
    return entry.shapeArray();
  }

  private static WeightsRefused misshapen(
      Checkpoint file, String tensor, long[] found, String parameter, long[] shape) {
    return LoraKeys.refused(
        "In the fine-tuning %s, \"%s\" has the shape %s, which does not fit \"%s\" of shape %s."
            .formatted(
                file.label(tensor), tensor, Shapes.text(found), parameter, Shapes.text(shape)),
        "Use a fine-tuning that was made for this model.");
  }

  private static void merge(Checkpoint file, Change change, Tensor weight, double strength) {
    TensorScope.infer(
        () -> {
          Tensor before = weight.cpu().to(ScalarType.Float);
          Tensor after = before;
          if (change.down != null && change.up != null) {
            Tensor a = number(file, change.down), b = number(file, change.up);
            double scale =
                change.alpha == null
                    ? 1
                    : number(file, change.alpha).item_float() / (double) a.size(0);
            Tensor product = b.flatten(1, -1).matmul(a.flatten(1, -1)).view(weight.shape());
            after =
                change.dora == null
                    ? before.add(Ops.times(product, strength * scale))
                    : decomposed(
                        before,
                        before.add(Ops.times(product, scale)),
                        number(file, change.dora),
                        strength);
          }
          if (change.diff != null) {
            after = after.add(Ops.times(number(file, change.diff), strength));
          }
          if (!Tensors.finite(after)) {
            throw LoraKeys.refused(
                "The fine-tuning %s gives weights that are not finite."
                    .formatted(file.label(file.names().iterator().next())),
                "Use a complete file, or a lower strength.");
          }
          // A merged weight in 8 bits would lose most of what was merged.
          boolean tiny = weight.element_size() == 1;
          ScalarType dtype = tiny ? ScalarType.BFloat16 : weight.scalar_type();
          weight.set_data(after.to(weight.device(), dtype));
          return true;
        });
  }

  /// Eq. 5: the direction of the changed weight with a separate magnitude.
  private static Tensor decomposed(Tensor before, Tensor changed, Tensor m, double strength) {
    long[] w = before.shape();
    Tensor rows = changed.flatten(1, -1); // [out, in]
    Tensor norm =
        (ofRows(m.shape(), w) ? rows.square().sum(1) : rows.square().sum(0))
            .sqrt()
            .clamp_min(new Scalar(LEAST_NORM));
    Tensor factor = m.flatten().div(norm);
    Tensor after =
        (ofRows(m.shape(), w) ? rows.mul(factor.unsqueeze(1)) : rows.mul(factor.unsqueeze(0)))
            .view(w);
    return before.add(Ops.times(after.sub(before), strength));
  }

  private static Tensor number(Checkpoint file, String name) {
    return file.tensor(name).to(ScalarType.Float);
  }
}
