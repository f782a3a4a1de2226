package io.kinora.torch;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.file.Files;
import java.nio.file.Path;

/// The instructions that oneDNN, which computes libtorch's convolutions, may use.
///
/// On AMD's Zen 5 its kernels for AVX-512 are wrong where the number of output channels is no
/// multiple of 16: in bfloat16 always (pytorch/pytorch#163347), and in float32 a training step gave
/// NaN now and then. There it is limited to AVX2.
@SuppressWarnings("restricted") // native access is allowed, as JavaCPP needs it
final class OneDnn {
  private static final String VARIABLE = "ONEDNN_MAX_CPU_ISA";

  /// Whether oneDNN is limited to AVX2 on this processor. A limit that the user has set stays.
  static final boolean LIMITED = System.getenv(VARIABLE) == null && wrongWithAvx512(processor());

  static {
    if (LIMITED) {
      setEnvironment(VARIABLE, "AVX2");
    }
  }

  private OneDnn() {}

  /// Loads the class, whose initialiser sets the limit. oneDNN reads it once, before its first
  /// computation, from the environment of the C library.
  static void limit() {}

  /// The description of the processor, `/proc/cpuinfo`; empty where there is none.
  static String processor() {
    try {
      return Files.readString(Path.of("/proc/cpuinfo"));
    } catch (IOException e) {
      return ""; // not Linux: no way to know
    }
  }

  /// Whether oneDNN's kernels for AVX-512 are wrong on a processor: Zen 5, the first of AMD's with
  /// `avx512_vp2intersect`.
  static boolean wrongWithAvx512(String processor) {
    return processor.contains("AuthenticAMD") && processor.contains("avx512_vp2intersect");
  }

  private static void setEnvironment(String name, String value) {
    Linker linker = Linker.nativeLinker();
    MethodHandle set =
        linker.downcallHandle(
            linker.defaultLookup().findOrThrow("setenv"),
            FunctionDescriptor.of(JAVA_INT, ADDRESS, ADDRESS, JAVA_INT));
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment key = arena.allocateFrom(name);
      MemorySegment text = arena.allocateFrom(value);
      int _ = (int) set.invokeExact(key, text, 0);
    } catch (Throwable e) { // the function throws nothing
      throw new AssertionError(e);
    }
  }
}
