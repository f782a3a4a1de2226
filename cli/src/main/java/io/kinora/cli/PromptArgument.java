package io.kinora.cli;

import io.kinora.error.BadRequest;
import picocli.CommandLine.Parameters;

/// The sentence that a verb is about.
final class PromptArgument {
  /// What the JVM puts in the place of bytes that the locale's encoding does not have.
  private static final char UNREADABLE = '\uFFFD';

  @Parameters(paramLabel = "PROMPT", description = "English or Chinese, 1 to 1000 characters.")
  private String text = "";

  /// The sentence as it was typed.
  ///
  /// @throws BadRequest if it came in another encoding than the locale's
  String text() {
    if (text.indexOf(UNREADABLE) >= 0) {
      throw new BadRequest(
          "The prompt has bytes that are not text in the encoding of this terminal.",
          "Send it as valid UTF-8, and start Kinora through its launcher.",
          "encoding");
    }
    return text;
  }
}
