package io.kinora.motion;

/// Dense motion vectors: what is at (x, y) in one picture is at (x + dx, y + dy) in another. In
/// pixels, x to the right, y down.
public final class FlowField {
  private final int width;
  private final int height;
  private final float[] vectors;

  /// @param vectors dx, dy of each pixel, row by row; kept, not copied
  FlowField(int width, int height, float[] vectors) {
    this.width = width;
    this.height = height;
    this.vectors = vectors;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  /// To the right, in pixels.
  public float dx(int x, int y) {
    return vectors[2 * (y * width + x)];
  }

  /// Down, in pixels.
  public float dy(int x, int y) {
    return vectors[2 * (y * width + x) + 1];
  }

  /// The vectors themselves: dx, dy of each pixel, row by row.
  float[] vectors() {
    return vectors;
  }

  /// dx (axis 0) or dy (axis 1) between pixels, bilinear; places outside count as the nearest
  /// inside.
  float between(double x, double y, int axis) {
    double u = Math.clamp(x, 0, width - 1.0);
    double v = Math.clamp(y, 0, height - 1.0);
    int column = Math.min((int) u, width - 2);
    int row = Math.min((int) v, height - 2);
    float right = (float) (u - column);
    float down = (float) (v - row);
    int at = 2 * (row * width + column) + axis;
    float upper = vectors[at] + right * (vectors[at + 2] - vectors[at]);
    at += 2 * width;
    float lower = vectors[at] + right * (vectors[at + 2] - vectors[at]);
    return upper + down * (lower - upper);
  }

  /// Whether (x, y) plus the vector there lies inside the picture.
  boolean staysInside(int x, int y) {
    float toX = x + dx(x, y);
    float toY = y + dy(x, y);
    return toX >= 0 && toX <= width - 1 && toY >= 0 && toY <= height - 1;
  }

  /// How far one misses (x, y) when going along its vector and back along those of `back`: about 0
  /// for what is seen in both pictures, large for what is hidden in one.
  double roundTripError(int x, int y, FlowField back) {
    float there = dx(x, y);
    float down = dy(x, y);
    float backX = back.between(x + (double) there, y + (double) down, 0);
    float backY = back.between(x + (double) there, y + (double) down, 1);
    return Math.hypot((double) there + backX, (double) down + backY);
  }
}
