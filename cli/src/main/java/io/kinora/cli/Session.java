package io.kinora.cli;

import java.io.PrintStream;
import tools.jackson.databind.JsonNode;

/// One run of the command: where it prints, and whether someone wants it stopped.
///
/// @param out results, and nothing else
/// @param err progress, notes and errors
/// @param columns the width of the terminal that shows `err`; 0 if it is none
/// @param interruption tells when the run shall stop
public record Session(PrintStream out, PrintStream err, int columns, Interruption interruption) {
  /// Set by the launcher, to the width in columns, if standard error is a terminal.
  private static final String TERMINAL = "kinora.terminal";

  static Session onTerminal(Interruption interruption) {
    return new Session(System.out, System.err, Integer.getInteger(TERMINAL, 0), interruption);
  }

  /// Shows how far the work has come, unless `silent`; stops it on an interruption.
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
