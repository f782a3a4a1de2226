package io.kinora.ffmpeg;

import io.kinora.error.MediaFailure;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;

/// The native structures that one object owns, which are freed together in reverse order.
public final class Handles implements AutoCloseable {
  private final Deque<Runnable> frees = new ArrayDeque<>();

  /// Takes ownership of `handle`, which a function of FFmpeg has just allocated.
  public <P extends Pointer> P own(@Nullable P handle, Consumer<P> free) {
    if (handle == null || handle.isNull()) {
      throw new MediaFailure(
          "FFmpeg could not allocate native memory.",
          "Close other programs, or ask for a smaller size.",
          "native-memory");
    }
    frees.push(() -> free.accept(handle));
    return handle;
  }

  /// Takes ownership of another resource that must be closed with the rest.
  public <C extends AutoCloseable> C keep(C owned, Consumer<C> close) {
    frees.push(() -> close.accept(owned));
    return owned;
  }

  @Override
  public void close() {
    while (!frees.isEmpty()) {
      frees.pop().run();
    }
  }
}
