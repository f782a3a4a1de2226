package io.kinora.script;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import io.kinora.render.Look;
import io.kinora.render.time.Transition;
import io.kinora.script.Source.Place;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.style.StyleChoice;
import io.kinora.style.Styles;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads the settings of a script. Only YAML's node tree is read and no objects are constructed, so
/// tags and anchors have no effect.
final class FrontMatter {
  /// The maximum number of cast members, and of places.
  private static final int MOST_CAST = 24;

  private static final List<String> KEYS =
      List.of(
          "title",
          "size",
          "ratio",
          "fps",
          "duration",
          "seed",
          "engine",
          "options",
          "look",
          "style",
          "transition",
          "music",
          "volume",
          "loudness",
          "cast",
          "places",
          "captions",
          "speech");

  private static final List<String> STYLE_KEYS = List.of("name", "to", "strength", "mask");

  /// A picture, and optionally a description: `bo.png, a small brown dog`.
  private static final Pattern PICTURE =
      Pattern.compile(
          "(?i)(?<file>.+?\\.(png|jpe?g|webp|gif|bmp|tiff?|heic|avif))(\\s*[,，]\\s*(?<words>.+))?");

  private final Source source;
  private final int before; // lines of the script before the YAML
  private final Map<String, Node> values = new LinkedHashMap<>();

  private FrontMatter(Source source, int before) {
    this.source = source;
    this.before = before;
  }

  /// The settings in `yaml`, which begins on the line after line `before` of the script.
  static ScriptSettings read(Source source, String yaml, int before) {
    var matter = new FrontMatter(source, before);
    matter.parse(yaml);
    return matter.settings();
  }

  private void parse(String yaml) {
    var settings =
        LoadSettings.builder()
            .setUseMarks(true)
            .setAllowDuplicateKeys(false)
            .setMaxAliasesForCollections(8)
            .setCodePointLimit(Script.MOST_CHARACTERS)
            .build();
    try {
      Optional<Node> root = new Compose(settings).composeString(yaml);
      if (root.isEmpty()) {
        return;
      }
      for (var entry : mapping(root.get(), "The front matter").entrySet()) {
        String key = entry.getKey();
        if (!KEYS.contains(key)) {
          throw source.refused(
              place(entry.getValue()),
              "There is no setting \"%s\".".formatted(key),
              "%sThe settings are %s."
                  .formatted(NearestName.hint(key, KEYS), String.join(", ", KEYS)));
        }
        values.put(key, entry.getValue());
      }
    } catch (MarkedYamlEngineException e) {
      Place at = e.getProblemMark().map(this::place).orElse(new Place(before + 1, 1));
      throw source.refused(
          at,
          "The front matter is not YAML: " + e.getProblem() + ".",
          "Write it as in size: 720p.");
    } catch (YamlEngineException | StackOverflowError e) {
      throw source.refused(
          new Place(before + 1, 1),
          "The front matter is not YAML that can be read: "
              + String.valueOf(e.getMessage()).lines().findFirst().orElse("nested too deep")
              + ".",
          "Write it as in size: 720p.");
    }
  }

  private Place place(Mark mark) {
    return new Place(before + mark.getLine() + 1, mark.getColumn() + 1);
  }

  private Place place(Node node) {
    return node.getStartMark().map(this::place).orElse(new Place(before + 1, 1));
  }

  /// The entries of a mapping.
  private Map<String, Node> mapping(Node node, String what) {
    if (!(node instanceof MappingNode map)) {
      throw source.refused(
          place(node), what + " is not a list of names and values.", "Write it as in size: 720p.");
    }
    var entries = new LinkedHashMap<String, Node>();
    for (NodeTuple tuple : map.getValue()) {
      if (entries.put(text(tuple.getKeyNode()), tuple.getValueNode()) != null) {
        throw source.refused(
            place(tuple.getKeyNode()),
            "\"%s\" occurs twice.".formatted(text(tuple.getKeyNode())),
            "Keep one of them.");
      }
    }
    return entries;
  }

  private String text(Node node) {
    if (!(node instanceof ScalarNode scalar)) {
      throw source.refused(place(node), "A single value is needed here.", "Write it on one line.");
    }
    return scalar.getValue().strip();
  }

  private List<String> texts(Node node) {
    if (node instanceof SequenceNode list) {
      return list.getValue().stream().map(this::text).toList();
    }
    return text(node).isEmpty() ? List.of() : List.of(text(node));
  }

  private <T> T value(String key, T usual, Function<String, T> read) {
    T given = maybe(key, read);
    return given == null ? usual : given;
  }

  private <T> @Nullable T maybe(String key, Function<String, T> read) {
    Node node = values.get(key);
    return node == null || text(node).isEmpty()
        ? null
        : source.at(place(node), () -> read.apply(text(node)));
  }

