package io.kinora.generate.house;

/// Makes pixels of a painter's recipe: the same as [Painter#paint], rounded to 8 bits, but without
/// a tensor of every pixel's choice among all colours. Most pixels lie inside one colour, where the
/// choice is clear and need not be computed.
final class Raster {
  /// Below this weight another colour does not change an 8-bit pixel.
  private static final double CLEAR = 8;

  private final int height;
  private final int width;
  private final int colours;

  /// @param height rows of the logits
  /// @param width columns of the logits
  /// @param colours K
  Raster(int height, int width, int colours) {
    this.height = height;
    this.width = width;
    this.colours = colours;
  }

  /// One picture, `enlarge` times the size of the logits.
  ///
  /// @param logits `[h, w, K]`
  /// @param residual `[h, w, 3]`
  /// @param pairs `[K, 6]`
  /// @return premultiplied `0xAARRGGBB`, row by row
  int[] picture(float[] logits, float[] residual, float[] pairs, int enlarge, double sharpness) {
    int[] best = new int[height * width];
    float[] margin = new float[height * width];
    rank(logits, best, margin);
    float clear = (float) (CLEAR / sharpness);
    int rows = height * enlarge;
    int columns = width * enlarge;
    int[] pixels = new int[rows * columns];
    float[] mixed = new float[7];
    float[] weights = new float[colours];
    for (int row = 0; row < rows; row++) {
      double y = (row + .5) / enlarge - .5;
      int top = (int) Math.floor(y);
      float shareY = (float) (y - top);
      int y0 = Math.clamp(top, 0, height - 1) * width;
      int y1 = Math.clamp(top + 1, 0, height - 1) * width;
      float down = (float) row / (rows - 1);
      for (int column = 0; column < columns; column++) {
        double x = (column + .5) / enlarge - .5;
        int left = (int) Math.floor(x);
        float shareX = (float) (x - left);
        int x0 = Math.clamp(left, 0, width - 1);
        int x1 = Math.clamp(left + 1, 0, width - 1);
        int a = y0 + x0;
        int b = y0 + x1;
        int c = y1 + x0;
        int d = y1 + x1;
        int one = best[a];
        // Between neighbours that agree, the lead of the best is at least their smallest lead.
        if (one == best[b]
            && one == best[c]
            && one == best[d]
            && Math.min(Math.min(margin[a], margin[b]), Math.min(margin[c], margin[d])) > clear) {
          if (one == 0) {
            continue; // transparent
          }
          System.arraycopy(pairs, one * 6, mixed, 0, 6);
          mixed[6] = 1;
        } else {
          float wa = (1 - shareX) * (1 - shareY);
          float wb = shareX * (1 - shareY);
          float wc = (1 - shareX) * shareY;
          float wd = shareX * shareY;
          mix(logits, pairs, a, b, c, d, wa, wb, wc, wd, (float) sharpness, weights, mixed);
        }
        pixels[row * columns + column] = pixel(residual, a, b, c, d, shareX, shareY, down, mixed);
      }
    }
    return pixels;
  }

  /// The best colour of each place, and by how much it leads.
  private void rank(float[] logits, int[] best, float[] margin) {
    for (int i = 0; i < best.length; i++) {
      int at = i * colours;
      int first = 0;
      float lead = Float.NEGATIVE_INFINITY;
      for (int k = 1; k < colours; k++) {
        if (logits[at + k] > logits[at + first]) {
          lead = logits[at + first];
          first = k;
        } else {
          lead = Math.max(lead, logits[at + k]);
        }
      }
      best[i] = first;
      margin[i] = logits[at + first] - lead;
    }
  }

  private void mix(
      float[] logits,
      float[] pairs,
      int a,
      int b,
      int c,
      int d,
      float wa,
      float wb,
      float wc,
      float wd,
      float sharpness,
      float[] weights,
      float[] mixed) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 0; k < colours; k++) {
      weights[k] =
          sharpness
              * (wa * logits[a * colours + k]
                  + wb * logits[b * colours + k]
                  + wc * logits[c * colours + k]
                  + wd * logits[d * colours + k]);
      highest = Math.max(highest, weights[k]);
    }
    float sum = 0;
    java.util.Arrays.fill(mixed, 0);
    for (int k = 0; k < colours; k++) {
      float lag = weights[k] - highest;
      if (lag < -12) {
        continue; // e^-12 of a level
      }
      float weight = (float) Math.exp(lag);
      sum += weight;
      if (k > 0) {
        for (int i = 0; i < 6; i++) {
          mixed[i] += weight * pairs[k * 6 + i];
        }
        mixed[6] += weight;
      }
    }
    for (int i = 0; i < 7; i++) {
      mixed[i] /= sum;
    }
  }

  /// @param mixed the colour at the top, at the bottom, and the opacity
  private static int pixel(
      float[] residual,
      int a,
      int b,
      int c,
      int d,
      float shareX,
      float shareY,
      float down,
      float[] mixed) {
    int alpha = Math.clamp((int) (mixed[6] * 255 + .5f), 0, 255);
    int argb = alpha;
    for (int i = 0; i < 3; i++) {
      float upper = residual[a * 3 + i] + (residual[b * 3 + i] - residual[a * 3 + i]) * shareX;
      float lower = residual[c * 3 + i] + (residual[d * 3 + i] - residual[c * 3 + i]) * shareX;
      float shift = upper + (lower - upper) * shareY;
      float colour = mixed[i] + (mixed[3 + i] - mixed[i]) * down + shift * mixed[6];
      argb = (argb << 8) | Math.clamp((int) (colour * 255 + .5f), 0, alpha);
    }
    return argb;
  }
}
