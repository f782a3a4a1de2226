package io.kinora.house.compose;

/// The choice of a colour pair at each position of a picture's logits, of which the first pair is
/// transparent.
final class Choices {
  /// Beyond this the opacity's logit does not matter to [Edges].
  private static final float CERTAIN = 3;

  private final int colours;
  private final float[] logits;

  /// The best pair, and the margin of its logit over the next one.
  final int[] best;

  final float[] margin;

  /// The best opaque pair, and its margin over the other opaque ones.
  final int[] opaque;

  final float[] lead;

  /// @param logits `[h, w, K]`
  Choices(int places, int colours, float[] logits) {
    this.colours = colours;
    this.logits = logits;
    best = new int[places];
    margin = new float[places];
    opaque = new int[places];
    lead = new float[places];
    for (int i = 0; i < places; i++) {
      choose(i);
    }
  }

  private void choose(int place) {
    int at = place * colours;
    int first = 1;
    float highest = logits[at + 1];
    float second = Float.NEGATIVE_INFINITY;
    for (int k = 2; k < colours; k++) {
      float logit = logits[at + k];
      if (logit > highest) {
        second = highest;
        highest = logit;
        first = k;
      } else if (logit > second) {
        second = logit;
      }
    }
    float clear = logits[at];
    opaque[place] = first;
    lead[place] = highest - second;
    best[place] = highest > clear ? first : 0;
    margin[place] = highest > clear ? highest - Math.max(second, clear) : clear - highest;
  }

  /// The opacity's logit at a position; a bound of it where it is beyond 3 or below -3.
  float odds(int place) {
    int at = place * colours;
    float over = logits[at + opaque[place]] - logits[at];
    // the logarithm of a sum of K - 1 terms, of which the largest is 1
    float most = over + (float) Math.log(colours - 1);
    return over > CERTAIN ? over : most < -CERTAIN ? most : SoftPalette.odds(logits, at, colours);
  }
}
