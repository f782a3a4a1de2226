package io.kinora.write;

import io.kinora.clip.Frame;

/// A destination of frames.
interface FrameSink extends AutoCloseable {
  /// Writes a frame, which may be changed afterwards.
  void write(Frame frame);

  /// Writes the data that follows the last frame.
  void finish();

  /// Whether transparency was lost that the file cannot store.
  default boolean losesTransparency() {
    return false;
  }

  /// Frees what the sink holds, finished or not.
  @Override
  void close();
}
