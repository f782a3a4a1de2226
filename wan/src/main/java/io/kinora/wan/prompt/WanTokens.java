package io.kinora.wan.prompt;

/// Turns text into tokens.
public interface WanTokens extends AutoCloseable {
  /// @param ids tokens, padded to the requested length
  /// @param mask 1 for a token, 0 for padding
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Encoded(long[] ids, long[] mask) {}

  /// @param length of the result; longer texts are truncated before their end token
  Encoded encode(String text, int length);

  @Override
  void close();
}
