package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import io.kinora.write.Pictures;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Files of other makers keep their colours: each says, or leaves to custom, how its numbers are
/// meant.
class ReaderColourTest {
  private static final int RED = 200, GREEN = 60, BLUE = 30;

  private final Path folder;

  ReaderColourTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource({
    // width, height, weight of red, weight of blue, full range
    "64, 64, 0.299, 0.114, false",
    "64, 64, 0.299, 0.114, true",
    "720, 576, 0.299, 0.114, false",
    "1280, 720, 0.2126, 0.0722, false",
    "1280, 720, 0.2126, 0.0722, true",
  })
  void follows_custom_where_the_file_names_no_matrix(
      int width, int height, double kr, double kb, boolean full) throws IOException {
    double luma = (kr * RED + (1 - kr - kb) * GREEN + kb * BLUE) / 255;
    double cb = (BLUE / 255.0 - luma) / (2 - 2 * kb);
    double cr = (RED / 255.0 - luma) / (2 - 2 * kr);
    int[] values = {
      (int) Math.round(full ? 255 * luma : 16 + 219 * luma),
      (int) Math.round(128 + (full ? 255 : 224) * cb),
      (int) Math.round(128 + (full ? 255 : 224) * cr)
    };
    ByteArrayOutputStream film = new ByteArrayOutputStream();
    String range = full ? "FULL" : "LIMITED";
    film.writeBytes(
        ascii(
            "YUV4MPEG2 W%d H%d F25:1 Ip A1:1 C420mpeg2 XCOLORRANGE=%s\n"
                .formatted(width, height, range)));
    for (int frame = 0; frame < 3; frame++) {
      film.writeBytes(ascii("FRAME\n"));
      for (int plane = 0; plane < 3; plane++) {
        byte[] samples = new byte[plane == 0 ? width * height : width * height / 4];
        java.util.Arrays.fill(samples, (byte) values[plane]);
        film.writeBytes(samples);
      }
    }
    Path file = Files.write(folder.resolve("film.y4m"), film.toByteArray());
    assertColour(file, 3, 2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"png", "gif", "jpg"})
  void reads_pictures_of_other_kinds(String extension) throws IOException {
    Path file = folder.resolve("picture." + extension);
    assertThat(ImageIO.write(picture(96, 64), extension, file.toFile())).isTrue();
    assertColour(file, 1, extension.equals("jpg") ? 4 : 0);
  }

  @Test
  void leaves_out_an_odd_row_and_column() throws IOException {
    Path file = folder.resolve("odd.png");
    assertThat(ImageIO.write(picture(97, 65), "png", file.toFile())).isTrue();
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.size()).hasToString("96x64");
    }
    assertColour(file, 1, 0);
  }

  private static BufferedImage picture(int width, int height) {
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        picture.setRGB(x, y, RED << 16 | GREEN << 8 | BLUE);
      }
    }
    return picture;
  }

  private static void assertColour(Path file, long frames, int tolerance) {
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.frames()).isEqualTo(frames);
      Frame wanted = new Frame(reader.size());
      java.util.Arrays.fill(wanted.argb(), 0xff000000 | RED << 16 | GREEN << 8 | BLUE);
      Frame got = new Frame(reader.size());
      long read = 0;
      for (; reader.read(got); read++) {
        assertThat(Pictures.largestDifference(wanted, got)).isLessThanOrEqualTo(tolerance);
      }
      assertThat(read).isEqualTo(frames);
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
