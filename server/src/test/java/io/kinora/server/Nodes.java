package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Nodes in processes of their own, on one home folder, which end with the test.
final class Nodes implements AutoCloseable {
  private final Path home;
  private final List<Process> all = new ArrayList<>();

  Nodes(Path home) {
    this.home = home;
  }

  /// Starts one, whose output goes to [#log].
  ///
  /// @param kind `serve` or `work`
  /// @param settings as in `workers=1`
  Process start(String kind, String name, List<String> settings, String... options)
      throws IOException {
    String classes =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        options.length > 0 ? List.of(options) : List.of("-Xmx1g", "-XX:TieredStopAtLevel=1"));
    command.addAll(
        List.of(
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
            "-Dorg.bytedeco.javacpp.maxBytes=0",
            "-cp",
            classes,
            "io.kinora.server.KilledNode",
            kind,
            home.toString()));
    command.addAll(settings);
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(name).toFile()))
            .start();
    all.add(process);
    return process;
  }

  Path log(String name) {
    return home.resolve(name + ".log");
  }

  /// What a node says behind `word`, which it will.
  String said(String name, String word) throws Exception {
    for (int i = 0; i < 600; i++) {
      List<String> lines = Files.exists(log(name)) ? Files.readAllLines(log(name)) : List.of();
      for (String line : lines) {
        if (line.startsWith(word + " ")) {
          return line.substring(word.length() + 1);
        }
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    throw new AssertionError(Files.readString(log(name)));
  }

  /// A short film of 64x64 pixels as a data URI.
  static String clip(Path folder) {
    Path file = folder.resolve("clip.mp4");
    var clip =
        new DrawnClip(
            new FrameSize(64, 64),
            new FrameRate(8, 1),
            8,
            (frame, t) -> Arrays.fill(frame.argb(), 0xFF000000 | (int) (t * 0x1F0F07)));
    Exporter.write(clip, file, true, "", Progress.NONE);
    try {
      return "data:video/mp4;base64,"
          + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Kills all.
  @Override
  public void close() {
    for (Process process : all) {
      assertThat(process.destroyForcibly().onExit().completeOnTimeout(null, 10, TimeUnit.SECONDS))
          .succeedsWithin(Duration.ofSeconds(11))
          .isNotNull();
    }
  }
}
