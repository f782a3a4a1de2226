package io.kinora.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A photograph of 102 megapixels, as medium format cameras take them.
class HugePictureTest {
  /// What reading it may take beside what the process has, in kB: the picture as it is decoded, and
  /// the frame.
  private static final long BOUND = 450_000;

  @Test
  @EnabledOnOs(OS.LINUX) // which tells the peak of a process
  void a_photograph_of_a_hundred_megapixels_is_scaled_in_bounded_memory(@TempDir Path folder)
      throws IOException {
    Path file =
        FFmpegProgram.write(
            folder.resolve("medium.jpg"),
            "-f lavfi -i color=red:s=11656x8742,format=yuvj420p -frames:v 1 -q:v 31");
    Frame _ = new StillReader().read(first(folder), _ -> {}); // loads the libraries
    Files.writeString(Path.of("/proc/self/clear_refs"), "5"); // the peak begins anew
    long before = kilobytes("VmRSS");
    var notes = new ArrayList<String>();
    Frame frame = new StillReader().read(file, notes::add);
    assertThat(frame.size()).hasToString("3840x2880");
    assertThat(frame.argb()[0] >> 16 & 255).isGreaterThan(245);
    assertThat(notes).containsExactly("medium.jpg: scaled to 3840x2880: it is 11656x8742");
    assertThat(kilobytes("VmHWM") - before).as("kB at the most").isLessThan(BOUND);
  }

  private static Path first(Path folder) {
    return FFmpegProgram.write(
        folder.resolve("small.jpg"), "-f lavfi -i color=red:s=64x64 -frames:v 1");
  }

  private static long kilobytes(String what) throws IOException {
    List<String> lines = Files.readAllLines(Path.of("/proc/self/status"));
    return lines.stream()
        .filter(line -> line.startsWith(what + ":"))
        .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
        .findFirst()
        .orElseThrow();
  }
}
