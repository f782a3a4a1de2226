package io.kinora.studio;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.error.KinoraException;
import io.kinora.read.MediaInfo;
import io.kinora.render.Look;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Region;
import io.kinora.shot.Shot.SubjectMotion;
import io.kinora.shot.Understanding;
import io.kinora.studio.Film.EngineChoice;
import io.kinora.studio.Film.Finish;
import io.kinora.studio.Film.Format;
import io.kinora.studio.Film.Movement;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// What a film was made from and with; it travels in the file as JSON, and a film made from it
/// again has the same frames.
///
/// @param kinora the version that made the film
/// @param film the request, without a file; its camera is the one that was used, from the flags or
///     from the prompt, and null if the engine chose
/// @param weights SHA-256 of the engine's weights in hexadecimal
/// @param understood what the prompt's words were taken for
/// @param notUnderstood words that the engine could not draw
public record FilmRecord(
    String kinora, Film film, String weights, List<String> understood, List<String> notUnderstood) {
  /// The version of the JSON that [#json] writes.
  public static final int FORMAT = 1;

  /// No record is longer, in UTF-16 units; what claims to be one is refused unread.
  private static final int MAX_LENGTH = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  public FilmRecord {
    understood = List.copyOf(understood);
    notUnderstood = List.copyOf(notUnderstood);
  }

  /// The record of `film`, made with `weights` from what the prompt says.
  /// A preview is a side product: it is not recorded, and a film made again draws none.
  static FilmRecord of(Film film, Understanding text, @Nullable Camera camera, String weights) {
    Movement asked = film.movement();
    var movement = new Movement(camera, asked.parallax(), asked.subject(), asked.regions());
    var engine = new EngineChoice(film.engine().name(), film.engine().options().without("preview"));
    var made =
        new Film(film.prompt(), engine, film.seed(), film.format(), movement, film.finish(), null);
    return new FilmRecord(
        KinoraVersion.current(), made, weights, text.understood(), text.notUnderstood());
  }

  /// The record as a JSON object on one line.
  public String json() {
    return tree().toString();
  }

  /// The record as a JSON object.
  public ObjectNode tree() {
    Format format = film.format();
    Movement movement = film.movement();
    ObjectNode record = JSON.createObjectNode();
    record.put("format", FORMAT).put("kinora", kinora);
    record.put("prompt", film.prompt()).put("seed", film.seed());
    record.put("engine", film.engine().name()).put("weights", weights);
    ObjectNode options = record.putObject("options");
    film.engine().options().values().forEach(options::put);
    record.put("width", format.size().width()).put("height", format.size().height());
    record.put("rate", format.rate().numerator() + "/" + format.rate().denominator());
    record.put("seconds", format.seconds());
    record.set("camera", cameraTree(movement.camera()));
    record.put("parallax", movement.parallax());
    record
        .putObject("motion")
        .put("strength", movement.subject().strength())
        .put("direction", movement.subject().direction());
    if (!movement.regions().isEmpty()) {
      record.set("regions", JSON.valueToTree(texts(movement.regions())));
    }
    if (!film.finish().look().equals(Look.NONE)) {
      record.set("look", JSON.valueToTree(film.finish().look().texts()));
    }
    if (film.finish().audio() != null) {
      record.put("audio", film.finish().audio().toString());
    }
    record.set("understood", JSON.valueToTree(understood));
    record.set("notUnderstood", JSON.valueToTree(notUnderstood));
    return record;
  }

  private static List<String> texts(List<Region> regions) {
    return regions.stream().map(Region::toString).toList();
  }

  private static JsonNode cameraTree(@Nullable Camera camera) {
    if (camera == null) {
      return JSON.getNodeFactory().nullNode();
    }
    ObjectNode axes = JSON.createObjectNode();
    for (Camera.Axis axis : Camera.Axis.values()) {
      axes.put(axis.label(), camera.get(axis));
    }
    return axes;
  }

  /// Reads the record that a film's file carries.
  ///
  /// @throws BadRequest if the file is no video, or carries no record, or a damaged one
  public static FilmRecord read(Path file) {
    String text =
        MediaInfo.read(file)
            .record()
            .filter(record -> !RenderRecord.isRendered(record))
            .orElseThrow(
                () ->
                    new BadRequest(
                        "The file " + file + " carries no record of how to draw it.",
                        "Only films that kinora generate wrote, and nobody changed since, carry one"
                            + " that can be played again; kinora inspect shows what a rendered film"
                            + " was made of.",
                        "record"));
    return parse(text, file.toString());
  }

  /// Reads what [#json] wrote.
  ///
  /// @param source where the text came from, for messages
  /// @throws BadRequest if it is damaged, or of a later Kinora
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
            "Take the Kinora that made the film, version %s, or a later one."
                .formatted(record.path("kinora").asString("unknown")),
            "record");
      }
      return new FilmRecord(
          record.required("kinora").stringValue(),
          film(record),
          record.required("weights").stringValue(),
          strings(record.required("understood")),
          strings(record.required("notUnderstood")));
    } catch (JacksonException | IllegalArgumentException e) {
      throw damaged(source, firstLine(e), e);
    } catch (KinoraException e) {
      if (e.helpId().equals("record")) {
        throw e;
      }
      throw damaged(source, e.problem(), e); // a value out of its range
    }
  }

  private static Film film(JsonNode record) {
    var size =
        new FrameSize(record.required("width").intValue(), record.required("height").intValue());
    var rate = FrameRate.parse(record.required("rate").stringValue());
    JsonNode motion = record.required("motion");
    JsonNode direction = motion.required("direction");
    var subject =
        new SubjectMotion(
            motion.required("strength").doubleValue(),
            direction.isNull() ? null : direction.doubleValue());
    return new Film(
        record.required("prompt").stringValue(),
        new EngineChoice(record.required("engine").stringValue(), options(record.path("options"))),
        record.required("seed").longValue(),
        new Format(size, rate, record.required("seconds").doubleValue()),
        new Movement(
            camera(record.required("camera")),
            record.required("parallax").doubleValue(),
            subject,
            strings(record.path("regions")).stream().map(Region::parse).toList()),
        finish(record),
        null);
  }

  /// Settings of the engine; records of the first Kinoras have none.
  private static EngineOptions options(JsonNode record) {
    EngineOptions options = EngineOptions.NONE;
    for (var entry : record.properties()) {
      options = options.with(entry.getKey(), entry.getValue().stringValue());
    }
    return options;
  }

  private static Finish finish(JsonNode record) {
    JsonNode audio = record.path("audio");
    return new Finish(
        record.has("look") ? Look.parse(strings(record.required("look"))) : Look.NONE,
        audio.isString() ? Path.of(audio.stringValue()) : null);
  }

  private static @Nullable Camera camera(JsonNode axes) {
    if (axes.isNull()) {
      return null;
    }
    Camera camera = Camera.STATIC;
    for (Camera.Axis axis : Camera.Axis.values()) {
      camera = camera.with(axis, axes.required(axis.label()).doubleValue());
    }
    return camera;
  }

  private static List<String> strings(JsonNode list) {
    return list.values().stream().map(JsonNode::stringValue).toList();
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
