package io.kinora.render.caption;

import io.kinora.render.caption.Captions.Run;
import java.awt.font.GlyphVector;
import java.text.Bidi;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/// A line of a subtitle in visual order, from left to right: right-to-left text, as Arabic and
/// Hebrew, is reordered and shaped (Unicode Standard Annex 9).
record CaptionLine(List<Piece> pieces) {
  /// Glyphs of one style, one font and one direction.
  ///
  /// @param wide width in pixels
  record Piece(GlyphVector letters, double wide, TextStyle style) {}

  CaptionLine {
    pieces = List.copyOf(pieces);
  }

  /// The width of the line in pixels.
  double wide() {
    return pieces.stream().mapToDouble(Piece::wide).sum();
  }

  /// A part of the line in reading order.
  private record Part(int from, int to, int font, int level, TextStyle style) {}

  /// Lays out the text of a line.
  ///
  /// @param em of a style, in pixels
  static CaptionLine of(List<Run> runs, Typeface face, ToDoubleFunction<TextStyle> em) {
    var text = new StringBuilder();
    runs.forEach(run -> text.append(run.text()));
    char[] line = text.toString().toCharArray();
    List<Part> parts = parts(runs, line, face);
    byte[] levels = new byte[parts.size()];
    for (int i = 0; i < levels.length; i++) {
      levels[i] = (byte) parts.get(i).level();
    }
    Object[] seen = parts.toArray();
    Bidi.reorderVisually(levels, 0, seen, 0, seen.length);
    var pieces = new ArrayList<Piece>();
    for (Object part : seen) {
      pieces.add(piece((Part) part, line, face, em));
    }
    return new CaptionLine(pieces);
  }

  private static Piece piece(
      Part part, char[] line, Typeface face, ToDoubleFunction<TextStyle> em) {
    GlyphVector letters =
        face.letters(
            line,
            part.from(),
            part.to(),
            part.font(),
            em.applyAsDouble(part.style()),
            part.level() % 2 == 1);
    return new Piece(letters, letters.getLogicalBounds().getWidth(), part.style());
  }

  /// Splits a line where its style, font or direction changes.
  private static List<Part> parts(List<Run> runs, char[] line, Typeface face) {
    var parts = new ArrayList<Part>();
    if (line.length == 0) {
      return parts;
    }
    var bidi = new Bidi(new String(line), Bidi.DIRECTION_DEFAULT_LEFT_TO_RIGHT);
    int at = 0;
    for (Run run : runs) {
      int end = at + run.text().length();
      int from = at;
      int font = Integer.MIN_VALUE;
      while (at < end) {
        int character = Character.codePointAt(line, at, end);
        int own = face.font(character);
        boolean follows = Typeface.isMark(character) || Typeface.isUnseen(character);
        int next = font != Integer.MIN_VALUE && follows ? font : own;
        boolean turns = at > from && bidi.getLevelAt(at) != bidi.getLevelAt(at - 1);
        if (at > from && (next != font || turns)) {
          parts.add(new Part(from, at, font, bidi.getLevelAt(from), run.style()));
          from = at;
        }
        font = next;
        at += Character.charCount(character);
      }
      if (from < end) {
        parts.add(new Part(from, end, font, bidi.getLevelAt(from), run.style()));
      }
    }
    return parts;
  }
}
