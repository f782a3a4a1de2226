package io.kinora.wan.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Progress;
import io.kinora.shot.EngineOptions;
import io.kinora.wan.model.Config;
import io.kinora.wan.model.Umt5Encoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What is promised before a run against what it takes, with random weights in the shapes of Wan
/// 2.1 T2V 1.3B and its text encoder of 5.7 billion numbers. Needs 15 GB of disk and some minutes;
/// rows go to `target/wan-memory.tsv`.
///
/// `mvn -q -pl wan -am test -Dtest=MemoryContractTest -Dtest.groups.excluded=none
/// -Dsurefire.failIfNoSpecifiedTests=false`
@Tag("slow")
class MemoryContractTest {
  private static final Path REPORT = Path.of("target", "wan-memory.tsv");

  /// Fewer than the 512 of a real run, for the time that they take; the promise is for 512.
  private static final int ROWS = 16;

  private static Path folder = Path.of("");

  @BeforeAll
  static void write_the_model(@TempDir Path into) throws IOException {
    String given = System.getProperty("kinora.model");
    folder = given == null ? new RandomModel(1).textToVideo(into) : Path.of(given);
    Files.createDirectories(REPORT.toAbsolutePath().getParent());
    Files.writeString(REPORT, "memory\tsize\tframes\tweights\ttiles\tpromised\tpeak\tseconds\n");
  }

  @AfterAll
  static void say_what_was_measured() throws IOException {
    assertThat(Files.readAllLines(REPORT)).hasSizeGreaterThan(1);
  }

  @ParameterizedTest
  @CsvSource({"8GB, 192, 128, 5", "3GB, 192, 128, 5"})
  void the_peak_is_below_what_was_promised(String memory, int width, int height, int frames)
      throws IOException {
    var settings =
        WanSettings.of(
            EngineOptions.of(
                Map.of(
                    "weights",
                    folder.toString(),
                    "steps",
                    "1",
                    "guidance",
                    "1",
                    "memory",
                    memory)));
    var model = WanFolder.open(folder);
    var shape =
        Umt5Encoder.Shape.of(Config.read(model.part("text_encoder").resolve("config.json")));
    var size = new MemoryPlan.Size(width, height, frames);
    long budget = settings.memory().orElseThrow();
    MemoryPlan plan = MemoryPlan.of(model, shape, size, budget);
    assertThat(plan.peak()).isLessThanOrEqualTo(budget);

    forgetThePeak();
    long start = System.nanoTime();
    var stages = new StringBuilder();
    Progress progress =
        (step, done) -> {
          stages.append("# %s: %.2f GB so far%n".formatted(step, peak() / 1e9));
          return true;
        };
    var request = new WanRun.Request("a cat", width, height, frames, 1, ROWS);
    List<Picture> pictures = WanEngine.run(model, settings, request, new AnyWords(500), progress);
    double seconds = (System.nanoTime() - start) / 1e9;
    Files.writeString(
        REPORT,
        "%s\t%dx%d\t%d\t%s\t%dx%d\t%.2f GB\t%.2f GB\t%.0f\n%s"
            .formatted(
                memory,
                width,
                height,
                frames,
                plan.streamed() ? "streamed" : "raised",
                plan.tileRows(),
                plan.tileColumns(),
                plan.peak() / 1e9,
                peak() / 1e9,
                seconds,
                stages),
        StandardOpenOption.APPEND);

    assertThat(pictures).hasSize(frames);
    assertThat(peak()).isLessThanOrEqualTo(plan.peak());
  }

  /// Lets the kernel measure the largest resident set from now on.
  private static void forgetThePeak() throws IOException {
    System.gc();
    Files.writeString(Path.of("/proc/self/clear_refs"), "5");
  }

  /// The largest resident set since, in bytes; pages of mapped files count.
  private static long peak() {
    try {
      return Files.readAllLines(Path.of("/proc/self/status")).stream()
          .filter(line -> line.startsWith("VmHWM:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
