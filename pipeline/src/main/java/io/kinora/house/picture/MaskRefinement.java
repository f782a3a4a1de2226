package io.kinora.house.picture;

import java.util.Arrays;

/// Refines the probabilities of a mask by the picture's colours: mean-field inference in a
/// conditional random field (Krähenbühl and Koltun 2011, arXiv:1210.5644, algorithm 1). Pairs are
/// the eight neighbours of each pixel; colours of the thing and the background are counted in a
/// bilateral grid (Chen, Paris and Durand 2007), so that they differ between parts of the picture.
///
/// A graph cut has one label for each pixel from the start, and colours of the whole picture: on a
/// textured background it takes pieces of the texture. Here the initial probabilities count to the
/// end.
final class MaskRefinement {
  private static final int ROUNDS = 4, COLOUR_ROUNDS = 2;

  /// The largest absolute logit of an initial probability.
  private static final double SUREST = 6;

  /// The weights of the logit from colours and of a neighbour, relative to the initial logit.
  private static final double COLOURS = .25, NEIGHBOUR = .3;

  /// The weight of a diagonal neighbour relative to others.
  private static final double DIAGONAL = Math.exp(-1);

  /// The deviation of the colours of neighbours with the same label, in levels of 255.
  private static final double SIMILAR = 15;

  /// The side of a cell of the grid in pixels, the number of its levels of red, green and blue, and
  /// the pixels of each label that are added to each cell.
  private static final int CELL = 64, LEVELS = 12;

  private static final float FEW = .5f;

  private final byte[] bgr;
  private final int width, height;

  private MaskRefinement(byte[] bgr, int width, int height) {
    this.bgr = bgr;
    this.width = width;
    this.height = height;
  }

  /// The refined probability that each pixel belongs to the thing.
  ///
  /// @param likely the initial probabilities, row by row
  /// @param bgr blue, green and red of each pixel
  static float[] of(float[] likely, byte[] bgr, int width, int height) {
    return new MaskRefinement(bgr, width, height).refined(likely);
  }

  private float[] refined(float[] likely) {
    float[] begun = new float[likely.length];
    for (int i = 0; i < begun.length; i++) {
      double p = Math.clamp(likely[i], 1e-4, 1 - 1e-4);
      begun[i] = (float) Math.clamp(Math.log(p / (1 - p)), -SUREST, SUREST);
    }
    int[] steps = {1, width, width + 1, width - 1}; // each with its opposite
    float[][] pairs = new float[steps.length][];
    for (int s = 0; s < steps.length; s++) {
      pairs[s] = pairs(steps[s], s < 2 ? NEIGHBOUR : NEIGHBOUR * DIAGONAL);
    }
    float[] now = likely.clone();
    float[] colours = new float[0];
    for (int round = 0; round < ROUNDS; round++) {
      colours = round < COLOUR_ROUNDS ? colours(now) : colours;
      float[] logits = begun.clone();
      for (int i = 0; i < logits.length; i++) {
        logits[i] += (float) COLOURS * colours[i];
      }
      for (int s = 0; s < steps.length; s++) {
        for (int i = 0; i + steps[s] < now.length; i++) {
          int other = i + steps[s];
          logits[i] += pairs[s][i] * (2 * now[other] - 1);
          logits[other] += pairs[s][i] * (2 * now[i] - 1);
        }
      }
      for (int i = 0; i < now.length; i++) {
        now[i] = (float) (1 / (1 + Math.exp(-logits[i])));
      }
    }
    return now;
  }

  /// The weight of each pixel's pair with the pixel that many positions later.
  private float[] pairs(int step, double most) {
    float[] weights = new float[width * height];
    for (int i = 0; i + step < weights.length; i++) {
      if (Math.abs((i + step) % width - i % width) > 1) {
        continue; // across the picture's edge
      }
      double far = 0;
      for (int c = 0; c < 3; c++) {
        double off = (bgr[3 * i + c] & 255) - (bgr[3 * (i + step) + c] & 255);
        far += off * off;
      }
      weights[i] = (float) (most * Math.exp(-far / (2 * SIMILAR * SIMILAR)));
    }
    return weights;
  }

  /// The logit of each pixel's label, given its colour and its part of the picture.
  private float[] colours(float[] likely) {
    int columns = (width + CELL - 1) / CELL;
    int rows = (height + CELL - 1) / CELL;
    int[] sizes = {LEVELS, LEVELS, LEVELS, columns, rows};
    int cells = Arrays.stream(sizes).reduce(1, (a, b) -> a * b);
    float[] thing = new float[cells];
    float[] ground = new float[cells];
    int[] cell = new int[likely.length];
    for (int i = 0; i < cell.length; i++) {
      int row = i / width;
      int at = row / CELL * columns + i % width / CELL;
      for (int c = 0; c < 3; c++) {
        at = at * LEVELS + (bgr[3 * i + c] & 255) * LEVELS / 256;
      }
      cell[i] = at;
      thing[at] += likely[i];
      ground[at] += 1 - likely[i];
    }
    int stride = 1;
    for (int size : sizes) {
      thing = blurred(thing, stride, size);
      ground = blurred(ground, stride, size);
      stride *= size;
    }
    float[] logits = new float[likely.length];
    for (int i = 0; i < logits.length; i++) {
      logits[i] = (float) Math.log((thing[cell[i]] + FEW) / (ground[cell[i]] + FEW));
    }
    return logits;
  }

  /// Blurs an array of several dimensions along one of them with weights 1/4, 1/2 and 1/4, and with
  /// nothing outside.
  private static float[] blurred(float[] values, int stride, int size) {
    float[] sums = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      int at = i / stride % size;
      float before = at > 0 ? values[i - stride] : 0;
      float after = at < size - 1 ? values[i + stride] : 0;
      sums[i] = size == 1 ? values[i] : (before + 2 * values[i] + after) / 4;
    }
    return sums;
  }
}
