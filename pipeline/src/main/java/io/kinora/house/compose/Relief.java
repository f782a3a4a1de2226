package io.kinora.house.compose;

import io.kinora.clip.Frame;

/// A picture of a place that fills the frame at first, with depth: the area above a line is far,
/// below it the ground comes nearer towards the bottom. It is mirrored beyond its edges, so that no
/// camera move shows a border.
///
/// @param picture of the place
/// @param halfHeight of the picture, in half frame heights; 1 fills the frame
/// @param line the ground line, down from the middle of the frame, in half frame heights
/// @param far the nearness of the area above the line
/// @param near the nearness of the ground at the bottom of the picture
public record Relief(Texture picture, double halfHeight, double line, double far, double near)
    implements Visual {
  private static final int MOST = 2048;

  /// A picture that has the size of the frame.
  ///
  /// @param near the nearness of the ground at the bottom of the frame
  public static Relief of(Frame picture, double line, double far, double near) {
    return new Relief(Texture.of(picture), 1, line, far, near);
  }

  /// A picture of any size.
  public static Relief of(Frame picture, double halfHeight, double line, double far, double near) {
    int height = 256;
    while (height < MOST && height < picture.height()) {
      height *= 2;
    }
    int width = (int) Math.round(height * picture.size().aspect() / 8) * 8;
    var texture = new Texture(width, height, scaled(picture, width, height));
    return new Relief(texture, halfHeight, line, far, near);
  }

  /// The picture at another size, opaque: transparent areas become white.
  private static int[] scaled(Frame picture, int width, int height) {
    int[] out = new int[width * height];
    double sx = (double) picture.width() / width;
    double sy = (double) picture.height() / height;
    int taps = Math.max(1, (int) Math.ceil(Math.max(sx, sy)));
    for (int i = 0; i < out.length; i++) {
      double[] sum = new double[3];
      for (int t = 0; t < taps * taps; t++) {
        double u = (i % width + (t % taps + .5) / taps) * sx - .5;
        int row = i / width;
        int part = t / taps;
        double v = (row + (part + .5) / taps) * sy - .5;
        for (int k = 0; k < 4; k++) {
          int x = (int) Math.floor(u) + (k & 1);
          int y = (int) Math.floor(v) + (k >> 1);
          double weight = (1 - Math.abs(u - x)) * (1 - Math.abs(v - y)) / (taps * taps);
          int argb =
              picture
                  .argb()[
                  Math.clamp(y, 0, picture.height() - 1) * picture.width()
                      + Math.clamp(x, 0, picture.width() - 1)];
          int alpha = argb >>> 24;
          for (int c = 0; c < 3; c++) {
            int level = (argb >> (16 - 8 * c)) & 255;
            sum[c] += weight * (level * alpha + 255 * (255 - alpha)) / 255;
          }
        }
      }
      out[i] = 0xff000000 | level(sum[0]) << 16 | level(sum[1]) << 8 | level(sum[2]);
    }
    return out;
  }

  private static int level(double value) {
    return Math.clamp(Math.round(value), 0, 255);
  }
}
