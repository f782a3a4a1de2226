package io.kinora.house.compose;

import io.kinora.clip.Frame;

/// What the compositor paints on: a frame, or a larger picture that a [Lens] bends into one.
final class Canvas {
  private final int width;
  private final int height;
  private final double unit;
  private final int[] argb;

  /// @param unit pixels per unit of the scene: half the height of the frame in the end
  Canvas(int width, int height, double unit, int[] argb) {
    this.width = width;
    this.height = height;
    this.unit = unit;
    this.argb = argb;
  }

  public static Canvas of(Frame frame) {
    return new Canvas(frame.width(), frame.height(), frame.height() / 2.0, frame.argb());
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  double unit() {
    return unit;
  }

  int[] argb() {
    return argb;
  }

  /// The x of the middle of a column, in units from the middle of the canvas.
  double x(int column) {
    return (column + .5 - width / 2.0) / unit;
  }

  /// The y of the middle of a row, in units down from the middle of the canvas.
  double y(int row) {
    return (row + .5 - height / 2.0) / unit;
  }
}
