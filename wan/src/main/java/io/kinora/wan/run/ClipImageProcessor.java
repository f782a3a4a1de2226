package io.kinora.wan.run;

import io.kinora.torch.Tensors;
import io.kinora.wan.model.Config;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.JsonNode;

/// Prepares a picture for a `ClipVisionEncoder`: resizes the short side to the encoder's, crops the
/// centre, and standardises each channel. The resampling is bit-exact with Pillow: bicubic with
/// antialiasing, in integers, rows first.
final class ClipImageProcessor {
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

  /// The picture as the encoder's input `[1, 3, side, side]`.
  Tensor pixels(Picture picture) {
    Picture resized = resize(picture);
    int top = (resized.height() - cropHeight) / 2, left = (resized.width() - cropWidth) / 2;
    float[] values = new float[3 * cropHeight * cropWidth];
    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < cropHeight; y++) {
        for (int x = 0; x < cropWidth; x++) {
          int level = resized.rgb()[((top + y) * resized.width() + left + x) * 3 + c] & 0xff;
          float value = (float) (level * rescale);
          values[(c * cropHeight + y) * cropWidth + x] = (value - mean[c]) / std[c];
        }
      }
    }
    return Tensors.of(values, 1, 3, cropHeight, cropWidth);
  }

  /// The picture resized so that its short side is the encoder's.
  Picture resize(Picture picture) {
    int w = picture.width(), h = picture.height();
    int width = w <= h ? shortSide : (int) ((long) shortSide * w / h);
    int height = w <= h ? (int) ((long) shortSide * h / w) : shortSide;
    return Bicubic.resize(picture, width, height);
  }
}
