package io.kinora.style;

/// Paints frames one after another in one style.
interface FrameStylizer {
  /// @param rgb three planes of `height` rows of `width` numbers from 0 to 1; both sides are
  ///     multiples of [StyleNet#GRID]
  /// @return as many numbers, not clipped
  float[] paint(float[] rgb, int width, int height);

  /// A new shot begins, which has nothing to do with the frames before.
  default void cut() {}

  /// Whether a frame is painted from itself alone, so that several can be painted at once.
  default boolean sideBySide() {
    return false;
  }

  /// Whether its pixels are squares that must not be smoothed when they are made larger.
  default boolean square() {
    return false;
  }
}
