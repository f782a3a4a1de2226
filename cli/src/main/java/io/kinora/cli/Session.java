package io.kinora.cli;

import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// One run of the command: its output streams, its settings and its interruption.
///
/// @param out results, and nothing else
/// @param err progress, notes and errors
/// @param columns the width of the terminal that shows `err`; 0 if there is none
/// @param interruption signals that the run must stop
/// @param folder the folder for films whose command names no file
/// @param settings a file of values for flags; null if there is none
public record Session(
    PrintStream out,
    PrintStream err,
    int columns,
    Interruption interruption,
    Path folder,
    @Nullable Path settings) {
  /// Set by the launcher, to the width in columns, if standard error is a terminal.
  private static final String TERMINAL = "kinora.terminal";

  /// The environment variable that names the settings file.
  private static final String SETTINGS = "KINORA_SETTINGS";

  /// A run in the current folder, without a settings file.
  public Session(PrintStream out, PrintStream err, int columns, Interruption interruption) {
    this(out, err, columns, interruption, Path.of(""), null);
  }

  static Session onTerminal(Interruption interruption) {
    int columns = Integer.getInteger(TERMINAL, 0);
    return new Session(
        System.out, System.err, columns, interruption, Path.of(""), settingsOfUser());
  }

  /// The settings file that the user names, or else the one in the home folder, if it exists.
  private static @Nullable Path settingsOfUser() {
    String named = System.getenv().getOrDefault(SETTINGS, "");
    if (!named.isEmpty()) {
      return Path.of(named);
    }
    Path usual = Path.of(System.getProperty("user.home"), ".kinora", "settings.properties");
    return Files.isRegularFile(usual) ? usual : null;
  }

  /// A view that shows the progress, unless `silent`, and stops the work on an interruption.
  ProgressView progress(boolean silent) {
    return ProgressView.of(this, silent);
  }

  void print(String line) {
    out.println(line);
  }

  /// Prints the one JSON object of `--json`.
  void print(JsonNode json) {
    out.println(json.toPrettyString());
  }
}
