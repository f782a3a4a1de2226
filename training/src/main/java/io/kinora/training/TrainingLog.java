package io.kinora.training;

import io.kinora.error.MediaFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/// Losses as they come: one CSV file per net, and a line for whoever listens.
final class TrainingLog {
  private final Path file;
  private final String name;
  private final List<String> columns;
  private final Consumer<String> listener;

  TrainingLog(Path folder, String name, List<String> columns, Consumer<String> listener) {
    this.file = folder.resolve(name + ".csv");
    this.name = name;
    this.columns = columns;
    this.listener = listener;
    if (!Files.exists(file)) {
      append("step,minutes," + String.join(",", columns));
    }
  }

  void row(long step, double minutes, double... values) {
    var row = new StringBuilder(String.format(Locale.ROOT, "%d,%.3f", step, minutes));
    var line = new StringBuilder(String.format(Locale.ROOT, "%s step %d", name, step));
    for (int i = 0; i < values.length; i++) {
      row.append(String.format(Locale.ROOT, ",%.6g", values[i]));
      line.append(String.format(Locale.ROOT, "  %s %.4g", columns.get(i), values[i]));
    }
    append(row.toString());
    listener.accept(line.append(String.format(Locale.ROOT, "  %.1f min", minutes)).toString());
  }

  private void append(String row) {
    try {
      Files.writeString(
          file,
          row + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new MediaFailure(
          "The log %s cannot be written: %s.".formatted(file, e.getMessage()),
          "Check the folder, its permissions and the free space.",
          "output",
          e);
    }
  }
}
