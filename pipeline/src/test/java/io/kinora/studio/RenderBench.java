package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.Progress;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Prints how fast a 720p clip is graded, filtered and coded, beside the `ffmpeg` command of the
/// same build with the same filters, encoder and settings of it:
/// `mvn test -pl pipeline -am -Dtest=RenderBench -Dtest.groups.excluded=
/// -Dsurefire.failIfNoSpecifiedTests=false`.
///
/// The graph is the same where the command also converts between luma, chroma and RGB as Kinora
/// does; by default it does so faster and less exactly, which is measured, too. Both sides take as
/// many threads as they like. Kinora's first round also compiles its code, and does not count.
@Tag("bench")
class RenderBench {
  private static final int ROUNDS = 3;

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
    List<String> plain = command(ffmpeg, input, "bicubic", encoder);
    List<String> careful =
        command(ffmpeg, input, "bicubic+accurate_rnd+full_chroma_int+full_chroma_inp", encoder);
    double best = Double.POSITIVE_INFINITY;
    double bestPlain = Double.POSITIVE_INFINITY;
    double bestCareful = Double.POSITIVE_INFINITY;
    for (int round = 0; round < ROUNDS; round++) { // the first one warms up
      double cpu = stat(13) + stat(14);
      double ours = seconds(() -> render(input));
      cpu = stat(13) + stat(14) - cpu;
      double plainCpu = stat(15) + stat(16);
      double plainly = seconds(() -> run(plain));
      double carefulCpu = stat(15) + stat(16);
      plainCpu = carefulCpu - plainCpu;
      double carefully = seconds(() -> run(careful));
      carefulCpu = stat(15) + stat(16) - carefulCpu;
      System.out.printf(
          "seconds (of processors): kinora %.2f (%.2f), ffmpeg %.2f (%.2f), ffmpeg with our"
              + " conversions %.2f (%.2f)%n",
          ours, cpu, plainly, plainCpu, carefully, carefulCpu);
      best = Math.min(best, ours);
      bestPlain = Math.min(bestPlain, plainly);
      bestCareful = Math.min(bestCareful, carefully);
    }
    System.out.printf(
        "kinora runs at %.2f times the speed of ffmpeg, %.2f with our conversions%n",
        bestPlain / best, bestCareful / best);
    assertThat(bestCareful / best).isGreaterThan(0.8);
  }

  private void render(Path input) {
    var look =
        new Look(List.of(Step.parse(Kind.GRADE, "exposure=0.3"), Step.parse(Kind.FILTER, "sepia")));
    var output = new Output(folder.resolve("kinora.mp4"), true);
    try (Studio studio = Studio.open()) {
      Rendered rendered =
          studio.render(
              new Montage(List.of(input), Joining.CUT, List.of(), look, Soundtrack.KEPT, output),
              Progress.NONE);
      assertThat(rendered.record().steps()).isNotEmpty();
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

  /// @param conversion how its scaler goes from luma and chroma to RGB and back
  private List<String> command(String ffmpeg, Path input, String conversion, List<String> encoder) {
    String table = "lutrgb=r='%1$s':g='%1$s':b='%1$s'".formatted(TABLE);
    return Stream.of(
            Stream.of(ffmpeg, "-y", "-v", "error", "-i", input.toString()),
            Stream.of("-vf", "format=gbrp," + table + "," + SEPIA + ",format=yuv420p"),
            Stream.of("-sws_flags", conversion),
            encoder.stream(),
            Stream.of(folder.resolve("command.mp4").toString()))
        .flatMap(part -> part)
        .toList();
  }

  /// A field of `/proc/self/stat` that counts hundredths of a second: time of processors, which is
  /// fair where other work takes turns with ours.
  private static double stat(int field) {
    try {
      String text = Files.readString(Path.of("/proc/self/stat"));
      String[] fields = text.substring(text.lastIndexOf(')') + 2).split(" ");
      return Long.parseLong(fields[field - 2]) / 100.0;
    } catch (java.io.IOException e) {
      throw new AssertionError(e);
    }
  }

  private static double seconds(Runnable work) {
    long start = System.nanoTime();
    work.run();
    return (System.nanoTime() - start) / 1e9;
  }
}
