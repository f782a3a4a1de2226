package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.studio.Film;
import io.kinora.studio.FilmName;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/// Where a film goes, and what is said about it.
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description =
          "The file to write; its ending names the format: mp4, mov, webm, gif, apng, zip (of PNG"
              + " files), or / for a folder of them.")
  private @Nullable String file;

  @Mixin private final EncodingOptions encoding = new EncodingOptions();

  @Option(names = "--force", description = "Replaces FILE if it is there.")
  private boolean force;

  @Option(names = "--json", description = "Prints one JSON object about the result.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  Film direct(Film film) {
    return film.output(output());
  }

  Film.Output output() {
    return new Film.Output(file(), force, encoding.encoding(name()));
  }

  /// Without a file, it gets a name of its own, made of `text`, in the session's folder.
  OutputOptions orNamed(String text, Session session) {
    if (file == null) {
      file = FilmName.free(session.folder(), text).toString();
    }
    return this;
  }

  Path file() {
    return Path.of(name());
  }

  private String name() {
    if (file == null) {
      throw new BadRequest(
          "The command names no file to write.", "Name one, as in -o bird.mp4.", "output-file");
    }
    return file;
  }

  boolean force() {
    return force;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }
}
