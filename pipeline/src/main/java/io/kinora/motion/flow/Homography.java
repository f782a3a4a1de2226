package io.kinora.motion.flow;

/// A projective map of the plane: (x, y) → ((ax + by + c) / w, (dx + ey + f) / w) with
/// w = gx + hy + 1. In pixels, y down.
record Homography(double a, double b, double c, double d, double e, double f, double g, double h) {
  static final Homography IDENTITY = new Homography(1, 0, 0, 0, 1, 0, 0, 0);

  double x(double x, double y) {
    return (a * x + b * y + c) / (g * x + h * y + 1);
  }

  double y(double x, double y) {
    return (d * x + e * y + f) / (g * x + h * y + 1);
  }

  /// The distance of the image of (x, y) from (toX, toY).
  double miss(double x, double y, double toX, double toY) {
    return Math.hypot(x(x, y) - toX, y(x, y) - toY);
  }
}
