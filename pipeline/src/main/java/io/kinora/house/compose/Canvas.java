package io.kinora.house.compose;

import io.kinora.clip.Frame;

/// The target of the compositor: a frame, or a larger picture that a [Lens] projects to one.
final class Canvas {
  private final int width;
  private final int height;
  private final double unit;
  private final int[] argb;

  /// @param unit pixels per unit of the scene: half the height of the final frame
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

  /// The x of the centre of a column, in units from the centre of the canvas.
  double x(int column) {
    return (column + .5 - width / 2.0) / unit;
  }

  /// The y of the centre of a row, in units down from the centre of the canvas.
  double y(int row) {
    return (row + .5 - height / 2.0) / unit;
  }
}
