package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.error.NearestName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Default values of flags from a file of lines `command.flag=value`. A flag on the command line
/// overrides them, and also those of flags that it excludes.
final class Settings implements IDefaultValueProvider {
  private final Path file;
  private final Map<String, String> values;
  private final List<String> typed;

  private Settings(Path file, Map<String, String> values, String[] typed) {
    this.file = file;
    this.values = values;
    this.typed = List.of(typed);
  }

  /// Sets the default values of the flags of all commands from the session's file, if it has one.
  ///
  /// @param arguments of the command line
  /// @throws BadRequest if the file cannot be read, or names an unknown flag
  static void apply(Session session, CommandLine commandLine, String[] arguments) {
    Path file = session.settings();
    if (file == null) {
      return;
    }
    var settings = new Settings(file, read(file), arguments);
    settings.check(commandLine);
    commandLine.setDefaultValueProvider(settings);
    commandLine.setParameterExceptionHandler(
        (e, _) -> {
          int code = Failures.tell(e, session);
          if (settings.isFrom(e)) {
            session.err().println("It is set in " + file + ".");
          }
          return code;
        });
  }

  private static Map<String, String> read(Path file) {
    var properties = new Properties();
    try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      properties.load(reader);
    } catch (IOException | IllegalArgumentException e) { // the latter: a broken \\u escape
      throw new BadRequest(
          "The settings file %s cannot be read: %s.".formatted(file, e),
          "Write it in UTF-8, a line for each setting, as in generate.size=1280x720.",
          "settings");
    }
    var values = new TreeMap<String, String>();
    properties.stringPropertyNames().forEach(key -> values.put(key, properties.getProperty(key)));
    return values;
  }

  private void check(CommandLine commandLine) {
    var known = new ArrayList<String>();
    commandLine
        .getSubcommands()
        .values()
        .forEach(
            verb ->
                verb.getCommandSpec().options().stream()
                    .filter(option -> !option.usageHelp())
                    .forEach(option -> known.add(key(option))));
    for (String key : values.keySet()) {
      if (!known.contains(key)) {
        throw new BadRequest(
            "The settings file %s sets \"%s\", which is not a flag of a command."
                .formatted(file, key),
            NearestName.of(key, known)
                .map(name -> "Did you mean " + name + "?")
                .orElse("Write it as COMMAND.FLAG, as in generate.size=1280x720."),
            "settings");
      }
    }
  }

  private static String key(ArgSpec flag) {
    String name = flag instanceof OptionSpec option ? option.longestName() : "";
    return flag.command().name() + "." + name.replaceFirst("^-+", "");
  }

  @Override
  public @Nullable String defaultValue(ArgSpec argument) {
    boolean excluded =
        argument.group() != null
            && argument.group().exclusive()
            && argument.group().args().stream()
                .anyMatch(other -> other != argument && typed(other));
    return excluded ? null : values.get(key(argument));
  }

  private boolean typed(ArgSpec argument) {
    return argument instanceof OptionSpec option
        && typed.stream()
            .map(word -> word.replaceFirst("=.*", ""))
            .anyMatch(List.of(option.names())::contains);
  }

  private boolean isFrom(ParameterException e) {
    return e.getArgSpec() != null
        && values.containsKey(key(e.getArgSpec()))
        && !typed(e.getArgSpec());
  }
}
