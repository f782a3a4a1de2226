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
  static Edges of(int height, int width, Choices choices) {
    int places = height * width;
    float[] opaque = new float[places];
    float[] clear = new float[places];
    float[] here = new float[places];
    for (int i = 0; i < places; i++) {
      float odds = choices.odds(i);
      opaque[i] = sure(odds);
      clear[i] = sure(-odds);
      here[i] = Math.min(sure(choices.lead[i]), sure(odds + SURE));
    }
    float[] outline = new float[places];
    float[] inside = new float[places];
    for (int y = 0; y < height; y++) {
      int above = Math.max(0, y - 1);
      int below = Math.min(height - 1, y + 1);
      for (int x = 0; x < width; x++) {
        int before = Math.max(0, x - 1);
        int after = Math.min(width - 1, x + 1);
        float mostOpaque = 0;
        float mostClear = 0;
        int pair = 0;
        float first = 0; // of the surest pair
        float second = 0; // of the others
        for (int j = above; j <= below; j++) {
          for (int at = j * width + before; at <= j * width + after; at++) {
            mostOpaque = Math.max(mostOpaque, opaque[at]);
            mostClear = Math.max(mostClear, clear[at]);
            float sure = here[at];
            if (choices.opaque[at] == pair) {
              first = Math.max(first, sure);
            } else if (sure > first) {
              second = first;
              first = sure;
              pair = choices.opaque[at];
            } else {
              second = Math.max(second, sure);
            }
          }
        }
        outline[y * width + x] = Math.min(mostOpaque, mostClear);
        inside[y * width + x] = second;
      }
    }
    return new Edges(outline, inside);
  }

  private static float sure(float lead) {
    float t = Math.clamp((lead - UNSURE) / (SURE - UNSURE), 0f, 1f);
    return t * t * (3 - 2 * t);
  }
}
