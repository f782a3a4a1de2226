package io.kinora.torch;

import java.util.function.Supplier;
import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.global.torch;

/// The number of threads of OpenBLAS, which multiplies matrices for libtorch. OpenBLAS has its own
/// threads beside libtorch's; after each product they busy-wait for the next one (2²⁶ cycles, about
/// 30 ms) and take cores from libtorch's threads. So one thread multiplies, unless a product is
/// large enough for all threads to pay off.
final class Blas {
  static {
    torch.get_num_threads(); // loads libtorch, and OpenBLAS with it
    openblas_nolapack.blas_set_num_threads(1);
  }

  private Blas() {}

  /// Loads the class, whose initialiser sets one thread.
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