  private ScriptSettings settings() {
    Node size = values.get("size");
    if (size != null && values.get("ratio") != null) {
      throw source.refused(
          place(size), "Both size and ratio are given.", "Keep one: the ratio gives a size, too.");
    }
    FrameSize ofRatio = value("ratio", FrameSize.DEFAULT, FrameSize::ofRatio);
    Map<String, Member> cast = cast();
    return new ScriptSettings(
        value("title", "", Function.identity()),
        value("size", ofRatio, FrameSize::parse),
        value("fps", FrameRate.DEFAULT, FrameRate::parse),
        value("duration", Format.DEFAULT.seconds(), FrontMatter::seconds),
        value("seed", 1L, text -> (long) number(text, -9e15, 9e15)),
        value("engine", "", text -> text.toLowerCase(Locale.ROOT)),
        options(),
        look(),
        style(),
        value("transition", Transition.CUT, Directives::transition),
        maybe("music", source::file),
        value("volume", 1.0, text -> number(text, 0, 1)),
        maybe("loudness", text -> number(text, -40, -5)),
        cast,
        places(),
        value("captions", "bottom", FrontMatter::side),
        speech());
  }

  private List<String> speech() {
    Node node = values.get("speech");
    if (node == null) {
      return List.of();
    }
    source.checkOpen("command");
    return texts(node);
  }

  private static String side(String text) {
    if (!List.of("bottom", "top", "off").contains(text)) {
      throw new BadRequest(
          "Captions cannot be placed at \"" + text + "\".", "Write bottom, top or off.", "script");
    }
    return text;
  }

  static double seconds(String text) {
    double seconds = Format.parseSeconds(text);
    Format.checkSeconds(seconds);
    return seconds;
  }

  private static double number(String text, double least, double most) {
    try {
      double number = Double.parseDouble(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      // rejected below
    }
    throw new BadRequest(
        "\"%s\" is not a number from %s to %s.".formatted(text, plain(least), plain(most)),
        "Write such a number, or leave the line out.",
        "script");
  }

  private static String plain(double number) {
    return new BigDecimal(number).stripTrailingZeros().toPlainString();
  }

  private EngineOptions options() {
    Node node = values.get("options");
    if (node == null) {
      return EngineOptions.NONE;
    }
    var options = new TreeMap<String, String>();
    mapping(node, "The options")
        .forEach((key, value) -> options.put(key, String.join("\n", texts(value))));
    return EngineOptions.of(options);
  }

  /// Reads `look: noir`, or a list of steps as in `kinora render`.
  private Look look() {
    Node node = values.get("look");
    if (node == null) {
      return Look.NONE;
    }
    return source.at(
        place(node),
        () -> {
          var steps = new ArrayList<String>();
          for (String step : texts(node)) {
            boolean kind = step.matches("(grade|filter|effect|lut|font) .*");
            steps.add(kind ? step : "filter " + step);
            if (Look.readsFile(steps.getLast())) {
              source.checkOpen("file");
            }
          }
          return Look.parse(steps);
        });
  }

  /// Reads `style: oil`, or the file of a picture, or a mapping with name, to, strength and mask.
  private @Nullable StyleChoice style() {
    Node node = values.get("style");
    if (node == null) {
      return null;
    }
    if (node instanceof ScalarNode) {
      return source.at(place(node), () -> StyleChoice.of(styled(text(node))));
    }
    Map<String, Node> parts = mapping(node, "The style");
    for (String key : parts.keySet()) {
      if (!STYLE_KEYS.contains(key)) {
        throw source.refused(
            place(node),
            "A style has no \"%s\".".formatted(key),
            "It has %s.".formatted(String.join(", ", STYLE_KEYS)));
      }
    }
    return source.at(
        place(node),
        () -> {
          Node to = parts.get("to"), strength = parts.get("strength"), mask = parts.get("mask");
          return new StyleChoice(
              parts.get("name") == null ? Styles.NONE : styled(text(parts.get("name"))),
              to == null ? null : styled(text(to)),
              strength == null ? 1 : number(text(strength), 0, 1),
              mask == null ? null : source.file(text(mask)));
        });
  }

  /// The path of a picture beside the script; the name of a style is unchanged.
  private String styled(String name) {
    return PICTURE.matcher(name).matches() ? source.file(name).toString() : name;
  }

  private Map<String, Member> cast() {
    Node node = values.get("cast");
    var cast = new LinkedHashMap<String, Member>();
    if (node == null) {
      return cast;
    }
    mapping(node, "The cast")
        .forEach(
            (name, value) -> {
              String description = text(value);
              if (name.isEmpty() || description.isEmpty() || name.length() > 40) {
                throw source.refused(
                    place(value),
                    "A member of the cast needs a name of at most 40 characters and a description.",
                    "Write it as in Mia: a girl in a red dress.");
              }
              Matcher pictured = PICTURE.matcher(description);
              cast.put(
                  name,
                  pictured.matches()
                      ? new Member(
                          name,
                          Objects.requireNonNullElse(pictured.group("words"), ""),
                          source.at(place(value), () -> source.file(pictured.group("file"))))
                      : new Member(name, description, null));
            });
    return few(cast, node, "The cast has %d members, but at most %d can be kept apart.");
  }

  private Map<String, String> places() {
    Node node = values.get("places");
    var places = new LinkedHashMap<String, String>();
    if (node != null) {
      mapping(node, "The places").forEach((name, value) -> places.put(name, text(value)));
      return few(places, node, "There are %d places, but at most %d can be kept apart.");
    }
    return places;
  }

  private <T> Map<String, T> few(Map<String, T> all, @Nullable Node node, String problem) {
    if (all.size() > MOST_CAST && node != null) {
      throw source.refused(
          place(node),
          problem.formatted(all.size(), MOST_CAST),
          "Name only those that occur more than once.");
    }
    return all;
  }
}
