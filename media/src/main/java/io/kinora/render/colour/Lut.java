package io.kinora.render.colour;

import io.kinora.error.BadRequest;
import io.kinora.ffmpeg.Cube;
import io.kinora.render.operation.Operation.Drawing;
import io.kinora.render.operation.Parameter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/// A 3-D look-up table: the output colour for each of `size`³ lattice colours, with tetrahedral
/// interpolation in between.
///
/// @param size points along each edge
/// @param rgb red, green, blue of each point, red changing fastest, as in a `.cube` file
@SuppressWarnings("ArrayRecordComponent") // a table of up to 823 875 numbers
public record Lut(int size, float[] rgb) {
  static final int MIN_SIZE = 17, MAX_SIZE = 65;

  private static final long MAX_BYTES = 64 << 20;

  /// Reads a `.cube` file (Adobe, Cube LUT Specification 1.0).
  ///
  /// @throws BadRequest if it is missing, damaged or of another size
  public static Lut read(Path file) {
    return new Parser(file).lut(lines(file));
  }

  private static List<String> lines(Path file) {
    try {
      if (!Files.isRegularFile(file)) {
        throw refused(file, "there is no such file");
      }
      if (Files.size(file) > MAX_BYTES) {
        throw refused(file, "it is larger than 64 MB");
      }
      return Files.readString(file, StandardCharsets.ISO_8859_1).lines().toList();
    } catch (IOException e) {
      throw refused(file, "it cannot be read: " + e.getMessage());
    }
  }

  /// Reads the lines of a file.
  private static final class Parser {
    private final Path file;
    private int size;
    private float[] rgb = {};
    private int read;
    private final float[] min = {0, 0, 0};
    private final float[] max = {1, 1, 1};

    Parser(Path file) {
      this.file = file;
    }

    Lut lut(List<String> lines) {
      for (int i = 0; i < lines.size(); i++) {
        String line = lines.get(i).replaceFirst("^\uFEFF|^ï»¿", "").strip();
        if (!line.isEmpty() && !line.startsWith("#")) {
          take(line.split("\\s+"), i + 1);
        }
      }
      if (size == 0) {
        throw refused(file, "it has no LUT_3D_SIZE");
      }
      if (read != rgb.length) {
        throw refused(file, "it has %d of %d colours".formatted(read / 3, rgb.length / 3));
      }
      return new Lut(size, rgb);
    }

    private void take(String[] words, int line) {
      switch (words[0]) {
        case "TITLE" -> {}
        case "LUT_3D_SIZE" -> takeSize(words, line);
        case "DOMAIN_MIN" -> takeThree(words, 1, min, 0, line);
        case "DOMAIN_MAX" -> takeThree(words, 1, max, 0, line);
        case "LUT_1D_SIZE" -> throw refused(file, "it is a table of one dimension, not of three");
        default -> {
          if (words[0].matches("[A-Z_0-9]*[A-Z_]+")) {
            return; // a keyword of some other program
          }
          if (read + 3 > rgb.length) {
            throw refused(file, "line " + line + " is one colour too many");
          }
          takeThree(words, 0, rgb, read, line);
          read += 3;
        }
      }
      if (!(min[0] == 0 && min[1] == 0 && min[2] == 0 && max[0] == 1 && max[1] == 1 && max[2] == 1)
          && read == rgb.length
          && read > 0) {
        throw refused(file, "its domain is not 0 to 1");
      }
    }

    private void takeSize(String[] words, int line) {
      try {
        size = words.length == 2 && rgb.length == 0 ? Integer.parseInt(words[1]) : -1;
      } catch (NumberFormatException e) {
        size = -1;
      }
      if (size < MIN_SIZE || size > MAX_SIZE) {
        throw refused(
            file, "line %d has no size from %d to %d".formatted(line, MIN_SIZE, MAX_SIZE));
      }
      rgb = new float[3 * size * size * size];
    }

    private void takeThree(String[] words, int from, float[] to, int at, int line) {
      if (words.length != from + 3) {
        throw refused(file, "line " + line + " is not three numbers");
      }
      for (int i = 0; i < 3; i++) {
        float number;
        try {
          number = Float.parseFloat(words[from + i]);
        } catch (NumberFormatException e) {
          number = Float.NaN;
        }
        if (!Float.isFinite(number)) {
          throw refused(file, "line " + line + " is not three numbers");
        }
        to[at + i] = number;
      }
    }
  }

  /// The table as FFmpeg's `lut3d`, which truncates fractions of an 8-bit level.
  public Drawing drawing() {
    return (plan, in, _) ->
        plan.add(
            "lut3d",
            Map.of("file", Cube.write(size, rgb, 0.5f / 255), "interp", "tetrahedral"),
            in);
  }

  private static BadRequest refused(Path file, String why) {
    return new BadRequest(
        "The look-up table \"%s\" cannot be used: %s."
            .formatted(Parameter.shown(file.toString()), why),
        "Name a .cube file with a 3-D table of 17 to 65 points a side.",
        "lut");
  }
}
