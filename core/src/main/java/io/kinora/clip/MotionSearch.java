package io.kinora.clip;

/// Finds how pictures move. The stage of motion has such a search, and lends it to stages that do
/// not see it.
public interface MotionSearch extends AutoCloseable {
  /// The vectors between two pictures of the same size, both ways.
  ///
  /// @param first brightness, `height` rows of `width` bytes from 0 to 255
  /// @param second likewise
  /// @return dx, dy of each pixel of the first, in pixels, to where it is in the second; then those
  ///     of each pixel of the second
  float[][] bothWays(byte[] first, byte[] second, int width, int height);

  /// Frees what the search holds.
  @Override
  void close();
}
