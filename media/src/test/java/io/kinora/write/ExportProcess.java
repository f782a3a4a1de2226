package io.kinora.write;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.error.KinoraException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// A JVM of its own that writes an endless clip of noise, for tests that take its world away. It
/// prints a line per frame, and exits with 3 and the message if writing fails.
final class ExportProcess {
  static final int FAILED = 3;

  private ExportProcess() {}

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    DrawnClip.Painter noise =
        (frame, t) -> {
          int state = (int) t + 1;
          for (int i = 0; i < frame.argb().length; i++) {
            state = state * 1664525 + 1013904223;
            frame.argb()[i] = 0xff000000 | state >>> 8;
          }
          out.println("frame " + t);
        };
    DrawnClip clip = new DrawnClip(new FrameSize(320, 180), FrameRate.DEFAULT, 1_000_000, noise);
    try {
      Exporter.write(clip, Path.of(args[0]), false, "{}", Progress.NONE);
    } catch (KinoraException e) {
      out.println(e.getClass().getSimpleName() + ": " + e.getMessage());
      System.exit(FAILED);
    }
  }

  /// Starts one that writes to `file`.
  ///
  /// @param fileBlocks the largest file it may write, in blocks of 512 bytes; 0 for any
  static Process start(Path file, int fileBlocks) throws IOException {
    List<String> command = new ArrayList<>();
    if (fileBlocks > 0) {
      command.addAll(List.of("sh", "-c", "ulimit -f " + fileBlocks + " && exec \"$@\"", "sh"));
    }
    command.addAll(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:-UsePerfData",
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            ExportProcess.class.getName(),
            file.toString()));
    return new ProcessBuilder(command).redirectErrorStream(true).start();
  }
}
