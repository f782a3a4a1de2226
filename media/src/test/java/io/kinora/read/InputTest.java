package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.error.MediaFailure;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Files that are no videos, or not whole ones.
class InputTest {
  private final Path folder;

  InputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void refuses_what_is_not_there() {
    assertRefused(folder.resolve("none.mp4"), "does not exist");
  }

  @Test
  void refuses_a_folder() {
    assertRefused(folder, "folder");
  }

  @Test
  void refuses_an_empty_file() throws IOException {
    assertRefused(Files.createFile(folder.resolve("empty.mp4")), "not a video");
  }

  @Test
  void refuses_a_text() throws IOException {
    assertRefused(Files.writeString(folder.resolve("text.mp4"), "hello\n".repeat(1000)), "not a");
  }

  @Test
  void refuses_noise() throws IOException {
    byte[] noise = new byte[100_000];
    new Random(1).nextBytes(noise);
    assertRefused(Files.write(folder.resolve("noise.mp4"), noise), "not a video");
  }

  @Test
  void opens_no_other_file_for_a_playlist() throws IOException {
    Path film = film(3);
    assertRefused(
        Files.writeString(folder.resolve("list.mp4"), "ffconcat version 1.0\nfile " + film + "\n"),
        "not a video");
    assertRefused(
        Files.writeString(
            folder.resolve("list.m3u8"),
            "#EXTM3U\n#EXT-X-TARGETDURATION:1\n#EXTINF:1,\n" + film.getFileName() + "\n"),
        "not a video");
  }

  @Test
  void refuses_a_file_that_is_cut_off_anywhere() throws IOException {
    byte[] whole = Files.readAllBytes(film(30));
    Path cut = folder.resolve("cut.mp4");
    for (int length = 16; length < whole.length; length += whole.length / 23) {
      Files.write(cut, Arrays.copyOf(whole, length));
      int at = length;
      assertThatThrownBy(() -> MediaInfo.read(cut))
          .as("cut at %d of %d", at, whole.length)
          .isInstanceOf(BadRequest.class);
      assertThatThrownBy(() -> new VideoReader(cut)).isInstanceOf(BadRequest.class);
    }
  }

  @Test
  void refuses_a_file_that_ends_where_its_pictures_begin() throws IOException {
    Path whole = film(5);
    byte[] bytes = Files.readAllBytes(whole);
    for (var box : MovBoxes.of(whole).boxes()) {
      if (box.type().equals("mdat")) {
        for (int more = 0; more < 12; more++) {
          Path cut = folder.resolve("cut.mp4");
          Files.write(cut, Arrays.copyOf(bytes, (int) box.offset() + more));
          assertRefused(cut, "cut off");
        }
      }
    }
  }

  @Test
  void survives_damage_anywhere() throws IOException {
    byte[] whole = Files.readAllBytes(film(30));
    Path damaged = folder.resolve("damaged.mp4");
    Random random = new Random(7);
    for (int round = 0; round < 60; round++) {
      byte[] bytes = whole.clone();
      for (int i = 0; i < 20; i++) {
        // The first half of the rounds hits the index, where sizes and offsets are.
        int bound = round < 30 ? Math.min(1200, bytes.length) : bytes.length;
        bytes[random.nextInt(bound)] = (byte) random.nextInt(256);
      }
      Files.write(damaged, bytes);
      try (VideoReader reader = new VideoReader(damaged)) {
        Frame frame = new Frame(reader.size());
        for (int t = 0; t < 100 && reader.read(frame); t++) {
          assertThat(frame.size()).isEqualTo(reader.size());
        }
      } catch (KinoraException e) {
        assertThat(e).isInstanceOfAny(BadRequest.class, MediaFailure.class);
      }
    }
  }

  @Test
  void takes_another_tools_comment_for_no_record() throws IOException {
    Path film = folder.resolve("film.mp4");
    Exporter.write(clip(2), film, false, "{}", Progress.NONE);
    byte[] bytes = Files.readAllBytes(film);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    int mark = text.indexOf(Exporter.RECORD_MARK);
    assertThat(mark).isPositive();
    bytes[mark] = 'K';
    Files.write(film, bytes);
    assertThat(MediaInfo.read(film).record()).isEmpty();
  }

  @Test
  void is_an_error_to_read_from_once_closed() {
    VideoReader reader = new VideoReader(film(2));
    reader.close();
    reader.close();
    assertThatThrownBy(() -> reader.read(new Frame(new FrameSize(128, 96))))
        .isInstanceOf(IllegalStateException.class);
  }

  private Path film(long frames) {
    Path film = folder.resolve("whole.mp4");
    Exporter.write(clip(frames), film, true, "{\"prompt\":\"鸟\"}", Progress.NONE);
    return film;
  }

  private static DrawnClip clip(long frames) {
    return TestPattern.scene(new FrameSize(128, 96), FrameRate.DEFAULT, frames);
  }

  private static void assertRefused(Path file, String why) {
    assertThatThrownBy(() -> MediaInfo.read(file))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining(why)
        .hasMessageContaining(file.getFileName().toString());
    assertThatThrownBy(() -> new VideoReader(file)).isInstanceOf(BadRequest.class);
  }
}
