package io.kinora.ffmpeg;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// Writes a 3-D look-up table for FFmpeg's `lut3d`, which reads tables only from files. The file
/// has a generated name and holds nothing but numbers.
public final class Cube {
  private static final int DECIMALS = 1_000_000;

  private Cube() {}

  /// Writes a table into a temporary file, which is deleted when the program ends.
  ///
  /// @param size points along each edge
  /// @param rgb red, green, blue of each point, red changing fastest
  /// @param more added to all values, because the filter truncates fractions of a level
  public static Path write(int size, float[] rgb, float more) {
    var text = new StringBuilder(30 * rgb.length / 3 + 32);
    text.append("LUT_3D_SIZE ").append(size).append('\n');
    for (int i = 0; i < rgb.length; i++) {
      append(text, rgb[i] + more).append(i % 3 == 2 ? '\n' : ' ');
    }
    try {
      Path file = Files.createTempFile("kinora-", ".cube");
      file.toFile().deleteOnExit();
      return Files.writeString(file, text, StandardCharsets.US_ASCII);
    } catch (IOException e) {
      throw new MediaFailure(
          "A look-up table could not be written (" + e.getMessage() + ").",
          "Free space in the folder for temporary files.",
          "spool",
          e);
    }
  }

  /// Appends a number with six decimals. `String.format` would take a second for a large table.
  private static StringBuilder append(StringBuilder text, float number) {
    long millionths = Math.round((double) Math.abs(number) * DECIMALS);
    String decimals = Long.toString(millionths % DECIMALS + DECIMALS).substring(1);
    return text.append(number < 0 ? "-" : "")
        .append(millionths / DECIMALS)
        .append('.')
        .append(decimals);
  }
}
