package io.kinora.style;

/// The inks of a woodblock print.
public final class WoodblockInks {
  private WoodblockInks() {}

  /// Red, green and blue from 0 to 1 of paper, pale blue, Prussian blue, green, ochre, vermilion,
  /// grey, black and skin.
  public static double[][] rgb() {
    return new double[][] {
      {.93, .87, .74},
      {.55, .68, .72},
      {.13, .25, .45},
      {.36, .47, .33},
      {.80, .62, .33},
      {.76, .30, .20},
      {.52, .48, .44},
      {.13, .13, .17},
      {.85, .72, .60}
    };
  }
}
