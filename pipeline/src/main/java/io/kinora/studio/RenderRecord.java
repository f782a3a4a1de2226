package io.kinora.studio;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.kinora.error.BadRequest;
import io.kinora.read.MediaInfo;
import io.kinora.style.StyleChoice;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The record of how a rendered film was made; it is stored in the film's file as JSON.
///
/// @param kinora the version that rendered it
/// @param sources the inputs in order
/// @param steps the steps in the notation of the command line
/// @param drawn the record of the part that an engine drew after them, if any, as JSON
/// @param script its script, if it is the film of a script
/// @param painting the style of its only source, if painting was the only step
public record RenderRecord(
    String kinora,
    List<Source> sources,
    List<String> steps,
    Optional<JsonNode> drawn,
    Optional<ScriptText> script,
    Optional<Painting> painting) {
  /// The maximum length of a record in UTF-16 units; the inputs' own records are dropped first.
  static final int MAX_LENGTH = 1 << 20;

  private static final JsonMapper JSON = JsonMapper.shared();

  /// @param file the name of the file, without its folder
  /// @param record its own record, if any, as JSON
  public record Source(String file, Optional<JsonNode> record) {
    static Source of(Path file, Optional<String> record) {
      Path name = file.getFileName();
      return new Source(name == null ? "" : name.toString(), record.flatMap(Source::tree));
    }

    private static Optional<JsonNode> tree(String text) {
      try {
        return Optional.of(JSON.readTree(text)).filter(JsonNode::isObject);
      } catch (JacksonException e) {
        return Optional.empty(); // damaged: ignored
      }
    }
  }

  /// @param name of the script's file
  /// @param text the source text
  public record ScriptText(String name, String text) {}

  /// @param style the style of the source
  /// @param still its display time in seconds, if it is a picture
  public record Painting(
      @JsonProperty(required = true) StyleChoice style,
      @JsonProperty(required = true) double still) {}

  public RenderRecord {
    sources = List.copyOf(sources);
    steps = List.copyOf(steps);
  }

  /// A record of inputs alone.
  public RenderRecord(String kinora, List<Source> sources, List<String> steps) {
    this(kinora, sources, steps, Optional.empty(), Optional.empty(), Optional.empty());
  }

  /// A record of inputs, followed by a part that an engine drew.
  public RenderRecord(
      String kinora, List<Source> sources, List<String> steps, Optional<JsonNode> drawn) {
    this(kinora, sources, steps, drawn, Optional.empty(), Optional.empty());
  }

  /// The record as a JSON object on one line.
  public String json() {
    String whole = tree().toString();
    if (whole.length() <= MAX_LENGTH) {
      return whole;
    }
    var names = sources.stream().map(source -> new Source(source.file(), Optional.empty()));
    return new RenderRecord(kinora, names.toList(), steps, drawn, script, painting)
        .tree()
        .toString();
  }

  /// The record as a JSON object.
  public ObjectNode tree() {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("format", FilmRecord.FORMAT).put("kinora", kinora);
    var list = tree.putArray("sources");
    for (Source source : sources) {
      ObjectNode entry = list.addObject().put("file", source.file());
      source.record().ifPresent(record -> entry.set("record", record));
    }
    tree.set("steps", JSON.valueToTree(steps));
    drawn.ifPresent(record -> tree.set("drawn", record));
    script.ifPresent(
        text -> tree.putObject("script").put("name", text.name()).put("text", text.text()));
    painting.ifPresent(of -> tree.set("painting", RecordJson.MAPPER.valueToTree(of)));
    return tree;
  }

  /// Whether a record's text is a render record, not a [FilmRecord].
  public static boolean isRendered(String text) {
    try {
      return text.length() <= MAX_LENGTH && JSON.readTree(text).has("sources");
    } catch (JacksonException e) {
      return false;
    }
  }

  /// The render record in a film, if it has one.
  ///
  /// @throws BadRequest if the file is not a video, or its record is damaged
  public static Optional<RenderRecord> of(Path film) {
    return MediaInfo.read(film)
        .record()
        .filter(RenderRecord::isRendered)
        .map(text -> parse(text, film.toString()));
  }

  /// Reads what [#json] wrote.
  ///
  /// @param source the origin of the text, for messages
  /// @throws BadRequest if it is damaged
  public static RenderRecord parse(String text, String source) {
    try {
      JsonNode tree = JSON.readTree(text);
      var sources =
          tree.required("sources").values().stream()
              .map(
                  entry ->
                      new Source(
                          entry.required("file").stringValue(),
                          Optional.ofNullable(entry.get("record"))))
              .toList();
      var steps = tree.required("steps").values().stream().map(JsonNode::stringValue).toList();
      return new RenderRecord(
          tree.required("kinora").stringValue(),
          sources,
          steps,
          Optional.ofNullable(tree.get("drawn")),
          Optional.ofNullable(tree.get("script"))
              .map(
                  of ->
                      new ScriptText(
                          of.required("name").stringValue(), of.required("text").stringValue())),
          Optional.ofNullable(tree.get("painting"))
              .map(of -> RecordJson.MAPPER.treeToValue(of, Painting.class)));
    } catch (JacksonException | IllegalArgumentException e) {
      throw new BadRequest(
          "The record in " + source + " is damaged.",
          "Make the film again with kinora render or kinora extend.",
          "record",
          e);
    }
  }
}
