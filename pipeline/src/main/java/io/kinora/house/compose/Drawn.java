package io.kinora.house.compose;

/// A layer at one moment, ready to be drawn.
interface Drawn {
  /// Blends the rows from `from` to before `to` over what is there.
  void draw(Canvas canvas, int from, int to);
}
