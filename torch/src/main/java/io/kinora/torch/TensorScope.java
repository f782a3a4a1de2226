package io.kinora.torch;

import java.util.function.Supplier;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.AutoGradMode;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// The lifetime of native tensors: each tensor made inside a scope is freed at its end.
///
/// One scope per denoising or training step is enough; a net never opens one. Nets are built
/// outside of any scope, or they die with it.
public final class TensorScope {
  static {
    OneDnn.limit();
    Blas.oneThread();
    // on a processor that it does not know it prints a warning for each convolution, and on others
    // the digits of small convolutions would differ
    torch.globalContext().setUserEnabledNNPACK(false);
  }

  private TensorScope() {}

  /// Runs `body` and frees every tensor that it makes.
  public static void run(Runnable body) {
    try (var _ = new PointerScope()) {
      body.run();
    }
  }

  /// Runs `body`, frees every tensor that it makes and returns its result, which must not hold a
  /// tensor: a number, an array, a list of names.
  public static <T> T compute(Supplier<T> body) {
    try (var _ = new PointerScope()) {
      return body.get();
    }
  }

  /// Frees every tensor that `body` makes except the one that it returns. That one belongs to the
  /// caller's scope; without one it lives until its `close()`.
  public static Tensor keep(Supplier<Tensor> body) {
    Tensor kept;
    try (var _ = new PointerScope()) {
      kept = new Tensor(body.get()); // a new handle: body may return one of its inputs
      kept.retainReference();
    }
    PointerScope caller = PointerScope.getInnerScope();
    if (caller != null) {
      caller.attach(kept);
      kept.releaseReference();
    }
    return kept;
  }

  /// Makes `tensor` outlive the scope that it was made in, until its `close()`.
  public static Tensor retain(Tensor tensor) {
    tensor.retainReference();
    return tensor;
  }

  /// Runs `body` as if outside of any scope: what it makes, such as a net, lives until it is closed
  /// or can no longer be reached.
  public static <T> T outside(Supplier<T> body) {
    try (var _ = new PointerScope().extend()) { // whose end frees nothing
      return body.get();
    }
  }

  /// Frees tensors that [#held] returned.
  public static void free(Iterable<Tensor> held) {
    held.forEach(Tensor::close);
  }

  /// A further handle to `tensor`, which outlives all scopes until its `close()`.
  public static Tensor held(Tensor tensor) {
    return retain(new Tensor(tensor));
  }

  /// Like [#compute], without recording gradients: inference.
  public static <T> T infer(Supplier<T> body) {
    try (var _ = new PointerScope();
        var _ = new AutoGradMode(false)) {
      return body.get();
    }
  }

  /// Runs `body` without recording gradients; its tensors belong to the caller's scope.
  public static <T> T withoutGradients(Supplier<T> body) {
    try (var _ = new AutoGradMode(false)) {
      return body.get();
    }
  }
}
