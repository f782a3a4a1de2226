package io.kinora.clip;

/// A stream of stereo sound at 48 kHz, with samples from -1 to 1. It is read once, by one thread at
/// a time.
public interface Sound extends AutoCloseable {
  /// Samples per second and channel.
  int RATE = 48_000;

  /// Left and right.
  int CHANNELS = 2;

  /// Fills `samples`: left, right, left, right …
  ///
  /// @return how many pairs were filled in; fewer than fit only at the end, and 0 after it
  int read(float[] samples);

  /// Frees what the sound holds. Closing twice is harmless.
  @Override
  void close();
}
