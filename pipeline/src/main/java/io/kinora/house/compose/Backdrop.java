package io.kinora.house.compose;

import io.kinora.clip.Frame;
import java.util.List;

/// A picture as the place of a shot: it fills the frame with a margin, and is mirrored beyond its
/// edges, so that no camera move shows a border.
public final class Backdrop {
  /// How much larger than the frame it is, for cameras that move.
  private static final double MARGIN = 1.12;

  /// Far behind the subjects, so that it moves less than they do.
  private static final double NEARNESS = .45;

  private static final int MOST = 2048;

  private Backdrop() {}

  /// The layer of a picture.
  ///
  /// @param aspect of the frame, which the picture covers; what is too wide or too high is cut off
  ///     on both sides
  public static Layer layer(Frame picture, double aspect) {
    int height = 256;
    while (height < MOST && height < picture.height()) {
      height *= 2;
    }
    int width = (int) Math.round(height * picture.size().aspect() / 8) * 8;
    double half = MARGIN * Math.max(1, aspect / ((double) width / height));
    var texture = new Texture(width, height, scaled(picture, width, height));
    return new Layer(
        "scene",
        List.of(texture),
        false,
        _ -> 0,
        NEARNESS,
        Layer.Repeat.TILED,
        _ -> new Layer.Pose(0, 0, half, 0, false));
  }

  /// The picture at another size, opaque: what is transparent becomes white.
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
