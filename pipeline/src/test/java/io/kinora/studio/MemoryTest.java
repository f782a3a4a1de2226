package io.kinora.studio;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.clip.TestPattern;
import io.kinora.motion.flow.FlowClip;
import io.kinora.read.VideoReader;
import io.kinora.render.Look;
import io.kinora.render.Look.Step;
import io.kinora.render.operation.Kind;
import io.kinora.studio.Film.Output;
import io.kinora.studio.Montage.Joining;
import io.kinora.studio.Montage.Soundtrack;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// Memory is the same for a long clip as for a short one, and comes back afterwards.
///
/// Measured in a JVM of its own whose heap is taken whole at the start, so that what grows is
/// native memory.
@EnabledOnOs(OS.LINUX)
@Timeout(400)
class MemoryTest {
  private static final FrameSize SIZE = new FrameSize(320, 180);

  /// A picture of this size is 86 kB in 4:2:0 and 230 kB in RGB, so one kept per frame would cost
  /// 70 MB or more over the long clip.
  private static final long SHORT = 100, LONG = 1000;

  /// A writer and a reader hold several MB each, so one kept per file would cost 100 MB or more.
  private static final int FEW = 15, MANY = 60;

  /// What a leak would cost at the least is 22 MB; without one, 10 were seen beside other work.
  private static final long BOUND_KB = 16 << 10;

  private final Path folder;

  MemoryTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void does_not_grow_with_the_length_of_a_clip() throws Exception {
    assertThat(grownKb("length")).isLessThan(BOUND_KB);
  }

  @Test
  void does_not_grow_with_the_length_of_a_render() throws Exception {
    assertThat(grownKb("render")).isLessThan(BOUND_KB);
  }

  @Test
  void does_not_grow_with_the_length_of_an_interpolation() throws Exception {
    assertThat(grownKb("interpolation")).isLessThan(BOUND_KB);
  }

  @Test
  void does_not_grow_with_the_length_of_a_picture_of_motion() throws Exception {
    assertThat(grownKb("motion")).isLessThan(BOUND_KB);
  }

  @Test
  void comes_back_after_every_file() throws Exception {
    assertThat(grownKb("files")).isLessThan(BOUND_KB);
  }

  private long grownKb(String what) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms64m",
                "-Xmx64m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                MemoryTest.class.getName(),
                what,
                folder.resolve("clip.mp4").toString())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(300, SECONDS)).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    String last = output.strip().lines().reduce("", (_, line) -> line); // the JVM may warn before
    return Long.parseLong(last);
  }

  public static void main(String[] args) throws IOException {
    Path file = Path.of(args[1]);
    if (args[0].equals("render")) {
      render(file);
      return;
    }
    if (args[0].equals("interpolation") || args[0].equals("motion")) {
      between(file, args[0].equals("motion"));
      return;
    }
    boolean length = args[0].equals("length");
    for (int i = 0; i < (length ? 2 : FEW); i++) { // the first runs fill the allocators' pools
      writeAndRead(file, length ? SHORT : 2);
    }
    long before = residentKb();
    for (int i = 0; i < (length ? 1 : MANY); i++) {
      writeAndRead(file, length ? LONG : 2);
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(residentKb() - before);
  }

  /// A picture kept for each frame would cost 22 MB or more over the long film.
  private static void render(Path file) throws IOException {
    Path few = file.resolveSibling("few.mp4");
    Path many = file.resolveSibling("many.mp4");
    Exporter.write(TestPattern.scene(SIZE, FrameRate.DEFAULT, 40), few, true, "", Progress.NONE);
    Exporter.write(TestPattern.scene(SIZE, FrameRate.DEFAULT, 300), many, true, "", Progress.NONE);
    var look =
        new Look(List.of(Step.parse(Kind.GRADE, "exposure=0.3"), Step.parse(Kind.FILTER, "sepia")));
    long before = 0;
    try (Studio studio = Studio.open()) {
      for (Path input : List.of(few, few, many)) {
        before = input.equals(many) ? residentKb() : 0;
        var montage =
            new Montage(
                List.of(input),
                Joining.CUT,
                List.of(),
                look,
                Soundtrack.KEPT,
                new Output(file, true));
        assertThat(studio.render(montage, Progress.NONE).record().sources()).hasSize(1);
      }
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(residentKb() - before);
  }

  /// A picture or a field of vectors kept for each frame would cost 22 MB or more over the long
  /// film.
  private static void between(Path file, boolean motion) throws IOException {
    Path few = file.resolveSibling("few.mp4");
    Path many = file.resolveSibling("many.mp4");
    Exporter.write(TestPattern.scene(SIZE, FrameRate.DEFAULT, 40), few, true, "", Progress.NONE);
    Exporter.write(TestPattern.scene(SIZE, FrameRate.DEFAULT, 140), many, true, "", Progress.NONE);
    long before = 0;
    for (Path input : List.of(few, few, many)) {
      before = input.equals(many) ? residentKb() : 0;
      if (motion) {
        try (var picture = new FlowClip(VideoReader.stored(input))) {
          Exporter.write(picture, file, true, "", Progress.NONE);
        }
      } else {
        var whole = new Interpolation(input, FrameRate.parse("30"), 1, new Output(file, true));
        assertThat(whole.write(Progress.NONE).frames()).isPositive();
      }
    }
    new PrintStream(System.out, true, StandardCharsets.UTF_8).println(residentKb() - before);
  }

  private static void writeAndRead(Path file, long frames) {
    Frame picture = new Frame(SIZE);
    TestPattern.paintScene(picture, 3);
    int[] scene = picture.argb();
    DrawnClip.Painter sliding =
        (frame, t) -> {
          int shift = (int) (t * 3 % SIZE.width());
          System.arraycopy(scene, shift, frame.argb(), 0, scene.length - shift);
          Arrays.fill(frame.argb(), scene.length - shift, scene.length, 0xff204060);
        };
    Exporter.write(
        new DrawnClip(SIZE, FrameRate.DEFAULT, frames, sliding), file, true, "{}", Progress.NONE);
    Frame got = new Frame(SIZE);
    try (VideoReader reader = new VideoReader(file)) {
      long read = 0;
      while (reader.read(got)) {
        read++;
      }
      assertThat(read).isEqualTo(frames);
    }
  }

  private static long residentKb() throws IOException {
    System.gc();
    for (String line : Files.readAllLines(Path.of("/proc/self/status"))) {
      if (line.startsWith("VmRSS:")) {
        return Long.parseLong(line.replaceAll("[^0-9]", ""));
      }
    }
    throw new AssertionError("no VmRSS in /proc/self/status");
  }
}
