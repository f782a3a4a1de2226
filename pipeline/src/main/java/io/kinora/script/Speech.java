package io.kinora.script;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/// Speaks text with a program of the user. The text is passed as one argument, without a shell.
public final class Speech {
  private static final int MOST_SECONDS = 120;

  private Speech() {}

  /// Speaks `words` into the WAV file `file`, which appears only when it is complete.
  ///
  /// @param command the program and its arguments, with `{text}` and `{file}` among them
  public static void speak(List<String> command, String words, Path file) {
    Path part = file.resolveSibling(file.getFileName() + ".part.wav");
    List<String> filled =
        command.stream()
            .map(word -> word.replace("{text}", words).replace("{file}", part.toString()))
            .toList();
    try {
      Process process =
          new ProcessBuilder(filled)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw failed(command, "it took more than %d s".formatted(MOST_SECONDS));
      }
      if (process.exitValue() != 0 || !Files.isRegularFile(part)) {
        throw failed(command, "it ended with %d and no file".formatted(process.exitValue()));
      }
      Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw failed(command, String.valueOf(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new io.kinora.error.Cancelled(
          "The work was stopped during \"speak\".", "Start it again.", "cancelled");
    }
  }

  private static MediaFailure failed(List<String> command, String why) {
    return new MediaFailure(
        "The speech program \"%s\" failed: %s.".formatted(command.getFirst(), why),
        "Try the command by itself; {text} and {file} are the text and the WAV file.",
        "script");
  }
}
