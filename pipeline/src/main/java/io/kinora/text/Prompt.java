package io.kinora.text;

import io.kinora.error.BadRequest;

/// A validated prompt: trimmed, 1 to 1000 UTF-16 units, no control characters, only paired
/// surrogates.
public record Prompt(String text) {
  /// The maximum length of a prompt in UTF-16 units, after trimming.
  public static final int MAX_LENGTH = 1000;

  /// @throws BadRequest if the text is invalid
  public Prompt {
    text = text.strip();
    if (text.codePoints().allMatch(Prompt::invisible)) {
      throw new BadRequest(
          "The prompt is empty.", "Say what to show, for example \"a red bird over the sea\".", ID);
    }
    if (text.length() > MAX_LENGTH) {
      throw new BadRequest(
          "The prompt is %d characters long, but it may be %d at the most."
              .formatted(text.length(), MAX_LENGTH),
          "Shorten it to what the picture has to show.",
          ID);
    }
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      check(text.codePointAt(at), at);
    }
  }

  private static final String ID = "prompt";

  private static boolean invisible(int point) {
    return Character.isWhitespace(point)
        || Character.isSpaceChar(point)
        || Character.getType(point) == Character.FORMAT;
  }

  private static void check(int point, int at) {
    if (Character.isISOControl(point)) {
      throw new BadRequest(
          "The prompt has the control character U+%04X at position %d.".formatted(point, at + 1),
          "Write the prompt in one line, without tabs or escape codes.",
          ID);
    }
    if (Character.getType(point) == Character.SURROGATE) {
      throw new BadRequest(
          "The prompt has half a character (the lone surrogate U+%04X) at position %d."
              .formatted(point, at + 1),
          "Send the prompt as valid Unicode.",
          ID);
    }
  }
}
