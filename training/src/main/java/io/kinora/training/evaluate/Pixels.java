package io.kinora.training.evaluate;

import io.kinora.clip.Frame;
import io.kinora.torch.Tensors;
import io.kinora.training.data.ClipSource.Box;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.util.List;
import org.bytedeco.pytorch.Tensor;

/// A picture as the judges' input.
///
/// @param rgb 0xRRGGBB row by row; the highest byte is ignored
@SuppressWarnings("ArrayRecordComponent") // never compared
record Pixels(int width, int height, int[] rgb) {
  /// The margin around a box before it is cropped, as a share of the box.
  private static final double MARGIN = .18;

  static Pixels of(BufferedImage image) {
    int[] data = ((DataBufferInt) image.getRaster().getDataBuffer()).getData();
    return new Pixels(image.getWidth(), image.getHeight(), data);
  }

  /// A copy of a frame.
  static Pixels of(Frame frame) {
    return new Pixels(frame.width(), frame.height(), frame.argb().clone());
  }

  /// Pictures of one size as `[B, 3, H, W]` from 0 to 1, channels-last.
  static Tensor tensor(List<Pixels> pictures) {
    int w = pictures.getFirst().width;
    int h = pictures.getFirst().height;
    float[] values = new float[pictures.size() * w * h * 3];
    int at = 0;
    for (Pixels picture : pictures) {
      for (int pixel : picture.rgb) {
        values[at++] = (pixel >> 16 & 255) / 255f;
        values[at++] = (pixel >> 8 & 255) / 255f;
        values[at++] = (pixel & 255) / 255f;
      }
    }
    return Tensors.of(values, pictures.size(), h, w, 3).permute(0, 3, 1, 2);
  }

  /// Writes the square around a box, resampled to `side` pixels, channel by channel from 0 to 1,
  /// into `out`; bilinear, with repeated borders.
  ///
  /// @return the index after this crop
  int cut(Box box, int side, float[] out, int at) {
    double half =
        Math.max(2, Math.max(box.halfWidth() * width, box.halfHeight() * height) * (1 + MARGIN));
    double step = 2 * half / side;
    for (int y = 0; y < side; y++) {
      double sy = box.y() * height - half + (y + .5) * step - .5;
      for (int x = 0; x < side; x++) {
        double sx = box.x() * width - half + (x + .5) * step - .5;
        for (int c = 0; c < 3; c++) {
          out[at + (c * side + y) * side + x] = (float) (sample(sx, sy, 16 - 8 * c) / 255);
        }
      }
    }
    return at + 3 * side * side;
  }

  private double sample(double x, double y, int shift) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    double fx = x - x0;
    double fy = y - y0;
    return (1 - fy) * ((1 - fx) * at(x0, y0, shift) + fx * at(x0 + 1, y0, shift))
        + fy * ((1 - fx) * at(x0, y0 + 1, shift) + fx * at(x0 + 1, y0 + 1, shift));
  }

  private int at(int x, int y, int shift) {
    int there = Math.clamp(y, 0, height - 1) * width + Math.clamp(x, 0, width - 1);
    return rgb[there] >> shift & 255;
  }
}
