package io.kinora.read;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.bytedeco.javacpp.Loader;

/// The `ffmpeg` program that comes with the library, for files as other tools write them.
public final class FFmpegProgram {
  private FFmpegProgram() {}

  /// Runs it with the words of `arguments`, which are parted by blanks, and writes `out`.
  public static Path write(Path out, String arguments) {
    String program = Loader.load(org.bytedeco.ffmpeg.ffmpeg.class);
    List<String> command =
        Stream.of(
                Stream.of(program, "-nostdin", "-y", "-v", "error"),
                Stream.of(arguments.split(" ")),
                Stream.of(out.toString()))
            .flatMap(words -> words)
            .toList();
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0 || Files.size(out) == 0) {
        throw new IllegalStateException(command + ": " + said);
      }
      return out;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// A small file that lies beside the tests.
  public static Path resource(String name) {
    try {
      return Path.of(
          java.util.Objects.requireNonNull(FFmpegProgram.class.getResource(name), name).toURI());
    } catch (java.net.URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
