package io.kinora.render;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.jspecify.annotations.Nullable;

/// The font that comes with Kinora, so that a text looks the same on every machine: a part of Noto
/// Sans CJK SC with Latin, Greek, Cyrillic, kana, and the Chinese characters of GB 2312 and Big5
/// level 1.
final class Typeface {
  private static final String RESOURCE = "NotoSansSC-Subset.otf";

  private static @Nullable Path unpacked;

  private Typeface() {}

  /// The font as a file, which FreeType can open.
  static synchronized Path file() {
    Path known = unpacked;
    if (known != null && Files.isReadable(known)) {
      return known;
    }
    try (InputStream font = Typeface.class.getResourceAsStream(RESOURCE)) {
      if (font == null) {
        throw new IOException("it is not in the jar");
      }
      Path file = Files.createTempFile("kinora-", ".otf");
      file.toFile().deleteOnExit();
      Files.copy(font, file, StandardCopyOption.REPLACE_EXISTING);
      unpacked = file;
      return file;
    } catch (IOException e) {
      throw new MediaFailure(
          "The font " + RESOURCE + " cannot be unpacked (" + e.getMessage() + ").",
          "Free space in the folder for temporary files.",
          "spool",
          e);
    }
  }

  /// Breaks lines that are longer than `ems`: at spaces, and between Chinese characters anywhere.
  static String wrap(String text, double ems) {
    var wrapped = new StringBuilder();
    for (String line : text.split("\n", -1)) {
      if (!wrapped.isEmpty()) {
        wrapped.append('\n');
      }
      wrapLine(line, ems, wrapped);
    }
    return wrapped.toString();
  }

  private static void wrapLine(String line, double ems, StringBuilder out) {
    int start = out.length();
    int breakable = -1; // where in `out` a line may end
    double width = 0;
    double sinceBreak = 0;
    for (int at = 0; at < line.length(); ) {
      int c = line.codePointAt(at);
      at += Character.charCount(c);
      double advance = isWide(c) ? 1 : 0.55;
      if (width + advance > ems && out.length() > start) {
        if (c == ' ') {
          out.append('\n');
          width = 0;
          breakable = -1;
          continue;
        }
        if (isWide(c) || breakable < 0) {
          out.append('\n');
          width = 0;
          breakable = -1;
        } else {
          out.setCharAt(breakable, '\n');
          width = sinceBreak;
          breakable = -1;
        }
      }
      if (c == ' ') {
        breakable = out.length();
        sinceBreak = 0;
      } else {
        sinceBreak += advance;
      }
      out.appendCodePoint(c);
      width += advance;
    }
  }

  private static boolean isWide(int c) {
    return (c >= 0x2e80 && c <= 0xd7ff)
        || (c >= 0xf900 && c <= 0xfaff)
        || (c >= 0xff00 && c <= 0xff60)
        || c >= 0x20000;
  }
}
