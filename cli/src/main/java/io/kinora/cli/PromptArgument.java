package io.kinora.cli;

import io.kinora.error.BadRequest;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/// The prompt argument of a command.
final class PromptArgument {
  /// The replacement character of the JVM for bytes that are invalid in the locale's encoding.
  private static final char UNREADABLE = '\uFFFD';

  @Parameters(
      paramLabel = "PROMPT",
      arity = "0..1",
      description = "English or Chinese, 1 to 1000 characters.")
  private @Nullable String text;

  /// Whether a prompt is given.
  boolean isGiven() {
    return text != null;
  }

  /// The prompt as typed.
  ///
  /// @throws BadRequest if it is missing, or in another encoding than the locale's
  String text() {
    if (text == null) {
      throw new BadRequest(
          "The command has no prompt.", "Write one, as in \"a red bird\".", "prompt");
    }
    if (text.indexOf(UNREADABLE) >= 0) {
      throw new BadRequest(
          "The prompt has bytes that are not text in the encoding of this terminal.",
          "Send it as valid UTF-8, and start Kinora through its launcher.",
          "encoding");
    }
    return text;
  }
}
