package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.shot.Camera;
import io.kinora.shot.Format;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Reads the requests of a batch: one prompt per line, or a CSV or JSONL file with the key `prompt`
/// and optional settings: `seed`, `duration`, `size`, `fps`, `camera`, `engine`, and files of
/// pictures by role, as `image-first`, with `mask` and `ground`.
final class PromptList {
  private static final int MOST_LINES = 10_000;
  private static final long MOST_BYTES = 20L << 20;

  private final Film usual;
  private final String name;
  private final List<Batch.Line> lines = new ArrayList<>();

  private PromptList(Film usual, Path file) {
    this.usual = usual;
    name = String.valueOf(file.getFileName());
  }

  /// The lines of `file`; an invalid line has an error instead of a film.
  ///
  /// @param usual the defaults of a line
  static List<Batch.Line> read(Path file, Film usual) {
    var list = new PromptList(usual, file);
    String text = text(file);
    String ending = list.name.toLowerCase(Locale.ROOT);
    if (ending.endsWith(".csv") || ending.endsWith(".tsv")) {
      list.csv(text, ending.endsWith(".tsv") ? '\t' : ',');
    } else if (ending.endsWith(".jsonl") || ending.endsWith(".ndjson")) {
      list.each(text, list::json);
    } else {
      list.each(text, line -> Map.of("prompt", line));
    }
    if (list.lines.isEmpty()) {
      throw new BadRequest(
          "There are no prompts in " + file + ".", "Write one per line.", "prompt-list");
    }
    return list.lines;
  }

  private static String text(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_BYTES) {
        throw new BadRequest(
            Files.isRegularFile(file)
                ? "The list %s is larger than 20 MB.".formatted(file)
                : "The list of prompts \"%s\" does not exist.".formatted(file),
            "Name a text, CSV or JSONL file.",
            "prompt-list");
      }
      byte[] bytes = Files.readAllBytes(file);
      String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
      return text.replace("\uFEFF", "");
    } catch (CharacterCodingException e) {
      throw new BadRequest(
          "The list " + file + " is not text in UTF-8.", "Save it as UTF-8.", "prompt-list", e);
    } catch (IOException e) {
      throw new BadRequest(
          "The list %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Check the file and its permissions.",
          "prompt-list",
          e);
    }
  }

  /// Reads the fields of a line.
  private interface Fields {
    Map<String, String> of(String line);
  }

  private void each(String text, Fields fields) {
    int number = 0;
    for (String line : text.split("\r\n|\r|\n", -1)) {
      number++;
      String plain = line.strip();
      if (!plain.isEmpty() && !plain.startsWith("#")) {
        add(number, () -> fields.of(plain));
      }
    }
  }

  private Map<String, String> json(String line) {
    try {
      JsonNode tree = JsonMapper.shared().readTree(line);
      if (!tree.isObject()) {
        throw new BadRequest(
            "This is not a JSON object.",
            "Write it as in {\"prompt\": \"a bird\"}.",
            "prompt-list");
      }
      var fields = new LinkedHashMap<String, String>();
      tree.properties().forEach(p -> fields.put(p.getKey(), p.getValue().asString()));
      return fields;
    } catch (JacksonException e) {
      throw new BadRequest(
          "This is not JSON: " + e.getOriginalMessage() + ".",
          "Write it as in {\"prompt\": \"a bird\"}.",
          "prompt-list",
          e);
    }
  }

  private void csv(String text, char comma) {
    CSVFormat format =
        CSVFormat.DEFAULT
            .builder()
            .setDelimiter(comma)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();
    try (CSVParser parser = CSVParser.parse(text, format)) {
      List<String> header = List.of();
      for (CSVRecord row : parser) {
        int number = (int) parser.getCurrentLineNumber();
        if (header.isEmpty()) {
          header = row.stream().map(key -> key.toLowerCase(Locale.ROOT)).toList();
          if (!header.contains("prompt")) {
            throw new BadRequest(
                "The first line of %s names no column \"prompt\".".formatted(name),
                "Begin it as in prompt,seed,duration.",
                "prompt-list");
          }
          continue;
        }
        List<String> keys = header;
        add(number, () -> row(keys, row));
      }
    } catch (IOException | java.io.UncheckedIOException | IllegalStateException e) {
      throw new BadRequest(
          "The list %s is not valid CSV: %s.".formatted(name, e.getMessage()),
          "Close each quotation mark.",
          "prompt-list",
          e);
    }
  }

  private static Map<String, String> row(List<String> keys, CSVRecord row) {
    if (row.size() > keys.size()) {
      throw new BadRequest(
          "There are %d values for %d columns.".formatted(row.size(), keys.size()),
          "Put a prompt that has commas into quotation marks.",
          "prompt-list");
    }
    var fields = new LinkedHashMap<String, String>();
    for (int i = 0; i < row.size(); i++) {
      if (!row.get(i).isEmpty()) {
        fields.put(keys.get(i), row.get(i));
      }
    }
    return fields;
  }

  private void add(int number, java.util.function.Supplier<Map<String, String>> fields) {
    if (lines.size() == MOST_LINES) {
      throw new BadRequest(
          "The list %s has more than %d prompts.".formatted(name, MOST_LINES),
          "Cut it into several lists.",
          "prompt-list");
    }
    try {
      lines.add(new Batch.Line(number, film(fields.get()), null));
    } catch (BadRequest e) {
      lines.add(new Batch.Line(number, null, e));
    }
  }

  private Film film(Map<String, String> fields) {
    String prompt = fields.get("prompt");
    if (prompt == null || prompt.isBlank()) {
      throw new BadRequest("There is no prompt.", "Give each line one.", "prompt-list");
    }
    Film film = usual.prompt(new io.kinora.text.Prompt(prompt).text());
    for (var field : fields.entrySet()) {
      String value = Objects.requireNonNull(field.getValue());
      film =
          switch (field.getKey()) {
            case "prompt" -> film;
            case "seed" -> film.seed(seed(value));
            case "duration" -> film.seconds(Format.parseSeconds(value));
            case "size" -> film.size(FrameSize.parse(value));
            case "fps" -> film.rate(FrameRate.parse(value));
            case "camera" -> film.camera(Camera.parse(value));
            case "engine" -> film.engine(value);
            default -> withOption(film, field.getKey(), value);
          };
    }
    return film;
  }

  /// Sets an engine option, such as a picture by role.
  private static Film withOption(Film film, String key, String value) {
    if (!key.startsWith("image-") && !key.equals("mask") && !key.equals("ground")) {
      throw unknown(key);
    }
    Film.EngineChoice engine = film.engine();
    return film.engine(engine.name(), engine.options().with(key, value));
  }

  private static BadRequest unknown(@Nullable String key) {
    return new BadRequest(
        "There is no setting \"%s\".".formatted(key),
        "They are prompt, seed, duration, size, fps, camera, engine, image-ROLE, mask, ground.",
        "prompt-list");
  }

  private static long seed(String text) {
    try {
      return Long.parseLong(text);
    } catch (NumberFormatException e) {
      throw new BadRequest(
          "The seed \"" + text + "\" is not a whole number.", "Write it as in 7.", "prompt-list");
    }
  }
}
