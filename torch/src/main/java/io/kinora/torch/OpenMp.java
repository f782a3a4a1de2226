package io.kinora.torch;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.util.Optional;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/// The number of threads that OpenMP gives the operations of one calling thread.
///
/// libtorch's own setting applies to the whole process: a thread that computes for the first time
/// while another thread has lowered it keeps the lower number permanently, and sums that are split
/// differently differ in their last digits. OpenMP's setting applies to the thread that sets it
/// (`omp_set_num_threads`, the variable `nthreads-var` of OpenMP's section on internal control
/// variables), and libtorch's operations respect it.
@SuppressWarnings("restricted") // native access is allowed, as JavaCPP needs it
final class OpenMp {
  private static final @Nullable MethodHandle SET = find();

  private OpenMp() {}

  private static @Nullable MethodHandle find() {
    torch.get_num_threads(); // loads libtorch, and OpenMP with it
    try {
      // The name of a loaded library resolves to it, wherever its file is.
      Optional<MethodHandle> found =
          SymbolLookup.libraryLookup("libgomp.so.1", Arena.global())
              .find("omp_set_num_threads")
              .map(
                  address ->
                      Linker.nativeLinker()
                          .downcallHandle(address, FunctionDescriptor.ofVoid(JAVA_INT)));
      return found.orElse(null);
    } catch (IllegalArgumentException e) {
      return null; // not the OpenMP of GCC
    }
  }

  /// Sets the number for the calling thread.
  ///
  /// @return whether it was set; if not, nothing has changed
  static boolean threads(int count) {
    if (SET == null) {
      return false;
    }
    try {
      SET.invokeExact(count);
      return true;
    } catch (Throwable e) { // the function throws nothing
      throw new AssertionError(e);
    }
  }
}
