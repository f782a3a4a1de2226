package io.kinora.cli;

import io.kinora.studio.Film;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/// Where a film goes, and what is said about it.
final class OutputOptions {
  @Option(
      names = {"-o", "--output"},
      required = true,
      paramLabel = "FILE",
      description = "The video to write; its ending, .mp4 or .mov, names the format.")
  private Path file = Path.of("");

  @Option(names = "--force", description = "Replaces FILE if it is there.")
  private boolean force;

  @Option(names = "--json", description = "Prints one JSON object about the result.")
  private boolean json;

  @Option(names = "--quiet", description = "Shows no progress.")
  private boolean quiet;

  Film direct(Film film) {
    return force ? film.over(file) : film.to(file);
  }

  Film.Output output() {
    return new Film.Output(file, force);
  }

  Path file() {
    return file;
  }

  boolean json() {
    return json;
  }

  boolean quiet() {
    return quiet;
  }
}
