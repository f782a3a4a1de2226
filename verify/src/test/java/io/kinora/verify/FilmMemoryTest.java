package io.kinora.verify;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.studio.Film;
import io.kinora.studio.Studio;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// What whole films leave behind in memory, and what long ones take.
///
/// Measured in JVMs of their own whose heap is taken whole at the start, so that what grows is
/// native memory.
@Tag("slow")
@EnabledOnOs(OS.LINUX)
@Timeout(value = 20, unit = MINUTES)
class FilmMemoryTest {
  private static final double BOUND = 1.05;
  private static final int FEW = 20, MANY = 200;

  private final Path file;

  FilmMemoryTest(@TempDir Path folder) {
    file = folder.resolve("film.mp4");
  }

  @Test
  void two_hundred_films_leave_no_more_than_twenty() throws Exception {
    List<Long> kb = inOwnJvm("films");
    assertThat((double) kb.get(1) / kb.get(0)).as("kB of memory %s", kb).isLessThan(BOUND);
  }

  @Test
  void the_peak_of_two_minutes_is_that_of_four_seconds() throws Exception {
    long seconds4 = inOwnJvm("4").getFirst();
    long seconds120 = inOwnJvm("120").getFirst();
    assertThat((double) seconds120 / seconds4)
        .as("kB at the most: %d and %d", seconds4, seconds120)
        .isLessThan(BOUND);
  }

  private List<Long> inOwnJvm(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms512m",
                "-Xmx512m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
                "-Dorg.bytedeco.javacpp.maxBytes=0",
                "-cp",
                System.getProperty("java.class.path"),
                FilmMemoryTest.class.getName(),
                what,
                file.toString())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(15, MINUTES)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return Arrays.stream(output.strip().split(" ")).map(Long::valueOf).toList();
  }

  public static void main(String[] args) throws IOException {
    var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    Film film = Film.of("three red birds fly over the sea").over(Path.of(args[1]));
    try (Studio studio = Studio.open()) {
      if (args[0].equals("films")) {
        Film small = film.size(new FrameSize(64, 64)).seconds(.5);
        long few = 0;
        for (int i = 1; i <= MANY; i++) {
          studio.make(small.seed(i), Progress.NONE);
          if (i == FEW) {
            few = kb("VmRSS:");
          }
        }
        out.println(few + " " + kb("VmRSS:"));
      } else {
        studio.make(film.seed(1).seconds(Integer.parseInt(args[0])), Progress.NONE);
        out.println(kb("VmHWM:"));
      }
    }
  }

  private static long kb(String line) throws IOException {
    System.gc();
    for (String status : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (status.startsWith(line)) {
        return Long.parseLong(status.replaceAll("[^0-9]", ""));
      }
    }
    throw new AssertionError("no " + line + " in /proc/self/status");
  }
}
