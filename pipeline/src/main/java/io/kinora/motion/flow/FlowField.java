package io.kinora.motion.flow;

import io.kinora.clip.FrameSize;

/// Dense motion vectors: the content at (x, y) in one picture is at (x + dx, y + dy) in another. In
/// pixels, x to the right, y down.
public final class FlowField {
  private final int width;
  private final int height;
  private final float[] vectors;

  /// @param vectors dx, dy of each pixel, row by row; kept, not copied
  public FlowField(int width, int height, float[] vectors) {
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
  public float[] vectors() {
    return vectors;
  }

  /// dx (axis 0) or dy (axis 1) between pixels, bilinear; positions outside are clamped to the
  /// nearest inside.
  public float between(double x, double y, int axis) {
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

  /// The vectors for a picture of half the size, in its pixels.
  FlowField halved() {
    int w = width / 2;
    float[] half = new float[2 * w * (height / 2)];
    for (int y = 0; y < height / 2; y++) {
      for (int i = 0; i < 2 * w; i++) {
        int at = 4 * y * width + 4 * (i / 2) + i % 2; // dx or dy of the upper left of four pixels
        float upper = vectors[at] + vectors[at + 2];
        float lower = vectors[at + 2 * width] + vectors[at + 2 * width + 2];
        half[2 * y * w + i] = (upper + lower) / 8;
      }
    }
    return new FlowField(w, height / 2, half);
  }

  /// The target positions of the vectors in a rectangle of a larger picture: column and row for
  /// each pixel of the rectangle, row by row, with bilinear interpolation.
  ///
  /// @param size of the picture
  public float[] places(FrameSize size, int left, int top, int across, int down) {
    float[] places = new float[2 * across * down];
    float zoomX = (float) size.width() / width;
    float zoomY = (float) size.height() / height;
    int[] columns = new int[across];
    float[] shares = new float[across];
    for (int x = 0; x < across; x++) {
      float u = Math.clamp((left + x + .5f) / zoomX - .5f, 0, width - 1);
      int column = Math.min((int) u, width - 2);
      columns[x] = 2 * column;
      shares[x] = u - column;
    }
    int begin = columns[0];
    int end = columns[across - 1] + 4;
    float[] row = new float[2 * width];
    for (int y = 0; y < down; y++) {
      float v = Math.clamp((top + y + .5f) / zoomY - .5f, 0, height - 1);
      int line = Math.min((int) v, height - 2);
      int at = 2 * line * width;
      for (int i = begin; i < end; i++) {
        row[i] = vectors[at + i] + (v - line) * (vectors[at + 2 * width + i] - vectors[at + i]);
      }
      for (int x = 0; x < across; x++) {
        int c = columns[x];
        int to = 2 * (y * across + x);
        places[to] = left + x + zoomX * (row[c] + shares[x] * (row[c + 2] - row[c]));
        places[to + 1] = top + y + zoomY * (row[c + 1] + shares[x] * (row[c + 3] - row[c + 1]));
      }
    }
    return places;
  }

  /// Whether (x, y) plus its vector is inside the picture.
  boolean staysInside(int x, int y) {
    float toX = x + dx(x, y);
    float toY = y + dy(x, y);
    return toX >= 0 && toX <= width - 1 && toY >= 0 && toY <= height - 1;
  }

  /// The forward-backward error at (x, y): the distance from it after following its vector and the
  /// vector of `back`. It is about 0 for content visible in both pictures, and large for content
  /// occluded in one.
  double roundTripError(int x, int y, FlowField back) {
    float there = dx(x, y);
    float down = dy(x, y);
    float backX = back.between(x + (double) there, y + (double) down, 0);
    float backY = back.between(x + (double) there, y + (double) down, 1);
    return Math.hypot((double) there + backX, (double) down + backY);
  }
}
