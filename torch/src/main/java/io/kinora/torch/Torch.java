package io.kinora.torch;

import io.kinora.error.Cancelled;
import java.util.Collections;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.bytedeco.pytorch.Scalar;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/// Settings of libtorch for the whole process or the calling thread.
public final class Torch {
  /// Whether this processor computes in bfloat16; asked once, when it is first needed.
  private static final class Bfloat16 {
    static final boolean WORKS =
        OneDnn.processor().contains("avx512_bf16") && !OneDnn.LIMITED && convolves();

    /// Whether a convolution in bfloat16 is right, for processors other than those that [OneDnn]
    /// knows.
    private static boolean convolves() {
      return TensorScope.infer(
          () -> {
            Tensor x = torch.arange(new Scalar(7 * 9 * 9)).to(torch.ScalarType.Float).sin();
            Tensor w = torch.arange(new Scalar(8 * 7 * 9)).to(torch.ScalarType.Float).cos();
            x = x.reshape(1, 7, 9, 9);
            w = w.reshape(8, 7, 3, 3);
            Tensor exact = torch.conv2d(x, w);
            Tensor rounded =
                torch.conv2d(x.to(torch.ScalarType.BFloat16), w.to(torch.ScalarType.BFloat16));
            float[] far = Tensors.floats(rounded.to(torch.ScalarType.Float).sub(exact).abs().max());
            return far[0] < .25; // each of 63 terms is off by less than 1 / 128
          });
    }
  }

  /// Volatile, so that the processor compares it at run time, not the compiler.
  private static volatile float smallest = Float.MIN_VALUE;

  private Torch() {}

  /// The number of threads that one operation may use, for this process.
  public static void threads(int count) {
    torch.set_num_threads(count);
  }

  /// Runs `body` with one thread per operation: for small nets, whose operations finish before
  /// other threads have started, and are slow if those must wait for a busy processor. Operations
  /// called from other threads keep their number of threads.
  public static <T> T oneThread(Supplier<T> body) {
    int before = torch.get_num_threads();
    setOwnThreads(1);
    try {
      return body.get();
    } finally {
      setOwnThreads(before);
    }
  }

  private static void setOwnThreads(int count) {
    if (!OpenMp.threads(count)) {
      torch.set_num_threads(count);
    }
  }

  /// A pool of threads on each of which an operation uses one thread: for parallel work whose
  /// results then depend neither on the number of cores nor on other computations.
  ///
  /// @param count of threads, which all live until the service is closed
  public static ExecutorService workers(int count) {
    int others = torch.get_num_threads();
    ExecutorService workers =
        Executors.newFixedThreadPool(
            count, Thread.ofPlatform().daemon().name("kinora-torch-", 0).factory());
    try {
      // a pool starts a new thread for each of its first tasks
      workers.invokeAll(Collections.nCopies(count, Executors.callable(Torch::takeOneThread)));
    } catch (InterruptedException e) {
      workers.shutdownNow();
      Thread.currentThread().interrupt();
      throw new Cancelled(
          "The work was stopped while its threads started.", "Start it again.", "cancelled", e);
    } finally {
      setOwnThreads(others);
    }
    return workers;
  }

  private static void takeOneThread() {
    torch.get_num_threads(); // the first use on a thread sets the process's number
    setOwnThreads(1);
  }

  /// Runs `body`, a product of large matrices, with as many threads as one operation may use.
  /// Without it one thread multiplies, because OpenBLAS's threads are slow to release the cores.
  public static <T> T largeProduct(Supplier<T> body) {
    return Blas.allThreads(body);
  }

  /// Treats denormal numbers as zero on the calling thread: they slow training 2 to 4 times.
  public static void flushDenormals() {
    org.bytedeco.pytorch.Context.setFlushDenormal(true);
  }

  /// Runs `body` with denormal numbers on this thread, as is usual in Java: for libraries that step
  /// from 0 to the next larger number, which would be 0 again after [#flushDenormals].
  public static <T> T withDenormals(Supplier<T> body) {
    if (smallest > 0) { // to the processor it is 0 if denormals are flushed
      return body.get();
    }
    org.bytedeco.pytorch.Context.setFlushDenormal(false);
    try {
      return body.get();
    } finally {
      org.bytedeco.pytorch.Context.setFlushDenormal(true);
    }
  }

  /// As [#mixedPrecision(Device, Supplier)], on the CPU.
  public static Tensor mixedPrecision(Supplier<Tensor> body) {
    return mixedPrecision(Device.CPU, body);
  }

  /// Runs `body` with convolutions and products in bfloat16 if the device has instructions for it:
  /// a CUDA device, and a CPU with AVX-512 BF16 (1.9 times as fast on a 3×3 convolution). On other
  /// CPUs, where bfloat16 is slower or wrong, it runs in float32. Weights and gradients stay
  /// float32, and so is the result; bfloat16 has the range of float32, so losses need no scaling.
  ///
  /// @param device where the tensors of `body` live
  public static Tensor mixedPrecision(Device device, Supplier<Tensor> body) {
    if (!hasMixedPrecision(device)) {
      return body.get();
    }
    torch.DeviceType type =
        switch (device) {
          case CPU -> torch.DeviceType.CPU;
          case CUDA -> torch.DeviceType.CUDA;
        };
    boolean before = torch.is_autocast_enabled(type);
    torch.set_autocast_cache_enabled(false); // it would keep weights of the previous step
    torch.set_autocast_enabled(type, true);
    torch.set_autocast_dtype(type, torch.ScalarType.BFloat16);
    try {
      return body.get().to(torch.ScalarType.Float);
    } finally {
      torch.set_autocast_enabled(type, before);
    }
  }

  /// Whether [#mixedPrecision(Device, Supplier)] computes in bfloat16 on a device of this machine.
  public static boolean hasMixedPrecision(Device device) {
    return device == Device.CUDA || Bfloat16.WORKS;
  }

  /// The speed of products of 1024×1024 float32 matrices on this machine in GFLOP/s, with the
  /// number of threads set: the best of ten runs.
  public static double sgemmPeak() {
    return TensorScope.infer(
        () -> {
          Tensor a = torch.ones(1024, 1024);
          double best = 0;
          for (int i = 0; i < 10; i++) {
            long start = System.nanoTime();
            Blas.allThreads(() -> torch.matmul(a, a));
            best = Math.max(best, 2.0 * 1024 * 1024 * 1024 / (System.nanoTime() - start));
          }
          return best;
        });
  }

  /// Returns memory that was freed, but that the C library still keeps, to the system.
  public static void giveBackMemory() {
    org.bytedeco.javacpp.Pointer.trimMemory();
  }

  /// The first line of an error message of libtorch, without the C++ stack trace that follows.
  public static String firstLine(RuntimeException libtorchError) {
    String message = String.valueOf(libtorchError.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
