package io.kinora.render.upscale;

import io.kinora.torch.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorOptional;
import org.bytedeco.pytorch.global.torch;

/// Resampling by a windowed sinc with three lobes, as in FFmpeg's scaler by default (Duchon 1979,
/// "Lanczos filtering in one and two dimensions").
public final class Lanczos {
  private static final int LOBES = 3;

  private Lanczos() {}

  /// Kernels for [#twice]: `[12, 1, 7, 7]`, for each colour the four output pixels of an input
  /// pixel.
  static Tensor kernels() {
    int taps = 2 * LOBES + 1;
    float[] weights = new float[12 * taps * taps];
    for (int output = 0; output < 12; output++) {
      // the four output pixels are a quarter of a pixel away from the centre
      float[] down = row(taps, LOBES + ((output & 2) == 0 ? -.25 : .25), 1);
      float[] right = row(taps, LOBES + ((output & 1) == 0 ? -.25 : .25), 1);
      outer(down, right, weights, output * taps * taps);
    }
    return Tensors.of(weights, 12, 1, taps, taps);
  }

  /// x `[B, 3, H, W]` with a border of 3 more pixels → `[B, 12, H, W]`, for a pixel shuffle.
  static Tensor twice(Tensor x, Tensor kernels) {
    return torch.conv2d(
        x, kernels, new TensorOptional(), new long[] {1}, new long[] {0}, new long[] {1}, 3);
  }

  /// x `[B, 3, 2H, 2W]` → `[B, 3, H, W]`.
  public static Tensor half(Tensor x) {
    int taps = 4 * LOBES;
    float[] row = row(taps, (taps - 1) / 2.0, 2);
    float[] weights = new float[3 * taps * taps];
    for (int colour = 0; colour < 3; colour++) {
      outer(row, row, weights, colour * taps * taps);
    }
    Tensor kernel = Tensors.of(weights, 3, 1, taps, taps);
    int border = taps / 2 - 1;
    Tensor padded = torch.replication_pad2d(x, border, border, border, border);
    return torch.conv2d(
        padded, kernel, new TensorOptional(), new long[] {2}, new long[] {0}, new long[] {1}, 3);
  }

  /// The weights of taps 0, 1, … for the position `centre`; their sum is 1.
  ///
  /// @param stretch width of the lobes in taps
  private static float[] row(int taps, double centre, double stretch) {
    double[] weights = new double[taps];
    double sum = 0;
    for (int i = 0; i < taps; i++) {
      double x = (i - centre) / stretch;
      weights[i] = Math.abs(x) < LOBES ? sinc(x) * sinc(x / LOBES) : 0;
      sum += weights[i];
    }
    float[] row = new float[taps];
    for (int i = 0; i < taps; i++) {
      row[i] = (float) (weights[i] / sum);
    }
    return row;
  }

  private static double sinc(double x) {
    return x == 0 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static void outer(float[] down, float[] right, float[] into, int at) {
    for (int y = 0; y < down.length; y++) {
      for (int x = 0; x < right.length; x++) {
        into[at + y * right.length + x] = down[y] * right[x];
      }
    }
  }
}
