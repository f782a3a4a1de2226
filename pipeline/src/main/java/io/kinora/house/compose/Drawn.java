package io.kinora.house.compose;

/// A layer at one time, ready to be drawn.
interface Drawn {
  /// Blends the rows from `from` (inclusive) to `to` (exclusive) over the canvas.
  void draw(Canvas canvas, int from, int to);
}
