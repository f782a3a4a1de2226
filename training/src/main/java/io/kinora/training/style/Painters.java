package io.kinora.training.style;

import io.kinora.style.NamedStyle;

/// The painters of the bundled styles.
final class Painters {
  private Painters() {}

  static Painter of(NamedStyle style) {
    return switch (style) {
      case OIL -> WetPainters::oil;
      case WATERCOLOUR -> WetPainters::watercolour;
      case INK -> WetPainters::ink;
      case PENCIL -> DryPainters::pencil;
      case PASTEL -> DryPainters::pastel;
      case WOODBLOCK -> PrintPainters::woodblock;
      case MOSAIC -> PrintPainters::mosaic;
      case PIXEL -> PrintPainters::pixels;
      case COMIC -> PrintPainters::comic;
      case NEON -> PrintPainters::neon;
    };
  }
}
