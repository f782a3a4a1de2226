package io.kinora.training.optimise;

import io.kinora.error.MediaFailure;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/// Logs losses: one CSV file per net, TensorBoard events, and lines for the listener.
public final class TrainingLog {
  private final Path file;
  private final String name;
  private final List<String> columns;
  private final Consumer<String> listener;
  private final Path events;
  private @Nullable EventFile eventFile;

  public TrainingLog(Path folder, String name, List<String> columns, Consumer<String> listener) {
    this.file = folder.resolve(name + ".csv");
    this.name = name;
    this.columns = columns;
    this.listener = listener;
    events = folder.resolve("tensorboard").resolve(name);
    if (!columns.isEmpty() && !Files.exists(file)) {
      append("step,minutes," + String.join(",", columns));
    }
  }

  /// Removes the entries after a step, because a resumed run logs them again.
  public void rewind(long step) {
    if (!Files.exists(file)) {
      return;
    }
    try {
      List<String> rows = Files.readAllLines(file);
      List<String> kept =
          rows.stream()
              .filter(row -> row.startsWith("step") || Long.parseLong(row.split(",")[0]) <= step)
              .toList();
      if (kept.size() < rows.size()) {
        Files.write(file, kept);
      }
    } catch (IOException e) {
      throw failure(e);
    }
  }

  /// Adds a picture to the events.
  void picture(long step, Path png) {
    try {
      byte[] content = Files.readAllBytes(png);
      BufferedImage image = ImageIO.read(new ByteArrayInputStream(content));
      eventFile().picture(step, name, image.getWidth(), image.getHeight(), content);
    } catch (IOException e) {
      throw failure(e);
    }
  }

  private EventFile eventFile() {
    EventFile known = eventFile;
    if (known == null) {
      known = new EventFile(events, Clock.systemUTC());
      eventFile = known;
    }
    return known;
  }

  public void row(long step, double minutes, double... values) {
    var row = new StringBuilder(String.format(Locale.ROOT, "%d,%.3f", step, minutes));
    var line = new StringBuilder(String.format(Locale.ROOT, "%s step %d", name, step));
    for (int i = 0; i < values.length; i++) {
      row.append(String.format(Locale.ROOT, ",%.6g", values[i]));
      line.append(String.format(Locale.ROOT, "  %s %.4g", columns.get(i), values[i]));
    }
    var scalars = new LinkedHashMap<String, Double>();
    for (int i = 0; i < values.length; i++) {
      scalars.put(columns.get(i), values[i]);
    }
    eventFile().scalars(step, scalars);
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
      throw failure(e);
    }
  }

  private MediaFailure failure(IOException e) {
    return new MediaFailure(
        "The log %s cannot be written: %s.".formatted(file, e.getMessage()),
        "Check the folder, its permissions and the free space.",
        "output",
        e);
  }
}
