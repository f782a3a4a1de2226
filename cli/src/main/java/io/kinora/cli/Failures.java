package io.kinora.cli;

import io.kinora.error.BadRequest;
import io.kinora.error.Cancelled;
import io.kinora.error.KinoraException;
import io.kinora.error.NearestName;
import io.kinora.error.OutOfDeviceMemory;
import io.kinora.error.WeightsRefused;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Converts errors to messages and exit codes, for all commands.
final class Failures {
  /// The exit code for a command or an input that is wrong.
  static final int WRONG_INPUT = 2;

  /// The exit code of an interrupted run.
  static final int INTERRUPTED = 130;

  /// The exit code for anything else that goes wrong.
  static final int FAILED = 1;

  private Failures() {}

  /// Prints what happened and what to do about it.
  ///
  /// @return the exit code
  static int tell(Throwable error, Session session) {
    int code =
        switch (error) {
          case ParameterException e when e.getCause() instanceof KinoraException cause ->
              tell(cause, session);
          case ParameterException e -> tellUsage(e, session);
          case Cancelled _ -> {
            session.err().println("kinora: interrupted; nothing was written under the asked name.");
            yield INTERRUPTED;
          }
          case KinoraException e -> {
            session.err().println("kinora: " + e.problem());
            session
                .err()
                .println(e.remedy() + flag(e) + " See docs/troubleshooting.md#" + e.helpId());
            yield wrongInput(e) ? WRONG_INPUT : FAILED;
          }
          case OutOfMemoryError e -> {
            session.err().println("kinora: out of memory: " + e.getMessage());
            session
                .err()
                .println(
                    "Give the JVM more, as in KINORA_OPTS=-Xmx4g, or ask for a smaller --size."
                        + " See docs/troubleshooting.md#memory");
            yield FAILED;
          }
          default -> tellUnexpected(error, session);
        };
    if (debugging() && !(error instanceof ParameterException)) {
      error.printStackTrace(session.err());
    }
    return code;
  }

  /// The flag or command that does what a remedy says; the library's messages name none.
  private static String flag(KinoraException e) {
    return switch (e.helpId()) {
      case "look" -> " kinora render --list shows all.";
      case "output-file" -> e.problem().endsWith("already exists.") ? " That is --force." : "";
      case "wan-weights" ->
          e.problem().endsWith("no weights of its own.") ? " The flag is --weights DIR." : "";
      case "font" -> " The flag is --font FILE.";
      case "training" -> " kinora train --help has the flags.";
      case "judges" -> " kinora train --part judges makes some.";
      case "training-diverged" -> " The flags are --resume and --seed.";
      default -> "";
    };
  }

  /// Whether the user can correct the command or its input: this includes weights that they named,
  /// and a clip that does not fit into memory.
  private static boolean wrongInput(KinoraException e) {
    return e instanceof BadRequest || e instanceof WeightsRefused || e instanceof OutOfDeviceMemory;
  }

  private static int tellUsage(ParameterException e, Session session) {
    String command = e.getCommandLine().getCommandSpec().qualifiedName();
    session.err().println(command + ": " + problem(e) + ".");
    session.err().println(remedy(e) + "Try " + command + " --help.");
    return WRONG_INPUT;
  }

  private static String problem(ParameterException e) {
    if (e instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
      return "unknown option " + unmatched.getUnmatched().getFirst();
    }
    if (e instanceof UnmatchedArgumentException unmatched && takesVerb(e)) {
      return "there is no command \"" + unmatched.getUnmatched().getFirst() + "\"";
    }
    return String.valueOf(e.getMessage())
        .lines()
        .findFirst()
        .orElse("wrong usage")
        .replaceFirst("^Error: ", "")
        .replaceFirst("is not a double$", "is not a number")
        .replaceFirst("is not a(n)? (long|int)$", "is not a whole number")
        .replaceFirst("[.\\s]+$", "");
  }

  private static String remedy(ParameterException e) {
    return switch (e) {
      case UnmatchedArgumentException unmatched -> {
        String typed = unmatched.getUnmatched().getFirst();
        CommandLine command = e.getCommandLine();
        if (!unmatched.isUnknownOption() && takesPrompt(e)) {
          yield "Put the prompt into quotes, as in \"a red bird\". ";
        }
        if (takesVerb(e) && isSentence(typed)) {
          yield "A video is made by kinora generate \"%s\" -o film.mp4. ".formatted(typed);
        }
        yield NearestName.of(
                typed,
                unmatched.isUnknownOption()
                    ? command.getCommandSpec().optionsMap().keySet()
                    : command.getSubcommands().keySet())
            .map(name -> "Did you mean " + name + "? ")
            .orElse("");
      }
      default -> "";
    };
  }

  private static boolean takesVerb(ParameterException e) {
    return !e.getCommandLine().getSubcommands().isEmpty();
  }

  private static boolean isSentence(String typed) {
    return typed.contains(" ") || typed.codePoints().anyMatch(Character::isIdeographic);
  }

  private static boolean takesPrompt(ParameterException e) {
    return e.getCommandLine().getCommandSpec().positionalParameters().stream()
        .anyMatch(parameter -> parameter.paramLabel().equals("PROMPT"));
  }

  private static int tellUnexpected(Throwable error, Session session) {
    session.err().println("kinora: unexpected error: " + error);
    try {
      Path trace = Files.createTempFile("kinora-", ".trace");
      try (var out = new PrintWriter(Files.newBufferedWriter(trace, StandardCharsets.UTF_8))) {
        error.printStackTrace(out);
      }
      session.err().println("The stack trace is in " + trace + "; please report it.");
    } catch (IOException e) {
      session.err().println("KINORA_DEBUG=1 shows the stack trace.");
    }
    return FAILED;
  }

  private static boolean debugging() {
    return List.of("1", "true").contains(System.getenv().getOrDefault("KINORA_DEBUG", ""));
  }
}
