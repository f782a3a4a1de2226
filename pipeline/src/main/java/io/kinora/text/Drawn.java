package io.kinora.text;

import io.kinora.shot.Camera;
import io.kinora.shot.SubjectPhrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The content of a prompt that is drawn.
///
/// @param subjects with the names of the lexicon
record Drawn(
    List<SubjectPhrase> subjects,
    @Nullable String scene,
    @Nullable String time,
    @Nullable String weather,
    @Nullable Camera camera) {

  /// Interprets the words of a prompt.
  static final class Reading {
    private final Language language;
    private final Lexicon lexicon;
    private final Negation negation;
    private final Map<Integer, Integer> phrases;

    /// @param phrases the index of the last word of a phrase, by the index of its verb
    Reading(Language language, Lexicon lexicon, Negation negation, Map<Integer, Integer> phrases) {
      this.language = language;
      this.lexicon = lexicon;
      this.negation = negation;
      this.phrases = phrases;
    }

    /// @param drawn the drawn content
    /// @param relations the indices of the words that relate one subject to another
    record Result(Drawn drawn, Set<Integer> relations) {}

    Result of(List<Tag> tags) {
      var hints = new CameraHints(tags);
      var grammar = new Grammar(language, lexicon, tags, phrases);
      List<SubjectPhrase> subjects = grammar.subjects(hints.words());
      var drawn =
          new Drawn(
              subjects,
              Places.scene(tags),
              Places.time(tags),
              weather(tags),
              hints.camera() == null && negation.denies("camera") ? Camera.STATIC : hints.camera());
      return new Result(drawn, grammar.relations());
    }

    /// The weather; it is clear if the prompt only denies bad weather.
    private @Nullable String weather(List<Tag> tags) {
      String weather = Places.weather(tags);
      return weather == null && negation.denies("weather") ? "clear" : weather;
    }

    /// The words without effect: without them the same would be drawn. Of two synonymous words it
    /// is the second.
    Set<Integer> idle(List<Tag> tags, Set<Integer> relations) {
      Drawn drawn = of(tags).drawn().wordless();
      var left = new ArrayList<>(tags);
      var idle = new HashSet<Integer>();
      for (int i = tags.size() - 1; i >= 0; i--) {
        Tag tag = tags.get(i);
        if (!tag.label().contains(":") && !relations.contains(i)) {
          continue;
        }
        Word word = tag.word();
        Tag before = left.get(i);
        left.set(i, new Tag(new Word("", "", word.start(), word.end(), List.of()), Tag.OTHER, 1));
        if (of(left).drawn().wordless().equals(drawn)) {
          idle.add(i);
        } else {
          left.set(i, before);
        }
      }
      return idle;
    }
  }

  /// A copy without the subjects' words in the prompt.
  private Drawn wordless() {
    return new Drawn(subjects.stream().map(s -> s.said("")).toList(), scene, time, weather, camera);
  }
}
