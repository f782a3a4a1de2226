package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that show their frames for different times. GIF says it for each frame, in hundredths of
/// a second, where a test can change it.
class UnevenFramesTest {
  private final Path film;

  UnevenFramesTest(@TempDir Path folder) {
    film = folder.resolve("film.gif");
  }

  @Test
  void each_is_shown_as_long_as_the_file_says() throws IOException {
    write(10, 10, 40, 10, 20);
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(new FrameRate(10, 1));
      assertThat(reader.frames()).isEqualTo(9);
      assertThat(levels(reader)).containsExactly(0, 1, 2, 2, 2, 2, 3, 4, 4);
    }
  }

  @Test
  void even_ones_are_read_one_by_one() throws IOException {
    write(20, 20, 20, 20);
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(new FrameRate(5, 1));
      assertThat(levels(reader)).containsExactly(0, 1, 2, 3);
    }
  }

  @Test
  void less_than_one_a_second_is_read_at_one() throws IOException {
    write(200, 300, 200);
    try (var reader = new VideoReader(film)) {
      assertThat(reader.rate()).isEqualTo(new FrameRate(1, 1));
      assertThat(levels(reader)).containsExactly(0, 0, 1, 1, 1, 2, 2);
    }
  }

  /// Writes frames of levels 0, 1, …, shown for so many hundredths of a second.
  private void write(int... delays) throws IOException {
    var size = new FrameSize(64, 64);
    var clip =
        new DrawnClip(
            size,
            new FrameRate(10, 1),
            delays.length,
            (frame, t) -> TestPattern.fill(frame, 0xff000000 | (int) (40 * t) * 0x010101));
    Exporter.write(clip, film, true, "", Progress.NONE);
    byte[] bytes = Files.readAllBytes(film);
    int changed = 0;
    for (int i = 0; i + 5 < bytes.length; i++) {
      boolean control = bytes[i] == 0x21 && (bytes[i + 1] & 0xff) == 0xf9 && bytes[i + 2] == 4;
      if (control) {
        bytes[i + 4] = (byte) delays[changed];
        bytes[i + 5] = (byte) (delays[changed] >> 8);
        changed++;
      }
    }
    assertThat(changed).isEqualTo(delays.length);
    Files.write(film, bytes);
  }

  private static List<Integer> levels(VideoReader reader) {
    var levels = new ArrayList<Integer>();
    var frame = new Frame(reader.size());
    while (reader.read(frame)) {
      levels.add(Math.round((frame.argb()[0] & 0xff) / 40f));
    }
    return levels;
  }
}
