package io.kinora.read;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/// Checks whether a JPEG file is complete. FFmpeg decodes a truncated file without an error and
/// fills the missing part with grey (ITU-T T.81, B.1.1: marker codes and segments).
final class JpegEnd {
  private static final int MARKER = 0xFF, END = 0xD9, STUFFED = 0, RESTART = 0xD0, START = 0xD8;

  private JpegEnd() {}

  /// Whether the end-of-image marker exists after the coded data of the last scan; one in a
  /// thumbnail within a segment does not count.
  ///
  /// @throws IOException if the file cannot be read
  static boolean isThere(Path file) throws IOException {
    try (InputStream in = new BufferedInputStream(Files.newInputStream(file), 1 << 16)) {
      for (int next = in.read(); next >= 0; next = in.read()) {
        if (next != MARKER) {
          continue; // coded data
        }
        int code = in.read();
        while (code == MARKER) {
          code = in.read(); // fill bytes
        }
        if (code == END) {
          return true;
        }
        boolean alone = code == STUFFED || code == 1 || (code >= RESTART && code <= START);
        if (!alone && code > 0) {
          in.skipNBytes(Math.max(0, (in.read() << 8 | in.read()) - 2));
        }
      }
      return false;
    } catch (EOFException e) {
      return false; // within a segment
    }
  }
}
