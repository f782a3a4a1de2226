package io.kinora.write;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Whatever ends a run, no half-written file is left under the asked name.
@Timeout(300)
@EnabledOnOs({OS.LINUX, OS.MAC})
class EndedProcessTest {
  private final Path folder;

  EndedProcessTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void leaves_nothing_when_told_to_end() throws Exception {
    Process process = ExportProcess.start(folder.resolve("bird.mp4"), 0);
    awaitFrame(process, 30);
    assertThat(list()).as("the unfinished file").hasSize(1);
    process.destroy(); // TERM
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(list()).isEmpty();
  }

  @Test
  void leaves_nothing_under_the_asked_name_when_killed() throws Exception {
    Process process = ExportProcess.start(folder.resolve("bird.mp4"), 0);
    awaitFrame(process, 30);
    process.destroyForcibly(); // KILL
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(list()).hasSize(1).allMatch(name -> name.startsWith(".kinora-"));
  }

  @Test
  void tells_of_a_disk_that_takes_no_more_and_leaves_nothing() throws Exception {
    // A limit on the size of a file makes write(2) fail as a full disk does, without a disk.
    Process process = ExportProcess.start(folder.resolve("bird.mp4"), 2000);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(120, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isEqualTo(ExportProcess.FAILED);
    assertThat(output).contains("MediaFailure").contains("File too large").contains("free space");
    assertThat(list()).isEmpty();
  }

  private static void awaitFrame(Process process, int frame) throws IOException {
    BufferedReader lines = process.inputReader();
    StringBuilder seen = new StringBuilder();
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      if (line.equals("frame " + frame)) {
        return;
      }
      seen.append(line).append('\n');
    }
    throw new AssertionError("the process ended early:\n" + seen);
  }

  private List<String> list() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }
}
