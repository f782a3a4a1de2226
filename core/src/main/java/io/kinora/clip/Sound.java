package io.kinora.clip;

/// A stream of sound: 48 000 times a second a sample for the left and one for the right, each from
/// -1 to 1. Read once, by one thread at a time.
public interface Sound extends AutoCloseable {
  /// Samples per second and channel.
  int RATE = 48_000;

  /// Left and right.
  int CHANNELS = 2;

  /// Fills `samples`: left, right, left, right …
  ///
  /// @return how many pairs were filled in; less than fit only at the end, and 0 behind it
  int read(float[] samples);

  /// Frees what the sound holds. Closing twice is harmless.
  @Override
  void close();
}
