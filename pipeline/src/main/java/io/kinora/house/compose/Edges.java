package io.kinora.house.compose;

/// Marks edges between two areas that each have a confident choice of colour, so that the pixels in
/// between are an edge and not a mixture.
///
/// @param outline `[h, w]` from 0 to 1: a confidently opaque and a confidently transparent position
///     are within a distance of one
/// @param inside `[h, w]` from 0 to 1: two different confident opaque pairs are within a distance
///     of one
@SuppressWarnings("ArrayRecordComponent") // never compared
record Edges(float[] outline, float[] inside) {
  /// Logit margins at which the confidence of a position is 0, and 1.
  private static final float UNSURE = 1, SURE = 3;

  /// The edges of one picture.
  ///
  /// @param logits `[h, w, K]`
  static Edges of(int height, int width, int colours, float[] logits) {
    int places = height * width;
    float[] odds = new float[places];
    int[] best = new int[places];
    float[] lead = new float[places];
    for (int i = 0; i < places; i++) {
      odds[i] = SoftPalette.odds(logits, i * colours, colours);
      best[i] = SoftPalette.best(logits, i * colours, 1, colours);
      lead[i] = SoftPalette.lead(logits, i * colours, 1, colours, best[i]);
    }
    float[] outline = new float[places];
    float[] inside = new float[places];
    float[] surest = new float[colours];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        float opaque = 0;
        float clear = 0;
        java.util.Arrays.fill(surest, 0);
        for (int j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
          for (int i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
            int at = j * width + i;
            opaque = Math.max(opaque, sure(odds[at]));
            clear = Math.max(clear, sure(-odds[at]));
            float here = Math.min(sure(lead[at]), sure(odds[at] + SURE));
            surest[best[at]] = Math.max(surest[best[at]], here);
          }
        }
        outline[y * width + x] = Math.min(opaque, clear);
        inside[y * width + x] = second(surest);
      }
    }
    return new Edges(outline, inside);
  }

  private static float sure(float lead) {
    float t = Math.clamp((lead - UNSURE) / (SURE - UNSURE), 0f, 1f);
    return t * t * (3 - 2 * t);
  }

  /// The second largest value.
  private static float second(float[] values) {
    float first = 0;
    float second = 0;
    for (float value : values) {
      if (value > first) {
        second = first;
        first = value;
      } else {
        second = Math.max(second, value);
      }
    }
    return second;
  }
}
