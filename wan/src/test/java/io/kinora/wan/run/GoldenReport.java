package io.kinora.wan.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// A table of how near each output came, in `target/goldens.tsv`.
final class GoldenReport {
  private static final Path FILE = Path.of("target", "goldens.tsv");

  private GoldenReport() {}

  static void begin() throws IOException {
    Files.createDirectories(FILE.getParent());
    Files.writeString(FILE, "run\toutput\tdifference\ttolerance\n");
  }

  static synchronized void add(String run, String output, double difference, double tolerance) {
    try {
      Files.writeString(
          FILE,
          "%s\t%s\t%.3g\t%.3g%n".formatted(run, output, difference, tolerance),
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
