package io.kinora.torch;

import io.kinora.error.BadRequest;
import java.util.Locale;
import org.bytedeco.pytorch.global.torch;

/// Where tensors live and nets run.
public enum Device {
  CPU,
  CUDA;

  /// Reads `cpu` or `cuda`; rejects CUDA if this build or machine has none.
  public static Device parse(String name) {
    Device device =
        switch (name.strip().toLowerCase(Locale.ROOT)) {
          case "cpu" -> CPU;
          case "cuda" -> CUDA;
          default ->
              throw new BadRequest(
                  "The device \"" + name + "\" is not known.", "Use cpu or cuda.", "device");
        };
    if (device == CUDA && !torch.cuda_is_available()) {
      throw new BadRequest(
          "No CUDA device can be used: the build has no CUDA, or the machine no GPU.",
          "Build with -Pgpu on a machine with an NVIDIA driver, or use the device cpu.",
          "device");
    }
    return device;
  }

  /// CUDA if available, otherwise the CPU.
  public static Device best() {
    return torch.cuda_is_available() ? CUDA : CPU;
  }

  org.bytedeco.pytorch.Device nativeDevice() {
    return new org.bytedeco.pytorch.Device(name().toLowerCase(Locale.ROOT));
  }
}
