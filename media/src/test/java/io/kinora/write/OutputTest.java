package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.read.VideoReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where a file may go, and what is said where it may not.
class OutputTest {
  private final Path folder;

  OutputTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void refuses_an_existing_file_and_leaves_it_alone() throws IOException {
    Path file = Files.writeString(folder.resolve("bird.mp4"), "mine");
    assertRefused(file, "already exists", "overwritten");
    assertThat(file).hasContent("mine");
    assertThat(list()).containsExactly("bird.mp4");
  }

  @Test
  void replaces_an_existing_file_when_told_to() throws IOException {
    Path file = Files.writeString(folder.resolve("bird.mp4"), "mine");
    Exporter.check(file, true);
    assertThat(file).hasContent("mine");
    Exporter.write(clip(), file, true, "", Progress.NONE);
    assertThat(MediaInfo.read(file).video().frames()).isEqualTo(2);
    assertThat(list()).containsExactly("bird.mp4");
  }

  @Test
  void replaces_what_a_symbolic_link_points_at() throws IOException {
    Path file = Files.writeString(folder.resolve("real.mp4"), "mine");
    Path link = Files.createSymbolicLink(folder.resolve("link.mp4"), file);
    assertRefused(link, "already exists", "overwritten");
    Exporter.write(clip(), link, true, "", Progress.NONE);
    assertThat(link).isSymbolicLink();
    assertThat(MediaInfo.read(file).video().frames()).isEqualTo(2);
  }

  @Test
  void keeps_the_file_that_appears_while_it_works() throws IOException {
    Path file = folder.resolve("bird.mp4");
    DrawnClip slow =
        new DrawnClip(
            new FrameSize(64, 64),
            FrameRate.DEFAULT,
            2,
            (_, _) -> {
              try {
                Files.writeString(file, "mine");
              } catch (IOException e) {
                throw new AssertionError(e);
              }
            });
    assertThatThrownBy(() -> Exporter.write(slow, file, false, "", Progress.NONE))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("already exists");
    assertThat(file).hasContent("mine");
    assertThat(list()).containsExactly("bird.mp4");
  }

  @Test
  void refuses_a_missing_folder() {
    assertRefused(folder.resolve("no/such/bird.mp4"), "does not exist", "Create it");
  }

  @Test
  void refuses_a_folder_in_place_of_a_file() throws IOException {
    assertRefused(Files.createDirectory(folder.resolve("dir.mp4")), "is a folder", "inside it");
  }

  @Test
  void refuses_a_folder_that_takes_no_files() {
    // Not even root can create a file there.
    assertRefused(Path.of("/proc/bird.mp4"), "is not writable", "permissions");
  }

  @Test
  void refuses_a_folder_without_write_permission() throws IOException {
    Path closed = Files.createDirectory(folder.resolve("closed"));
    Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("r-xr-xr-x"));
    assumeFalse(Files.isWritable(closed), "root may write anywhere");
    assertRefused(closed.resolve("bird.mp4"), "permission denied", "permissions");
  }

  @ParameterizedTest
  @ValueSource(strings = {"bird.xyz", "bird", "bird.", ".mp4", "bird.mp4.", "mp4"})
  void refuses_an_unknown_extension_and_lists_the_known_ones(String name) {
    assertRefused(folder.resolve(name), "extension", ".mp4, .mov");
  }

  @Test
  void refuses_a_name_that_the_file_system_does_not_take() {
    assertRefused(folder.resolve("b".repeat(300) + ".mp4"), "cannot be written", "another file");
  }

  @Test
  void refuses_a_size_that_the_container_cannot_hold() {
    FrameSize large = new FrameSize(3840, 3840);
    Path file = folder.resolve("large.mov");
    assertThatThrownBy(() -> Exporter.check(file, false, large))
        .isInstanceOf(BadRequest.class)
        .hasMessageContaining("3840x3840")
        .hasMessageContaining(".mp4");
    Exporter.check(folder.resolve("large.mp4"), false, large);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "-bird.mp4",
        "concat:a|b.mp4",
        "http:bird.mp4",
        "%d 50%.mp4",
        "a'b\\c;d\"e.mp4",
        "line\nbreak.mp4",
        "飞鸟😀.MP4",
        "  .mov"
      })
  void takes_a_strange_name_as_it_is(String name) throws IOException {
    Path file = folder.resolve(name);
    Exporter.write(clip(), file, false, "", Progress.NONE);
    assertThat(list()).containsExactly(name);
    try (VideoReader reader = new VideoReader(file)) {
      assertThat(reader.frames()).isEqualTo(2);
    }
  }

  @Test
  void takes_a_long_name() throws IOException {
    Path file = folder.resolve("b".repeat(251) + ".mp4");
    Exporter.write(clip(), file, false, "", Progress.NONE);
    assertThat(list()).containsExactly(file.getFileName().toString());
  }

  private void assertRefused(Path file, String why, String remedy) {
    assertThatThrownBy(() -> Exporter.check(file, false))
        .isInstanceOfSatisfying(
            BadRequest.class,
            e -> {
              assertThat(e.problem()).contains(why);
              assertThat(e.remedy()).contains(remedy);
            });
    DrawnClip unread =
        new DrawnClip(
            new FrameSize(64, 64),
            FrameRate.DEFAULT,
            2,
            (_, _) -> {
              throw new AssertionError("a frame was computed for a file that cannot be written");
            });
    assertThatThrownBy(() -> Exporter.write(unread, file, false, "", Progress.NONE))
        .isInstanceOf(BadRequest.class);
  }

  private static DrawnClip clip() {
    return TestPattern.flat(new FrameSize(64, 64), FrameRate.DEFAULT, 2, 0x808080);
  }

  private List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
