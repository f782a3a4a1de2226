package io.kinora.house.compose;

import io.kinora.clip.Frame;

/// A picture of a place that fills the frame at first, with depth: what lies above a line is far
/// away, below it the ground comes nearer and nearer. It is mirrored beyond its edges, so that no
/// camera move shows a border.
///
/// @param picture of the place
/// @param halfHeight of the picture, in half frame heights; 1 fills the frame
/// @param line where the ground begins, down from the middle of the frame, in half frame heights
/// @param far the nearness of what is above the line
/// @param near the nearness of the ground at the bottom of the picture
public record Relief(Texture picture, double halfHeight, double line, double far, double near)
    implements Visual {
  /// The nearness of things that stand on the ground.
  ///
  /// @param foot where they stand, down from the middle of the frame
  public double nearness(double foot) {
    double share = (foot - line) / Math.max(1e-6, halfHeight - line);
    return far + (near - far) * Math.clamp(share, 0, 1);
  }

  /// A picture that has the size of the frame, with the same depth everywhere.
  public static Relief flat(Frame picture, double nearness) {
    return new Relief(Texture.of(picture), 1, 1, nearness, nearness);
  }
}
