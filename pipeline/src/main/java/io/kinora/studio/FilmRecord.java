package io.kinora.studio;

import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Understanding;
import io.kinora.studio.Film.EngineChoice;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The record of how a film was made; it is stored in the film's file as JSON, and a film made from
/// it again has the same frames.
///
/// @param kinora the version that made the film
/// @param film the request, without a file; its camera is the one used, from the flags or the
///     prompt, or null if the engine chose it
/// @param weights SHA-256 of the engine's weights in hexadecimal
/// @param files the first half of the SHA-256, in hexadecimal, of each file in the engine's
///     settings, such as a picture or a taught word
/// @param understood the names that the prompt's words were mapped to
/// @param notUnderstood words that the engine could not draw
public record FilmRecord(
    String kinora,
    Film film,
    String weights,
    SortedMap<String, String> files,
    List<String> understood,
    List<String> notUnderstood) {
  /// The version of the JSON that [#json] writes.
  public static final int FORMAT = 2;

  /// The maximum length of a record in UTF-16 units; a longer one is rejected unread.
  private static final int MAX_LENGTH = 1 << 20;

  private static final JsonMapper JSON = RecordJson.MAPPER;

  /// The maximum size in bytes of a file that is hashed; a larger one is identified by its name.
  private static final long MOST_FILE = 256L << 20;

  public FilmRecord {
    files = Collections.unmodifiableSortedMap(new TreeMap<>(files));
    understood = List.copyOf(understood);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /// The record of `film`, made with `weights` from the understood prompt. A preview is not
  /// recorded, and a replayed film writes none.
  static FilmRecord of(Film film, Understanding text, @Nullable Camera camera, String weights) {
    var engine = new EngineChoice(film.engine().name(), film.engine().options().without("preview"));
    var made =
        new Film(
            film.prompt(),
            engine,
            film.seed(),
            film.format(),
            film.movement().with(camera),
            film.finish(),
            null);
    return new FilmRecord(
        KinoraVersion.current(),
        made,
        weights,
        files(made),
        text.understood(),
        text.notUnderstood());
  }

  /// The hashes of the files in the engine's settings, which detect changed files with unchanged
  /// names.
  static SortedMap<String, String> files(Film film) {
    var hashes = new TreeMap<String, String>();
    named(film.engine().options()).forEach(file -> hashes.put(file, hash(Path.of(file))));
    hashes.values().removeIf(String::isEmpty);
    return hashes;
  }

  private static List<String> named(EngineOptions options) {
    var sorted = new TreeMap<>(options.values());
    return sorted.values().stream().flatMap(String::lines).toList();
  }

  /// The first half of a file's SHA-256; empty if it is not a file, or too large.
  private static String hash(Path file) {
    try {
      if (!Files.isRegularFile(file) || Files.size(file) > MOST_FILE) {
        return "";
      }
      var digest = MessageDigest.getInstance("SHA-256");
      try (var bytes = Files.newInputStream(file)) {
        bytes.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
      }
      return HexFormat.of().formatHex(digest.digest(), 0, 16);
    } catch (IOException e) {
      return ""; // reading it for the film will report the error
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  /// The files that have changed since the film was made.
  ///
  /// @param now the settings of the film's engine, with the present locations of its files
  public List<Path> changed(EngineOptions now) {
    List<String> were = named(film.engine().options());
    List<String> are = named(now);
    var changed = new ArrayList<Path>();
    for (int i = 0; i < Math.min(were.size(), are.size()); i++) {
      String hash = files.get(were.get(i));
      if (hash != null && !hash.equals(hash(Path.of(are.get(i))))) {
        changed.add(Path.of(are.get(i)));
      }
    }
    return changed;
  }

  /// The record as a JSON object on one line.
  public String json() {
    return tree().toString();
  }

  /// The record as a JSON object.
  public ObjectNode tree() {
    ObjectNode tree = JSON.createObjectNode().put("format", FORMAT);
    return tree.setAll((ObjectNode) JSON.valueToTree(this));
  }

  /// Reads the record in a film's file.
  ///
  /// @throws BadRequest if the file is not a video, or has no record, or a damaged one
  public static FilmRecord read(Path file) {
    String text =
        MediaInfo.read(file)
            .record()
            .filter(record -> !RenderRecord.isRendered(record))
            .orElseThrow(
                () ->
                    new BadRequest(
                        "The file " + file + " has no record of how to draw it.",
                        "Only films that kinora generate wrote, and nobody changed since, carry one"
                            + " that can be played again; kinora inspect shows what a rendered film"
                            + " was made of.",
                        "record"));
    return parse(text, file.toString());
  }

  /// Reads what [#json] wrote.
  ///
  /// @param source the origin of the text, for messages
  /// @throws BadRequest if it is damaged, or written by a later version of Kinora
  public static FilmRecord parse(String text, String source) {
    if (text.length() > MAX_LENGTH) {
      throw damaged(source, "it is " + text.length() + " characters long", null);
    }
    try {
      JsonNode record = JSON.readTree(text);
      int format = record.required("format").intValue();
      if (format > FORMAT) {
        throw new BadRequest(
            "The record in %s has format %d; this Kinora reads up to %d."
                .formatted(source, format, FORMAT),
            "Use the Kinora version that made the film, %s, or a later one."
                .formatted(record.path("kinora").asString("unknown")),
            "record");
      }
      return JSON.treeToValue(whole((ObjectNode) record, format), FilmRecord.class);
    } catch (JacksonException | IllegalArgumentException | ClassCastException e) {
      throw damaged(source, firstLine(e), e);
    } catch (KinoraException e) {
      if (e.helpId().equals("record")) {
        throw e;
      }
      throw damaged(source, e.problem(), e); // a value out of range
    }
  }

  /// Adds default values of keys that a record has only for non-default settings.
  private static ObjectNode whole(ObjectNode record, int format) {
    record.putIfAbsent("files", JSON.createObjectNode());
    record.putIfAbsent("options", JSON.createObjectNode());
    if (format == 1 && record.path("engine").asString("").equals("house")) {
      // before the bundled engine had this option, all films were framed wide
      ((ObjectNode) record.get("options")).put("framing", "wide");
    }
    record.putIfAbsent("regions", JSON.createArrayNode());
    record.putIfAbsent("look", JSON.createArrayNode());
    return record;
  }

  private static String firstLine(Exception e) {
    String message = e.getMessage();
    return message == null ? e.getClass().getSimpleName() : message.lines().findFirst().orElse("");
  }

  private static BadRequest damaged(String source, String reason, @Nullable Exception cause) {
    String problem = "The record in %s is damaged: %s.".formatted(source, reason);
    String remedy = "Make the film again with kinora generate.";
    return cause == null
        ? new BadRequest(problem, remedy, "record")
        : new BadRequest(problem, remedy, "record", cause);
  }
}
