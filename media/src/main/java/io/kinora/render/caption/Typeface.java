package io.kinora.render.caption;

import io.kinora.error.MediaFailure;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;

/// The font that comes with Kinora, so that a text looks the same on every machine: a part of Noto
/// Sans CJK SC with Latin, Greek, Cyrillic, kana, and the Chinese characters of GB 2312 and Big5
/// level 1. Letters are outlines, which no setting of the machine changes.
final class Typeface {
  private static final String RESOURCE = "NotoSansSC-Subset.otf";

  /// From the top of a line to the top of the next one, and from a baseline to the end of what
  /// hangs below it; in ems.
  static final double LINE = 1.448, DESCENT = 0.288;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  /// Read when it is first asked for.
  private static final class Noto {
    private static final Font FONT = read();
  }

  private Typeface() {}

  private static Font read() {
    try (InputStream font = Typeface.class.getResourceAsStream(RESOURCE)) {
      if (font == null) {
        throw new IOException("it is not in the jar");
      }
      return Font.createFont(Font.TRUETYPE_FONT, font);
    } catch (IOException | FontFormatException e) {
      throw new MediaFailure(
          "The font " + RESOURCE + " cannot be read (" + e.getMessage() + ").",
          "Free space in the folder for temporary files.",
          "spool",
          e);
    }
  }

  /// The letters of a text without line ends, from the origin to the right.
  ///
  /// @param em in pixels
  static GlyphVector letters(String text, double em) {
    char[] characters = text.toCharArray();
    Font font = Noto.FONT.deriveFont((float) em);
    return font.layoutGlyphVector(
        EXACT, characters, 0, characters.length, Font.LAYOUT_LEFT_TO_RIGHT);
  }

  /// How far the next letter is, in ems.
  static double advance(int character) {
    return letters(Character.toString(character), 1000).getLogicalBounds().getWidth() / 1000;
  }

  /// Whether a line may end beside it, as in Chinese.
  static boolean isWide(int c) {
    return (c >= 0x2e80 && c <= 0xd7ff)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xff60)
        || c >= 0x20000;
  }
}
