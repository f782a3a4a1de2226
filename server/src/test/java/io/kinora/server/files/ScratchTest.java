package io.kinora.server.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `KillTest` tries the same with processes that are killed.
class ScratchTest {
  private final Path around;

  ScratchTest(@TempDir Path around) {
    this.around = around;
  }

  private Path left(String name) throws IOException {
    Path file = around.resolve(name).resolve("deep/film.mp4");
    Files.createDirectories(file.getParent());
    return Files.writeString(file, "half a film");
  }

  @Test
  void what_dead_processes_left_is_removed_and_what_living_ones_have_stays() throws IOException {
    left("dead");
    Files.createFile(around.resolve("dead.lock"));
    left("of-an-earlier-version");
    try (Scratch one = Scratch.in(around)) {
      Path film = Files.writeString(one.folder().resolve("film.mp4"), "half a film");
      try (Scratch two = Scratch.in(around)) {
        assertThat(two.folder()).isNotEqualTo(one.folder()).isEmptyDirectory();
        assertThat(film).exists();
        try (var inside = Files.list(around)) {
          assertThat(inside).as("two folders and their locks").hasSize(4);
        }
      }
      assertThat(film).exists();
    }
    assertThat(around).isEmptyDirectory();
  }
}
