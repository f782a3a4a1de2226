package io.kinora.studio;

import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/// Generates a file name for a film whose command gives none: from the prompt, and not of an
/// existing file.
public final class FilmName {
  /// The maximum length in code points. With four bytes each it fits, with the extension, into the
  /// 255 bytes of a file name.
  private static final int MAX_LENGTH = 50;

  /// Names that Windows reserves for devices.
  private static final Set<String> DEVICES = Set.of("con", "prn", "aux", "nul");

  private FilmName() {}

  /// A file of `folder` that does not exist, as `a-red-bird.mp4` or `a-red-bird-2.mp4`.
  ///
  /// @param text the source text, whose letters and digits of any script are kept
  public static Path free(Path folder, String text) {
    String stem = stem(text);
    Path file = folder.resolve(stem + ".mp4");
    for (int i = 2; Files.exists(file, LinkOption.NOFOLLOW_LINKS); i++) {
      file = folder.resolve(stem + "-" + i + ".mp4");
    }
    return file;
  }

  /// The source text for a film that is derived from another.
  public static String of(Path film, String how) {
    Path name = film.getFileName();
    return (name == null ? "film" : name.toString().replaceFirst("[.][^.]*$", "")) + " " + how;
  }

  static String stem(String text) {
    String words =
        text.toLowerCase(Locale.ROOT)
            .replaceAll("(?<=\\p{L})['’](?=\\p{L})", "")
            .replaceAll("[^\\p{L}\\p{M}\\p{Nd}]+", "-")
            .replaceFirst("^-+", "");
    String stem = cut(words).replaceFirst("-+$", "");
    return stem.isEmpty() || DEVICES.contains(stem) ? "film" : stem;
  }

  /// Cuts a text at the end of a word, if there is one in the second half.
  private static String cut(String words) {
    if (words.codePointCount(0, words.length()) <= MAX_LENGTH) {
      return words;
    }
    int end = words.offsetByCodePoints(0, MAX_LENGTH);
    int hyphen = words.lastIndexOf('-', end);
    return words.substring(0, hyphen > end / 2 ? hyphen : end);
  }
}
