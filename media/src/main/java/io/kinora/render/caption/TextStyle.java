package io.kinora.render.caption;

/// The style and position of text. Lengths are shares of the picture's height, horizontal ones of
/// its width; colours are `0xAARRGGBB`.
///
/// @param size of an em
/// @param primary the colour of the letters
/// @param edge the colour of the outline, or of the box
/// @param back the colour of the shadow
/// @param outline the width of the outline
/// @param shadow the offset of the shadow to the right and down
/// @param boxed whether the text has a box instead of an outline
/// @param place as on a keypad: 1 lower left, 2 lower middle … 9 upper right
public record TextStyle(
    double size,
    boolean bold,
    boolean italic,
    int primary,
    int edge,
    int back,
    double outline,
    double shadow,
    boolean boxed,
    int place,
    Margins margins) {
  /// The distances of the text from the picture's edges.
  public record Margins(double left, double right, double vertical) {}

  private static final int WHITE = 0xffffffff, BLACK = 0xff000000;

  /// The default style of subtitles: white with a black outline, at the bottom.
  public static final TextStyle SUBTITLE = plain(0.055, 2, 0.054);

  /// The default style of titles: the same, large and in the middle.
  public static final TextStyle TITLE = plain(0.11, 5, 0);

  private static TextStyle plain(double size, int place, double vertical) {
    var margins = new Margins(.05, .05, vertical);
    return new TextStyle(
        size, false, false, WHITE, BLACK, BLACK, size / 14, 0, false, place, margins);
  }

  public TextStyle size(double changed) {
    return new TextStyle(
        changed, bold, italic, primary, edge, back, outline, shadow, boxed, place, margins);
  }

  TextStyle bold(boolean changed) {
    return new TextStyle(
        size, changed, italic, primary, edge, back, outline, shadow, boxed, place, margins);
  }

  TextStyle italic(boolean changed) {
    return new TextStyle(
        size, bold, changed, primary, edge, back, outline, shadow, boxed, place, margins);
  }

  TextStyle colours(int letters, int around, int behind) {
    return new TextStyle(
        size, bold, italic, letters, around, behind, outline, shadow, boxed, place, margins);
  }

  TextStyle edges(double reach, double offset) {
    return new TextStyle(
        size, bold, italic, primary, edge, back, reach, offset, boxed, place, margins);
  }

  public TextStyle margins(Margins changed) {
    return new TextStyle(
        size, bold, italic, primary, edge, back, outline, shadow, boxed, place, changed);
  }
}
