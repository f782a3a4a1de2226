package io.kinora.training.style;

/// Paints a frame in one style, by rule: what a net of style transfer learns to do.
///
/// What it paints hangs on the frame around each pixel and on the paper alone, and changes little
/// where the frame does, so a clip that is painted frame by frame is as steady as it was.
@FunctionalInterface
interface Painter {
  /// @param frame from 0 to 1
  /// @param left where the frame's first column lies on the paper, in pixels
  /// @param top where its first row lies
  Canvas paint(Canvas frame, int left, int top);
}
