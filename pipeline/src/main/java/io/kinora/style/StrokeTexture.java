package io.kinora.style;

import io.kinora.torch.Seeds;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/// The brush strokes of a picture without its content: its high frequencies, normalised in
/// strength, in small overlapping patches at random positions of a tile. The tile repeats
/// seamlessly and is used as a paper texture.
final class StrokeTexture {
  /// The radius of a patch in pixels, and the number of overlapping patches.
  private static final int REACH = 22, LAYERS = 5;

  /// The maximum size of strokes, and the size of the neighbourhood for normalisation.
  private static final int COARSE = 7, EVEN = 16;

  /// The maximum strength of single strokes relative to the mean.
  private static final double STRONGEST = 2.2;

  private final float[] tile; // three planes

  private StrokeTexture(float[] tile) {
    this.tile = tile;
  }

  /// The strokes of a picture.
  static StrokeTexture of(StylePicture picture) {
    int w = picture.width(), h = picture.height(), area = w * h;
    float[] fine = picture.rgb().clone();
    float[] strength = new float[area];
    for (int c = 0; c < 3; c++) {
      float[] plane = Arrays.copyOfRange(fine, c * area, (c + 1) * area);
      float[] areas = mean(plane, w, h, COARSE);
      for (int i = 0; i < area; i++) {
        fine[c * area + i] = plane[i] - areas[i];
        strength[i] += fine[c * area + i] * fine[c * area + i] / 3;
      }
    }
    float[] near = mean(strength, w, h, EVEN);
    double usual = 0;
    for (float value : strength) {
      usual += Math.sqrt(value) / area;
    }
    for (int i = 0; i < 3 * area; i++) {
      double even = fine[i] / (Math.sqrt(near[i % area]) + .3 * usual + 1e-4);
      fine[i] = (float) (1.3 * usual * Math.clamp(even, -STRONGEST, STRONGEST));
    }
    return new StrokeTexture(scattered(fine, w, h));
  }

  /// A tile of patches, scaled so that their sum is as strong as one.
  private static float[] scattered(float[] strokes, int w, int h) {
    int side = StyleTextures.SIDE, all = side * side;
    float[] sums = new float[3 * all], squares = new float[all];
    RandomGenerator random = Seeds.random(17, "handwriting");
    int count = LAYERS * all / (REACH * REACH);
    for (int n = 0; n < count; n++) {
      int fromX = random.nextInt(w), fromY = random.nextInt(h);
      int toX = random.nextInt(side), toY = random.nextInt(side);
      for (int y = -REACH; y <= REACH; y++) {
        for (int x = -REACH; x <= REACH; x++) {
          double far = Math.hypot(x, y) / REACH;
          int u = fromX + x, v = fromY + y;
          if (far < 1 && u >= 0 && v >= 0 && u < w && v < h) {
            float share = (float) Math.pow(1 - far * far, 3);
            int at = (toY + y & side - 1) * side + (toX + x & side - 1);
            squares[at] += share * share;
            for (int c = 0; c < 3; c++) {
              sums[c * all + at] += share * strokes[(c * h + v) * w + u];
            }
          }
        }
      }
    }
    for (int i = 0; i < sums.length; i++) {
      sums[i] /= (float) Math.sqrt(squares[i % all] + 1e-3);
    }
    return sums;
  }

  /// The mean of the square around each pixel, with repeated edges.
  private static float[] mean(float[] plane, int w, int h, int radius) {
    float[] rows = new float[plane.length], result = new float[plane.length];
    float share = 1f / (2 * radius + 1);
    for (int i = 0; i < plane.length; i++) {
      int x = i % w, row = i - x;
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += plane[row + Math.clamp(x + k, 0, w - 1)];
      }
      rows[i] = sum * share;
    }
    for (int i = 0; i < plane.length; i++) {
      int x = i % w, y = i / w;
      float sum = 0;
      for (int k = -radius; k <= radius; k++) {
        sum += rows[Math.clamp(y + k, 0, h - 1) * w + x];
      }
      result[i] = sum * share;
    }
    return result;
  }

  /// The stroke value at a pixel of a frame.
  float at(int channel, int x, int y) {
    int side = StyleTextures.SIDE;
    return tile[(channel * side + (y & side - 1)) * side + (x & side - 1)];
  }
}
