package io.kinora.studio;

import io.kinora.engine.Vocabulary;
import io.kinora.shot.Understanding;
import io.kinora.style.PromptStyle;
import io.kinora.style.StyleChoice;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a prompt says, taken apart: what is shown, which the text stage reads, and the style.
///
/// @param prompt without the words of the style
/// @param style that it asks for; null if it asks for none
/// @param understood a line about the words of the style, if they were understood
/// @param notUnderstood a line about them, if they were not
record StyleRequest(
    String prompt,
    @Nullable StyleChoice style,
    Optional<String> understood,
    Optional<String> notUnderstood) {
  /// Takes a prompt apart; one for a model that reads all of it by itself stays whole.
  static StyleRequest of(String prompt, Vocabulary vocabulary) {
    return vocabulary.open()
        ? new StyleRequest(prompt, null, Optional.empty(), Optional.empty())
        : of(prompt);
  }

  /// Takes a prompt apart.
  static StyleRequest of(String prompt) {
    Optional<PromptStyle> found = PromptStyle.of(prompt);
    if (found.isEmpty()) {
      return new StyleRequest(prompt, null, Optional.empty(), Optional.empty());
    }
    PromptStyle said = found.get();
    if (said.style() == null) {
      String near = said.near() == null ? "" : ": near is the style " + said.near().label();
      return new StyleRequest(
          said.rest(), null, Optional.empty(), Optional.of(said.words() + near));
    }
    String line = said.words() + " → style " + said.style().label();
    return new StyleRequest(
        said.rest(), StyleChoice.of(said.style().label()), Optional.of(line), Optional.empty());
  }

  /// What the text stage read, with what was said of the style.
  Understanding heard(Understanding said) {
    return new Understanding(
        said.prompt(),
        said.language(),
        said.tokens(),
        said.keywords(),
        said.subjects(),
        said.scene(),
        said.time(),
        said.weather(),
        said.camera(),
        and(said.understood(), understood),
        and(said.notUnderstood(), notUnderstood),
        said.tokenVectors(),
        said.vector());
  }

  private static List<String> and(List<String> lines, Optional<String> more) {
    var all = new ArrayList<>(lines);
    more.ifPresent(all::add);
    return all;
  }
}
