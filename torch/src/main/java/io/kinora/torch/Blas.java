package io.kinora.torch;

import java.util.function.Supplier;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// The threads of OpenBLAS, which multiplies matrices for libtorch. It has its own beside
/// libtorch's, and after each product they keep their cores busy with waiting for the next one
/// (2²⁶ cycles, some 30 ms), while libtorch's have work to do. So one thread multiplies, unless a
/// product is large enough to be worth all of them.
final class Blas {
  static {
    torch.get_num_threads(); // loads libtorch, and OpenBLAS with it
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Blas() {}

  /// Sees to it that the class is loaded, and so that one thread multiplies.
  static void oneThread() {}

  /// Runs `body` with as many threads for a product as libtorch has.
  static <T> T allThreads(Supplier<T> body) {
    openblas_nolapack.blas_set_num_threads(torch.get_num_threads());
    try {
      return body.get();
    } finally {
      openblas_nolapack.blas_set_num_threads(1);
    }
  }
}
