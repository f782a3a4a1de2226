package io.kinora.write;

import io.kinora.clip.Frame;

/// Where frames go, one after the other.
interface FrameSink extends AutoCloseable {
  /// Takes one more frame; it may be changed afterwards.
  void write(Frame frame);

  /// Writes all that comes after the last frame.
  void finish();

  /// Whether some pixel was transparent in a way that the file does not hold.
  default boolean losesTransparency() {
    return false;
  }

  /// Frees what the sink holds, finished or not.
  @Override
  void close();
}
