package io.kinora.wan;

import io.kinora.torch.Tensors;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;

/// Prepares a picture for a [ClipVisionEncoder]: the short side to the encoder's, the middle cut
/// out, mean and deviation per channel removed. The resampling is Pillow's, to the bit: bicubic
/// with
/// antialias, in integers, rows first.
final class ClipImageProcessor {
  /// Fraction bits of a weight: what a 32-bit sum of 8-bit pixels leaves room for.
  private static final int PRECISION = 22;

  private final int shortSide, cropHeight, cropWidth;
  private final double rescale;
  private final float[] mean, std;

  private ClipImageProcessor(
      int shortSide, int cropHeight, int cropWidth, double rescale, float[] mean, float[] std) {
    this.shortSide = shortSide;
    this.cropHeight = cropHeight;
    this.cropWidth = cropWidth;
    this.rescale = rescale;
    this.mean = mean;
    this.std = std;
  }

  /// Reads `image_processor/preprocessor_config.json`.
  static ClipImageProcessor of(Config config) {
    for (String step : List.of("do_resize", "do_center_crop", "do_rescale", "do_normalize")) {
      if (!config.flag(step, true)) {
        throw config.refused(step, "true", "false");
      }
    }
    if (config.count("resample", 3) != 3) {
      throw config.refused("resample", "3, which is bicubic", config.node("resample").toString());
    }
    JsonNode size = config.node("size"), crop = config.node("crop_size");
    int side = size.isObject() ? size.path("shortest_edge").asInt(224) : size.asInt(224);
    return new ClipImageProcessor(
        side,
        crop.isObject() ? crop.path("height").asInt(side) : crop.asInt(side),
        crop.isObject() ? crop.path("width").asInt(side) : crop.asInt(side),
        config.number("rescale_factor", 1.0 / 255),
        floats(config.numbers("image_mean", List.of(0.48145466, 0.4578275, 0.40821073))),
        floats(config.numbers("image_std", List.of(0.26862954, 0.26130258, 0.27577711))));
  }

  private static float[] floats(List<Double> values) {
    float[] floats = new float[values.size()];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = values.get(i).floatValue();
    }
    return floats;
  }

  /// A picture of 8-bit RGB, row by row, three bytes per pixel.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Picture(byte[] rgb, int width, int height) {}

  /// The picture as the encoder takes it `[1, 3, side, side]`.
  Tensor pixels(Picture picture) {
    Picture resized = resize(picture);
    int top = (resized.height - cropHeight) / 2, left = (resized.width - cropWidth) / 2;
    float[] values = new float[3 * cropHeight * cropWidth];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < cropHeight; y++) {
        for (int x = 0; x < cropWidth; x++) {
          int level = resized.rgb[((top + y) * resized.width + left + x) * 3 + c] & 0xff;
          float value = (float) (level * rescale);
          values[(c * cropHeight + y) * cropWidth + x] = (value - mean[c]) / std[c];
        }
      }
    }
    return Tensors.of(values, 1, 3, cropHeight, cropWidth);
  }

  /// The picture with its short side as the encoder has it.
  Picture resize(Picture picture) {
    int w = picture.width, h = picture.height;
    int width = w <= h ? shortSide : (int) ((long) shortSide * w / h);
    int height = w <= h ? (int) ((long) shortSide * h / w) : shortSide;
    byte[] rows = width == w ? picture.rgb : along(picture.rgb, w, h, width, true);
    return new Picture(height == h ? rows : along(rows, width, h, height, false), width, height);
  }

  /// Resamples one axis to `count` pixels.
  private static byte[] along(byte[] rgb, int width, int height, int count, boolean horizontal) {
    int n = horizontal ? width : height, lines = horizontal ? height : width;
    int step = horizontal ? 3 : 3 * width, lineStep = horizontal ? 3 * width : 3;
    int outStep = step, outLineStep = horizontal ? 3 * count : 3;
    byte[] out = new byte[3 * count * lines];
    for (int i = 0; i < count; i++) {
      Taps taps = Taps.of(i, n, count);
      for (int line = 0; line < lines; line++) {
        for (int c = 0; c < 3; c++) {
          int sum = 1 << (PRECISION - 1);
          for (int t = 0; t < taps.weights.length; t++) {
            sum += (rgb[line * lineStep + (taps.first + t) * step + c] & 0xff) * taps.weights[t];
          }
          out[line * outLineStep + i * outStep + c] = (byte) Math.clamp(sum >> PRECISION, 0, 255);
        }
      }
    }
    return out;
  }

  /// The pixels that one resampled pixel is made of, and their weights, which sum to 1.
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Taps(int first, int[] weights) {
    static Taps of(int i, int n, int count) {
      double scale = (double) n / count, stretch = Math.max(scale, 1), support = 2 * stretch;
      double centre = (i + 0.5) * scale;
      int first = Math.max(0, (int) (centre - support + 0.5));
      int end = Math.min(n, (int) (centre + support + 0.5));
      double[] weights = new double[end - first];
      double sum = 0;
      for (int j = 0; j < weights.length; j++) {
        weights[j] = cubic((j + first - centre + 0.5) / stretch);
        sum += weights[j];
      }
      int[] fixed = new int[weights.length];
      for (int j = 0; j < fixed.length; j++) {
        double exact = weights[j] / sum * (1 << PRECISION);
        fixed[j] = (int) (exact < 0 ? exact - 0.5 : exact + 0.5);
      }
      return new Taps(first, fixed);
    }

    /// Cubic convolution with a = -1/2 (Keys 1981, doi:10.1109/TASSP.1981.1163711, eq. 15).
    private static double cubic(double x) {
      double a = -0.5, d = Math.abs(x);
      if (d < 1) {
        return ((a + 2) * d - (a + 3)) * d * d + 1;
      }
      return d < 2 ? a * (((d - 5) * d + 8) * d - 4) : 0;
    }
  }
}
