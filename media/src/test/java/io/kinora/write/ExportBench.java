package io.kinora.write;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.read.VideoReader;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Prints how fast files are written and read: `mvn test -pl pipeline -am -Dtest=ExportBench
/// -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("bench")
class ExportBench {
  private static final OperatingSystemMXBean MACHINE =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  private final Path folder;

  ExportBench(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void load() {
    time("load the native libraries", 1, Exporter::load);
  }

  @ParameterizedTest
  @ValueSource(strings = {"768x432", "1280x720"})
  void writes_and_reads(String text) throws Exception {
    FrameSize size = FrameSize.parse(text);
    Frame[] drawn = new Frame[24];
    for (int t = 0; t < drawn.length; t++) {
      drawn[t] = new Frame(size);
      TestPattern.paintScene(drawn[t], t);
    }
    DrawnClip.Painter copy =
        (frame, t) ->
            System.arraycopy(
                drawn[(int) (t % drawn.length)].argb(), 0, frame.argb(), 0, frame.argb().length);
    Path file = folder.resolve("bench.mp4");
    Runnable write =
        () ->
            Exporter.write(
                new DrawnClip(size, FrameRate.DEFAULT, 240, copy), file, true, "", Progress.NONE);
    write.run(); // once to warm up
    double rate = time("write " + text, 240, write);
    System.out.printf("  %.2f Mbit/s%n", Files.size(file) * 8 / 10.0 / 1e6);
    time("read " + text, 240, () -> read(file));
    assertThat(rate).isPositive();
  }

  private static void read(Path file) {
    try (VideoReader reader = new VideoReader(file)) {
      Frame frame = new Frame(reader.size());
      while (reader.read(frame)) {
        assertThat(frame.argb()[0] >>> 24).isEqualTo(255);
      }
    }
  }

  private static double time(String what, int frames, Runnable work) {
    long cpu = MACHINE.getProcessCpuTime();
    long start = System.nanoTime();
    work.run();
    double seconds = (System.nanoTime() - start) / 1e9;
    double cpuSeconds = (MACHINE.getProcessCpuTime() - cpu) / 1e9;
    System.out.printf(
        "%-28s %8.3f s %8.3f s of CPU %8.1f per second%n",
        what, seconds, cpuSeconds, frames / seconds);
    return frames / seconds;
  }
}
