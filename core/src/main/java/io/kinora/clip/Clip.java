package io.kinora.clip;

import java.util.Spliterator;
import java.util.Spliterators.AbstractSpliterator;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// A stream of frames of one size and one rate, read once from the first frame to the last.
///
/// Each stage passes the next one a clip that computes its frames on demand, so memory does not
/// grow with the length. A clip is read by one thread at a time.
public interface Clip extends AutoCloseable {
  FrameSize size();

  FrameRate rate();

  /// The number of frames from first to last, known before the first is read.
  long frames();

  /// Fills `into` (of this clip's size) with the next frame.
  ///
  /// @return false, and `into` untouched, when all frames have been read
  boolean read(Frame into);

  /// The frames not yet read, each in its own buffer: collecting the stream holds them all in
  /// memory. The stream is sequential, and closing it closes the clip.
  default Stream<Frame> stream() {
    var frames =
        new AbstractSpliterator<Frame>(frames(), Spliterator.ORDERED | Spliterator.NONNULL) {
          @Override
          public boolean tryAdvance(Consumer<? super Frame> action) {
            var frame = new Frame(size());
            if (!read(frame)) {
              return false;
            }
            action.accept(frame);
            return true;
          }
        };
    return StreamSupport.stream(frames, false).onClose(this::close);
  }

  /// Whether pixels may be transparent. If false, alpha is 255 everywhere and need not be read.
  default boolean hasAlpha() {
    return false;
  }

  /// Frees what the clip holds; reading afterwards is an error. Closing twice is harmless.
  @Override
  void close();
}
