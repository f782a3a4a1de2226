package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.clip.Frame;
import io.kinora.clip.Progress;
import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.error.MediaFailure;
import io.kinora.read.Inputs;
import io.kinora.render.Fit;
import io.kinora.render.LabelledFrames;
import io.kinora.write.Exporter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Makes many films in one folder, with models that are loaded once: `index.jsonl` lists them, and
/// `sheet.png` shows them side by side. An interrupted batch continues where it stopped when it is
/// started again.
public final class Batch {
  /// The file that lists the films, one JSON object per line.
  public static final String INDEX = "index.jsonl";

  /// The picture that shows the films.
  public static final String SHEET = "sheet.png";

  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int COLUMNS = 3;

  private final Studio studio;
  private final Path folder;
  private final Progress progress;
  private final Map<Integer, ObjectNode> index = new LinkedHashMap<>();
  private final Map<String, ObjectNode> before = new LinkedHashMap<>();

  /// A request of a batch.
  ///
  /// @param number of its line, from 1
  /// @param film the request, without a file; null if the line is invalid
  /// @param refused the error; null if the line is valid
  public record Line(int number, @Nullable Film film, @Nullable BadRequest refused) {}

  /// The result of a batch.
  ///
  /// @param made number of films made now
  /// @param kept number of films that existed already
  /// @param failed lines without a film, with the reasons
  public record Result(int made, int kept, List<String> failed) {
    public Result {
      failed = List.copyOf(failed);
    }
  }

  private Batch(Studio studio, Path folder, Progress progress) {
    this.studio = studio;
    this.folder = folder;
    this.progress = progress;
  }

  /// Reads the requests in a text, CSV or JSONL file.
  ///
  /// @param usual the defaults of a line
  /// @throws BadRequest if the file cannot be read, or has no prompts; an invalid line is returned
  ///     with its error
  public static List<Line> read(Path file, Film usual) {
    return PromptList.read(file, usual);
  }

  /// One prompt with several seeds.
  public static List<Line> seeds(Film film, long first, long last) {
    if (last < first || last - first > 999) {
      throw new BadRequest(
          "The seeds go from %d to %d.".formatted(first, last),
          "Name the smaller first, and at most 1000, as in 1..9.",
          "prompt-list");
    }
    return LongStream.rangeClosed(first, last)
        .mapToObj(seed -> new Line((int) (seed - first) + 1, film.seed(seed), null))
        .toList();
  }

  /// Makes the films of `lines` in `folder`, one after the other; a failed one is reported, and the
  /// next follows.
  ///
  /// @throws Cancelled if `progress` stops the work; finished films stay
  /// @throws MediaFailure if the folder cannot be written to
  public static Result make(Studio studio, List<Line> lines, Path folder, Progress progress) {
    try {
      Files.createDirectories(folder);
      return new Batch(studio, folder, progress).made(lines);
    } catch (IOException e) {
      throw new MediaFailure(
          "The folder %s cannot be written to: %s.".formatted(folder, e.getMessage()),
          "Name another one.",
          "output-file",
          e);
    }
  }

  private Result made(List<Line> lines) throws IOException {
    remember();
    int made = 0;
    int kept = 0;
    var failed = new ArrayList<String>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      Film film = line.film();
      if (film == null) {
        BadRequest why = line.refused();
        fail(line, why == null ? "" : why.getMessage(), failed);
        continue;
      }
      ObjectNode known = before.get(key(line, film));
      if (known != null && Files.isRegularFile(folder.resolve(known.path("file").asString()))) {
        index.put(line.number(), known);
        kept++;
      } else if (make(
          line, film, progress.part((double) i / lines.size(), (i + 1.0) / lines.size()), failed)) {
        made++;
      }
      write();
    }
    write();
    sheet();
    return new Result(made, kept, failed);
  }

  /// Reads the films of an earlier run of the same batch.
  private void remember() throws IOException {
    Path file = folder.resolve(INDEX);
    if (!Files.isRegularFile(file)) {
      return;
    }
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      try {
        JsonNode tree = JSON.readTree(line);
        if (tree instanceof ObjectNode entry && entry.hasNonNull("request")) {
          before.put(entry.path("request").toString(), entry);
        }
      } catch (JacksonException e) {
        // an invalid or truncated line: its film is made again
      }
    }
  }

  private static String key(Line line, Film film) {
    return request(line, film).toString();
  }

  private static ObjectNode request(Line line, Film film) {
    ObjectNode request = (ObjectNode) RecordJson.MAPPER.valueToTree(film.output(null));
    return request.put("line", line.number());
  }

  private boolean make(Line line, Film film, Progress part, List<String> failed) {
    String stem = FilmName.stem(film.prompt());
    Path file =
        folder.resolve(
            String.format(Locale.ROOT, "%03d-%s-%d.mp4", line.number(), stem, film.seed()));
    try {
      FilmRecord record = studio.make(film.over(file), part);
      ObjectNode entry = record.tree();
      entry.put("line", line.number()).put("file", String.valueOf(file.getFileName()));
      entry.set("request", request(line, film));
      index.put(line.number(), entry);
      return true;
    } catch (Cancelled e) {
      throw e;
    } catch (KinoraException e) {
      fail(line, e.getMessage(), failed);
      return false;
    }
  }

  private void fail(Line line, @Nullable String why, List<String> failed) {
    failed.add("line %d: %s".formatted(line.number(), why));
    index.put(line.number(), JSON.createObjectNode().put("line", line.number()).put("error", why));
  }

  private void write() throws IOException {
    Path part = folder.resolve(INDEX + ".part");
    Files.write(part, index.values().stream().map(JsonNode::toString).toList());
    Files.move(part, folder.resolve(INDEX), StandardCopyOption.REPLACE_EXISTING);
  }

  /// Draws the sheet with the middle frame of each film.
  private void sheet() {
    var cells = new ArrayList<LabelledFrames.Cell>();
    for (ObjectNode entry : index.values()) {
      Path file = folder.resolve(entry.path("file").asString(""));
      if (!entry.has("file") || cells.size() == 300 || !Files.isRegularFile(file)) {
        continue;
      }
      String prompt = entry.path("prompt").asString();
      String name =
          "%d  %s"
              .formatted(
                  entry.path("line").asInt(), prompt.substring(0, Math.min(40, prompt.length())));
      cells.add(new LabelledFrames.Cell(name, middle(file)));
    }
    if (!cells.isEmpty()) {
      int columns = Math.min(COLUMNS, cells.size());
      Exporter.writePicture(LabelledFrames.sheet(cells, columns), folder.resolve(SHEET), true);
    }
  }

  private static Frame middle(Path file) {
    var frame = new Frame(LabelledFrames.CELL);
    try (Clip clip = Fit.LETTERBOX.apply(Inputs.open(file, null), LabelledFrames.CELL)) {
      long last = clip.frames() / 2;
      for (long t = 0; t <= last && clip.read(frame); t++) {
        // frames can only be read from the start
      }
    }
    return frame;
  }
}
