package io.kinora.studio;

import io.kinora.clip.Clip;
import io.kinora.engine.Vocabulary;
import io.kinora.motion.flow.DenseFlow;
import io.kinora.render.Look;
import io.kinora.shot.Understanding;
import io.kinora.style.PromptLook;
import io.kinora.style.PromptStyle;
import io.kinora.style.StyleChoice;
import io.kinora.style.Stylizer;
import io.kinora.text.ReadWord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A prompt split into content, which the text stage reads, style and look.
///
/// @param prompt the prompt without the words of style and look
/// @param painted the style in the prompt, if any
/// @param look the looks in the prompt
public record StyleRequest(
    String prompt, Optional<PromptStyle> painted, List<PromptLook.Said> look) {
  public StyleRequest {
    look = List.copyOf(look);
  }

  /// Splits a prompt; one for a model that reads the prompt itself stays whole.
  public static StyleRequest of(String prompt, Vocabulary vocabulary) {
    return vocabulary.open() ? new StyleRequest(prompt, Optional.empty(), List.of()) : of(prompt);
  }

  /// Splits a prompt.
  static StyleRequest of(String prompt) {
    Optional<PromptStyle> painted = PromptStyle.of(prompt);
    PromptLook look = PromptLook.of(painted.map(PromptStyle::rest).orElse(prompt));
    return new StyleRequest(look.rest(), painted, look.said());
  }

  /// The understood words of style and look, in the form of [io.kinora.text.TextStage#words].
  public List<ReadWord> words() {
    var words = new ArrayList<ReadWord>();
    painted
        .filter(said -> said.style() != null)
        .ifPresent(said -> words.add(new ReadWord(said.words(), "style", label(said))));
    look.forEach(said -> words.add(new ReadWord(said.words(), "look", said.names())));
    return words;
  }

  private static String label(PromptStyle said) {
    return said.style() == null ? "" : said.style().label();
  }

  /// The film with the prompt's style and look, where it has none of its own.
  Film applied(Film film) {
    String style = painted.map(StyleRequest::label).orElse("");
    Film styled =
        style.isEmpty() || film.finish().style() != null ? film : film.style(StyleChoice.of(style));
    return film.finish().look().equals(Look.NONE) ? styled.look(promptLook()) : styled;
  }

  /// The clip with the prompt's look and style; closing it closes `clip`.
  public Clip applied(Clip clip) {
    String style = painted.map(StyleRequest::label).orElse("");
    Clip looked = promptLook().apply(clip);
    return style.isEmpty()
        ? looked
        : Stylizer.apply(looked, StyleChoice.of(style), DenseFlow.Pair::new, _ -> {});
  }

  private Look promptLook() {
    return Look.parse(look.stream().flatMap(said -> said.steps().stream()).distinct().toList());
  }

  /// The text stage's understanding, extended by style and look.
  Understanding extended(Understanding said) {
    return extended(said, promptLook());
  }

  /// As above, for a film with the look `shown`: words of other looks count as not understood.
  Understanding extended(Understanding said, Look shown) {
    var yes = new ArrayList<>(said.understood());
    var no = new ArrayList<>(said.notUnderstood());
    painted.ifPresent(
        words -> {
          if (words.style() != null) {
            yes.add(words.words() + " → style " + label(words));
          } else {
            String near = words.near() == null ? "" : ": near is the style " + words.near().label();
            no.add(words.words() + near);
          }
        });
    for (PromptLook.Said words : look) {
      boolean done = shown.steps().containsAll(Look.parse(words.steps()).steps());
      (done ? yes : no).add(done ? words.toString() : words.words());
    }
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
        yes,
        no,
        said.tokenVectors(),
        said.vector());
  }
}
