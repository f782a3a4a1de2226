package io.kinora.training.style;

/// Paints a frame in one style by an algorithm, which the style transfer net learns to imitate.
///
/// Its output depends only on the frame around each pixel and on the paper, and changes little
/// where the frame changes little, so painting frame by frame adds no flicker.
@FunctionalInterface
interface Painter {
  /// @param frame from 0 to 1
  /// @param left the position of the frame's first column on the paper, in pixels
  /// @param top the position of its first row
  Canvas paint(Canvas frame, int left, int top);
}
