package io.kinora.render.caption;

import io.kinora.error.BadRequest;
import io.kinora.error.MediaFailure;
import io.kinora.render.operation.Parameter;
import java.awt.Font;
import java.awt.FontFormatException;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The fonts of text: those that the user names, in order, and then the bundled font, so that a
/// text looks the same on every machine. Each character is drawn in the first font that contains
/// it.
///
/// Kinora's own font is a subset of Noto Sans CJK SC with Latin, Greek, Cyrillic, kana, and the
/// Chinese characters of GB 2312 and Big5 level 1. Letters are drawn as outlines, independent of
/// the machine's font settings.
public final class Typeface {
  private static final String RESOURCE = "NotoSansSC-Subset.otf";

  /// The line height, and the descent below the baseline, in ems.
  static final double LINE = 1.448, DESCENT = 0.288;

  private static final FontRenderContext EXACT = new FontRenderContext(null, true, true);

  /// The maximum size of a font file in bytes.
  private static final long LARGEST = 128 << 20;

  private final List<Font> named; // with an em of one point
  private final Map<Integer, Integer> known = new HashMap<>(); // the font of a character

  /// The bundled font, read on first use.
  private static final class Noto {
    private static final Font FONT = read();
  }

  private Typeface(List<Font> named) {
    this.named = List.copyOf(named);
  }

  /// Kinora's own font alone.
  static Typeface own() {
    return new Typeface(List.of());
  }

  /// Kinora's font after the fonts of these files.
  static Typeface of(List<Path> files) {
    return new Typeface(files.stream().map(Typeface::read).toList());
  }

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

  /// Reads a font file.
  ///
  /// @throws BadRequest if it is missing, or not a TrueType or OpenType font
  public static Font read(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, "there is no such file");
      }
      if (Files.size(file) > LARGEST) {
        throw refused(file, "it is larger than 128 MB");
      }
      return Font.createFonts(file.toFile())[0]; // the first one of a collection
    } catch (IOException e) {
      throw refused(file, "it cannot be read: " + e.getMessage());
    } catch (FontFormatException | RuntimeException e) {
      if (e instanceof BadRequest refused) {
        throw refused;
      }
      throw refused(file, "it is not a TrueType or OpenType font with outlines");
    }
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The font \"%s\" cannot be used: %s.".formatted(Parameter.shown(file.toString()), why),
        "Name a .ttf, .otf or .ttc file, such as NotoNaskhArabic-Regular.ttf.",
        "font");
  }

  /// The index of the font of a character; -1 if none contains it.
  int font(int character) {
    return known.computeIfAbsent(
        character,
        c -> {
          for (int i = 0; i <= named.size(); i++) {
            if (at(i).canDisplay(c) && isDrawn(at(i), c)) {
              return i;
            }
          }
          return -1;
        });
  }

  private Font at(int index) {
    return index >= 0 && index < named.size() ? named.get(index) : Noto.FONT;
  }

  /// Whether a character has an outline: those of colour bitmap fonts have none and would be
  /// invisible.
  private static boolean isDrawn(Font font, int character) {
    boolean isLetter = Character.isLetterOrDigit(character) || character >= 0x2000;
    return !isLetter
        || isUnseen(character)
        || !font.createGlyphVector(EXACT, Character.toString(character))
            .getOutline()
            .getBounds2D()
            .isEmpty();
  }

  /// Whether a character is invisible by itself: blanks, direction marks, joiners.
  static boolean isUnseen(int character) {
    int type = Character.getType(character);
    return Character.isWhitespace(character)
        || Character.isSpaceChar(character)
        || type == Character.FORMAT
        || type == Character.CONTROL
        || isVariation(character);
  }

  private static boolean isVariation(int character) {
    return (character >= 0xfe00 && character <= 0xfe0f)
        || (character >= 0xe0100 && character <= 0xe01ef);
  }

  /// Whether a character is a combining mark of the one before it.
  static boolean isMark(int character) {
    int type = Character.getType(character);
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK
        || character == 0x200d
        || isVariation(character);
  }

  /// The shaped glyphs of a part of a line, from left to right.
  ///
  /// @param line the whole line, because letters may depend on their neighbours
  /// @param font index from [#font]; -1 draws the box of a missing character
  /// @param em in pixels
  /// @param leftward whether the text runs from right to left
  GlyphVector letters(char[] line, int from, int to, int font, double em, boolean leftward) {
    Font sized = at(font).deriveFont((float) em);
    int direction = leftward ? Font.LAYOUT_RIGHT_TO_LEFT : Font.LAYOUT_LEFT_TO_RIGHT;
    return sized.layoutGlyphVector(EXACT, line, from, to, direction);
  }

  /// The advance width of a character, in ems.
  double advance(int character) {
    char[] text = Character.toChars(character);
    boolean isBlank = Character.isSpaceChar(character);
    return isMark(character) || (isUnseen(character) && !isBlank)
        ? 0
        : letters(text, 0, text.length, font(character), 1000, false).getLogicalBounds().getWidth()
            / 1000;
  }

  /// Whether a line may break next to the character, as in Chinese.
  static boolean isWide(int c) {
    return (c >= 0x2e80 && c <= 0xd7ff)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xff60)
        || c >= 0x20000;
  }
}
