package io.kinora.read;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// The formats of picture files, detected by their first bytes and not by their names.
enum PictureKind {
  JPEG("jpeg_pipe"),
  PNG("png_pipe"),
  /// Animated PNG.
  APNG("apng"),
  GIF("gif"),
  WEBP("webp_pipe"),
  /// Animated WebP, which FFmpeg does not decode.
  MOVING_WEBP("");

  /// The number of bytes of a PNG that are searched for the animation chunk.
  private static final int MOST = 1 << 16;

  private final String demuxer;

  PictureKind(String demuxer) {
    this.demuxer = demuxer;
  }

  /// The name of FFmpeg's demuxer; empty if there is none.
  String demuxer() {
    return demuxer;
  }

  /// The format of a file; empty if it is not a picture, or cannot be read. A film of JPEG pictures
  /// is recognised only by its name.
  static Optional<PictureKind> of(Path path) {
    if (path.toString().toLowerCase(Locale.ROOT).matches(".*\\.mjpe?g")) {
      return Optional.empty();
    }
    try (InputStream in = Files.newInputStream(path)) {
      return of(new String(in.readNBytes(MOST), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      return Optional.empty(); // the reader will report it
    }
  }

  private static Optional<PictureKind> of(String begin) {
    if (begin.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of(JPEG);
    }
    if (begin.startsWith("\u0089PNG\r\n\u001a\n")) {
      int moves = begin.indexOf("acTL"); // before the first picture (PNG 3rd edition, 11.3.2)
      int first = begin.indexOf("IDAT");
      return Optional.of(moves >= 0 && (first < 0 || moves < first) ? APNG : PNG);
    }
    if (begin.startsWith("GIF8")) {
      return Optional.of(GIF);
    }
    if (begin.startsWith("RIFF") && begin.startsWith("WEBP", 8)) {
      boolean moves = begin.startsWith("VP8X", 12) && begin.length() > 20;
      return Optional.of(moves && (begin.charAt(20) & 2) != 0 ? MOVING_WEBP : WEBP);
    }
    return Optional.empty();
  }
}
