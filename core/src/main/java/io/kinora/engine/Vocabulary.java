package io.kinora.engine;

import java.util.List;
import java.util.Map;

/// The names that a model knows, in canonical lower-case English. It is stored in the metadata of
/// the model's weights, so an engine's code does not assume a fixed set.
///
/// @param subjects things that a prompt can ask for, each drawn in its own layer
/// @param colours colours that a subject can have
/// @param scenes places
/// @param times times of day
/// @param weathers kinds of weather
/// @param actions what subjects do, as base forms of verbs
/// @param synonyms other names of subjects, English ones in the singular and Chinese ones, such as
///     `castle` → `fortress`, `城堡`
public record Vocabulary(
    List<String> subjects,
    List<String> colours,
    List<String> scenes,
    List<String> times,
    List<String> weathers,
    List<String> actions,
    Map<String, List<String>> synonyms) {
  public Vocabulary {
    subjects = List.copyOf(subjects);
    colours = List.copyOf(colours);
    scenes = List.copyOf(scenes);
    times = List.copyOf(times);
    weathers = List.copyOf(weathers);
    actions = List.copyOf(actions);
    synonyms = Map.copyOf(synonyms);
    if (!subjects.containsAll(synonyms.keySet())) {
      throw new IllegalArgumentException("synonyms of what is no subject: " + synonyms.keySet());
    }
  }

  /// A vocabulary without synonyms.
  public Vocabulary(
      List<String> subjects,
      List<String> colours,
      List<String> scenes,
      List<String> times,
      List<String> weathers,
      List<String> actions) {
    this(subjects, colours, scenes, times, weathers, actions, Map.of());
  }

  /// Whether there is no list: the model accepts every word, with varying quality.
  public boolean open() {
    return subjects.isEmpty();
  }
}
