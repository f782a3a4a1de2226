package io.kinora.clip;

/// Estimates the motion between two pictures. The motion stage implements it; stages that do not
/// depend on that stage use it through this interface.
public interface MotionSearch extends AutoCloseable {
  /// The motion vectors between two pictures of the same size, in both directions.
  ///
  /// @param first luminance, `height` rows of `width` bytes from 0 to 255
  /// @param second likewise
  /// @return dx, dy of each pixel of the first, in pixels, to where it is in the second; then those
  ///     of each pixel of the second
  float[][] bothWays(byte[] first, byte[] second, int width, int height);

  /// Frees what the search holds.
  @Override
  void close();
}
