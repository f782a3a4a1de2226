package io.kinora.cli;

import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import io.kinora.shot.EngineOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The flags that engines declare: a command that draws has all of them, with one section for each
/// engine in its help.
final class EngineFlags {
  private final List<EngineCard> cards;
  private final Map<EngineOption, OptionSpec> flags = new LinkedHashMap<>();

  EngineFlags(List<EngineCard> cards) {
    this.cards = cards;
  }

  /// Adds the flags to a command.
  void addTo(CommandSpec verb) {
    var groups = new LinkedHashMap<String, ArgGroupSpec.Builder>();
    for (EngineOption option : options()) {
      String engines = String.join(" or ", enginesWith(option.name()));
      var group =
          groups.computeIfAbsent(
              engines, names -> ArgGroupSpec.builder().validate(false).heading(heading(names)));
      OptionSpec flag = flag(option);
      flags.put(option, flag);
      group.addArg(flag);
    }
    groups.values().forEach(group -> verb.addArgGroup(group.build()));
  }

  private static String heading(String engines) {
    return "%nWith --engine " + engines.replace("%", "%%") + ":%n";
  }

  /// The options of all engines, one of each name.
  private List<EngineOption> options() {
    var byName = new LinkedHashMap<String, EngineOption>();
    for (EngineCard card : cards) {
      card.options().forEach(option -> byName.putIfAbsent(option.name(), option));
    }
    return List.copyOf(byName.values());
  }

  /// Whether an engine has an option.
  boolean takes(String engine, String option) {
    return enginesWith(option).contains(engine);
  }

  private List<String> enginesWith(String option) {
    return cards.stream()
        .filter(card -> card.options().stream().anyMatch(o -> o.name().equals(option)))
        .map(EngineCard::name)
        .toList();
  }

  private static OptionSpec flag(EngineOption option) {
    var flag =
        OptionSpec.builder("--" + option.name())
            .paramLabel(option.label())
            .description(description(option).replace("%", "%%"))
            .arity("1");
    return option.repeatable()
        ? flag.type(List.class).auxiliaryTypes(String.class).build()
        : flag.type(String.class).build();
  }

  private static String description(EngineOption option) {
    boolean range =
        option.values() instanceof Values.Whole || option.values() instanceof Values.Real;
    return option.help()
        + (range ? ", " + option.range().replaceFirst("^a (whole )?number ", "") : "")
        + (option.usual().isEmpty() ? "" : " (default: " + option.usual() + ")")
        + ".";
  }

  /// All given options.
  ///
  /// @throws BadRequest if there are any that the engine does not declare
  EngineOptions of(String engine) {
    EngineOptions options = EngineOptions.NONE;
    for (var entry : flags.entrySet()) {
      OptionSpec flag = entry.getValue();
      List<String> values = values(flag);
      EngineOption option = of(engine, entry.getKey());
      if (values.isEmpty() || (!enginesWith(option.name()).contains(engine) && !typed(flag))) {
        continue;
      }
      if (!enginesWith(option.name()).contains(engine)) {
        throw new BadRequest(
            "The flag --%s belongs to --engine %s, but the engine here is %s."
                .formatted(option.name(), String.join(" or ", enginesWith(option.name())), engine),
            "Choose that engine, or leave the flag out.",
            "engine");
      }
      options = with(options, option, values);
    }
    return options;
  }

  /// The option of the same name as `engine` declares it.
  private EngineOption of(@Nullable String engine, EngineOption option) {
    return cards.stream()
        .filter(card -> card.name().equals(engine))
        .flatMap(card -> card.options().stream())
        .filter(own -> own.name().equals(option.name()))
        .findFirst()
        .orElse(option);
  }

  /// The flags of any engine on the command line, and the values for `engine` from the settings
  /// file.
  EngineOptions given(@Nullable String engine) {
    EngineOptions options = EngineOptions.NONE;
    for (var entry : flags.entrySet()) {
      if (typed(entry.getValue()) || enginesWith(entry.getKey().name()).contains(engine)) {
        options = with(options, of(engine, entry.getKey()), values(entry.getValue()));
      }
    }
    return options;
  }

  /// Whether the flag is on the command line; otherwise its value is from the settings file.
  private static boolean typed(OptionSpec flag) {
    return flag.command().commandLine().getParseResult().hasMatchedOption(flag);
  }

  private static List<String> values(OptionSpec flag) {
    Object value = flag.getValue();
    return switch (value) {
      case null -> set(flag).stream().toList();
      case List<?> many -> many.stream().map(String::valueOf).toList();
      default -> List.of(value.toString());
    };
  }

  /// The value from the settings file; picocli applies such values only to flags with a field.
  private static Optional<String> set(OptionSpec flag) {
    var settings = flag.command().defaultValueProvider();
    return settings instanceof Settings known
        ? Optional.ofNullable(known.defaultValue(flag))
        : Optional.empty();
  }

  private static EngineOptions with(
      EngineOptions options, EngineOption option, List<String> values) {
    if (values.isEmpty()) {
      return options;
    }
    if (!(option.values() instanceof Values.Picture picture)) {
      return options.with(option.name(), String.join("\n", values));
    }
    EngineOptions pictures = options;
    for (String value : values) {
      pictures = with(pictures, option, picture, value);
    }
    return pictures;
  }

  private static EngineOptions with(
      EngineOptions options, EngineOption option, Values.Picture picture, String value) {
    List<String> parts = picture.parts();
    int colon = value.lastIndexOf(':');
    String said = colon > 0 ? value.substring(colon + 1) : "";
    int equals = said.indexOf('=');
    String part = equals < 0 ? said : said.substring(0, equals);
    if (!parts.contains(part) || (equals >= 0 && !picture.named().contains(part))) {
      boolean meant = colon > 0 && Files.isRegularFile(Path.of(value.substring(0, colon)));
      if (meant) {
        throw new BadRequest(
            "A picture cannot have the role \"%s\" here.".formatted(said),
            NearestName.hint(part, parts) + "The roles are " + String.join(", ", parts) + ".",
            "picture");
      }
      part = parts.getFirst();
      said = part;
      colon = value.length();
    }
    String file = value.substring(0, colon);
    if (file.isEmpty() || options.get(option.key(part)).isPresent()) {
      String example = part;
      throw new BadRequest(
          file.isEmpty()
              ? "The flag --%s names no file.".formatted(option.name())
              : "Two pictures are given as the %s one.".formatted(part),
          "Write it as in --%s a.png:%s.".formatted(option.name(), example),
          "picture");
    }
    EngineOptions with = options.with(option.key(part), file);
    return equals < 0 || colon == value.length()
        ? with
        : with.with(option.nounKey(part), said.substring(equals + 1));
  }
}
