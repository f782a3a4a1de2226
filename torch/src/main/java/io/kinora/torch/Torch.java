package io.kinora.torch;

import org.bytedeco.pytorch.global.torch;

/// Settings of libtorch for the whole process or the calling thread.
public final class Torch {
  private Torch() {}

  /// The number of threads that one operation may use, for this process.
  public static void threads(int count) {
    torch.set_num_threads(count);
  }

  /// Treats denormal numbers as zero on the calling thread: on CPUs they slow training 2 to 4
  // times.
  public static void flushDenormals() {
    org.bytedeco.pytorch.Context.setFlushDenormal(true);
  }

  /// The first line of what libtorch says; its errors carry a C++ stack trace of a dozen lines.
  public static String firstLine(RuntimeException libtorchError) {
    String message = String.valueOf(libtorchError.getMessage());
    int end = message.indexOf('\n');
    return end < 0 ? message : message.substring(0, end);
  }
}
