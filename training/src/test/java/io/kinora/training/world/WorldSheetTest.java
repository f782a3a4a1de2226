package io.kinora.training.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Draws the sheets of `docs/world.md`: with `-Dkinora.sheets.write=FOLDER` into that folder.
final class WorldSheetTest {
  private final Path scratch;

  WorldSheetTest(@TempDir Path scratch) {
    this.scratch = scratch;
  }

  @Test
  void sheets_show_every_subject_and_every_scene() throws IOException {
    String asked = System.getProperty("kinora.sheets.write");
    Path folder = asked == null ? scratch : Path.of(asked);
    BufferedImage subjects = WorldSheet.subjects(asked == null ? 24 : 88);
    BufferedImage scenes = WorldSheet.scenes(asked == null ? 36 : 126);
    write(subjects, folder.resolve("world-subjects.png"));
    write(scenes, folder.resolve("world-scenes.png"));
    assertThat(colours(subjects)).isGreaterThan(500);
    assertThat(colours(scenes)).isGreaterThan(2000);
  }

  private static void write(BufferedImage sheet, Path file) throws IOException {
    ImageIO.write(sheet, "png", file.toFile());
    assertThat(Files.size(file)).isPositive();
  }

  private static long colours(BufferedImage sheet) {
    int[] pixels =
        sheet.getRGB(0, 0, sheet.getWidth(), sheet.getHeight(), null, 0, sheet.getWidth());
    return java.util.Arrays.stream(pixels).distinct().count();
  }
}
