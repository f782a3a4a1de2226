package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.render.Kind;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.scene.Progress;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints how fast a 720p clip is graded, filtered and coded, beside the `ffmpeg` command of the
/// same build doing the same graph with the same encoder: `mvn test -pl pipeline -am
/// -Dtest=RenderBench
/// -Dtest.groups.excluded= -Dsurefire.failIfNoSpecifiedTests=false`.
@Tag("bench")
class RenderBench {
  private static final int ROUNDS = 4;

  private static final String TABLE = "clip(val*1.09913173+0.5,0,maxval)"; // 0.3 stops

  private static final String SEPIA =
      "colorchannelmixer=.393:.769:.189:0:.349:.686:.168:0:.272:.534:.131";

  private final Path folder;

  RenderBench(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void beside_the_command() throws Exception {
    String ffmpeg = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    Path input = folder.resolve("in.mp4");
    List<String> encoder =
        List.of(
            "-c:v",
            "libopenh264",
            "-profile:v",
            "high",
            "-rc_mode",
            "quality",
            "-qmin",
            "18",
            "-qmax",
            "18",
            "-threads:v",
            "1",
            "-g",
            "48");
    run(
        Stream.of(
                Stream.of(ffmpeg, "-y", "-v", "error", "-f", "lavfi"),
                Stream.of("-i", "testsrc2=s=1280x720:r=24:d=10", "-pix_fmt", "yuv420p"),
                encoder.stream(),
                Stream.of(input.toString()))
            .flatMap(part -> part)
            .toList());
    String table = "lutrgb=r='%1$s':g='%1$s':b='%1$s'".formatted(TABLE);
    List<String> command =
        Stream.of(
                Stream.of(ffmpeg, "-y", "-v", "error", "-i", input.toString()),
                Stream.of("-vf", "format=gbrp," + table + "," + SEPIA + ",format=yuv420p"),
                encoder.stream(),
                Stream.of(folder.resolve("command.mp4").toString()))
            .flatMap(part -> part)
            .toList();
    double best = Double.POSITIVE_INFINITY;
    double bestCommand = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) { // the first one warms up
      double ours = seconds(() -> render(input));
      double theirs = seconds(() -> run(command));
      System.out.printf("kinora %.2f s, ffmpeg %.2f s%n", ours, theirs);
      best = Math.min(best, ours);
      bestCommand = Math.min(bestCommand, theirs);
    }
    System.out.printf("kinora runs at %.2f times the speed of ffmpeg%n", bestCommand / best);
    assertThat(best).isPositive();
  }

  private void render(Path input) {
    var look =
        new Look(List.of(Step.parse(Kind.GRADE, "exposure=0.3"), Step.parse(Kind.FILTER, "sepia")));
    var output = new Output(folder.resolve("kinora.mp4"), true);
    try (Studio studio = Studio.open()) {
      RenderRecord record =
          studio.render(
              new Montage(List.of(input), Joining.CUT, look, Soundtrack.KEPT, output),
              Progress.NONE);
      assertThat(record.steps()).isNotEmpty();
    }
  }

  private static void run(List<String> command) {
    try {
      Process process = new ProcessBuilder(command).inheritIO().start();
      assertThat(process.waitFor()).isZero();
    } catch (java.io.IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
