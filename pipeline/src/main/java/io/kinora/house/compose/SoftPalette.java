package io.kinora.house.compose;

import java.util.Arrays;

/// The softmax of a pixel over the colour pairs.
final class SoftPalette {
  /// A pair whose logit is this much below the best one is ignored: its weight is e^-12.
  private static final float LAG = 12;

  /// The logit of each pair, set by the caller; the first pair is transparent.
  final float[] logits;

  /// The result: colour at the top and at the bottom, multiplied by opacity, and the opacity.
  final float[] mixed = new float[7];

  private final float[] pairs;

  /// @param pairs `[K, 6]`
  SoftPalette(int colours, float[] pairs) {
    logits = new float[colours];
    this.pairs = pairs;
  }

  /// Uses one opaque pair alone.
  void only(int pair) {
    System.arraycopy(pairs, pair * 6, mixed, 0, 6);
    mixed[6] = 1;
  }

  /// Computes the softmax of all logits, as in `Painter.paint`.
  void mix() {
    float sum = sum(0, 1);
    for (int i = 0; i < 7; i++) {
      mixed[i] /= sum;
    }
  }

  /// The same with two sharper choices: opaque or not, and among the opaque pairs.
  ///
  /// @param outline factor of the opacity logit, at least 1
  /// @param inside factor of the logits of the opaque pairs, at least 1
  void mixSharply(float outline, float inside) {
    if (outline == 1 && inside == 1) {
      mix();
      return;
    }
    float opacity = (float) (1 / (1 + Math.exp(-outline * odds(logits, 0, logits.length))));
    sum(1, inside);
    float share = opacity / mixed[6];
    for (int i = 0; i < 6; i++) {
      mixed[i] *= share;
    }
    mixed[6] = opacity;
  }

  /// Sums up the opaque pairs by their weights e^(sharpness · (logit − highest)).
  ///
  /// @param first the first pair that is included
  /// @return the sum of the weights
  private float sum(int first, float sharpness) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = first; k < logits.length; k++) {
      highest = Math.max(highest, logits[k]);
    }
    Arrays.fill(mixed, 0);
    float sum = 0;
    for (int k = first; k < logits.length; k++) {
      float lag = sharpness * (logits[k] - highest);
      if (lag < -LAG) {
        continue;
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
    return sum;
  }

  /// The opacity logit: logsumexp of the opaque pairs minus the transparent pair's logit.
  ///
  /// @param at index of the first of `count` logits
  static float odds(float[] logits, int at, int count) {
    float highest = Float.NEGATIVE_INFINITY;
    for (int k = 1; k < count; k++) {
      highest = Math.max(highest, logits[at + k]);
    }
    double sum = 0;
    for (int k = 1; k < count; k++) {
      float lag = logits[at + k] - highest;
      sum += lag < -LAG ? 0 : Math.exp(lag);
    }
    return (float) (highest + Math.log(sum) - logits[at]);
  }
}
