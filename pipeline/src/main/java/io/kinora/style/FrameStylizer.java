package io.kinora.style;

/// Paints frames one after another in one style.
interface FrameStylizer {
  /// @param rgb three planes of `height` rows of `width` values from 0 to 1; both sides are
  ///     multiples of [StyleNet#GRID]
  /// @return the painted planes, not clipped
  float[] paint(float[] rgb, int width, int height);

  /// Signals the start of a new shot, which is unrelated to previous frames.
  default void cut() {}

  /// Whether a frame is painted independently of others, so that several can be painted in
  /// parallel.
  default boolean sideBySide() {
    return false;
  }

  /// Whether its pixels are squares that must not be smoothed when they are enlarged.
  default boolean square() {
    return false;
  }

  /// The colour difference between two paintings, from 0 to 1, that is smoothed over time even if
  /// the frame has changed.
  default double tolerated() {
    return .15;
  }
}
