package io.kinora.training.evaluate;

import io.kinora.engine.Vocabulary;
import io.kinora.error.WeightsRefused;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// The classes of the judges, each list in the order of their outputs. They are stored as JSON in
/// the metadata of the weights.
///
/// @param nouns subjects
public record JudgeWords(
    List<String> nouns,
    List<String> colours,
    List<String> scenes,
    List<String> times,
    List<String> weathers) {
  /// The largest number of subjects that is counted.
  static final int MOST = 4;

  /// The key of the JSON in the metadata.
  static final String KEY = "kinora.judges";

  private static final JsonMapper JSON = new JsonMapper();

  public JudgeWords {
    nouns = List.copyOf(nouns);
    colours = List.copyOf(colours);
    scenes = List.copyOf(scenes);
    times = List.copyOf(times);
    weathers = List.copyOf(weathers);
  }

  /// The classes for a world's vocabulary.
  public static JudgeWords of(Vocabulary vocabulary) {
    return new JudgeWords(
        vocabulary.subjects(),
        vocabulary.colours(),
        vocabulary.scenes(),
        vocabulary.times(),
        vocabulary.weathers());
  }

  String toJson() {
    return JSON.writeValueAsString(this);
  }

  /// @param file the file's name for errors
  static JudgeWords parse(String file, String json) {
    try {
      JudgeWords words = JSON.readValue(json, JudgeWords.class);
      if (words != null) { // the JSON null
        return words;
      }
    } catch (JacksonException e) {
      throw refused(file, e.getOriginalMessage());
    }
    throw refused(file, "it is missing");
  }

  private static WeightsRefused refused(String file, String why) {
    return new WeightsRefused(
        "The weights file %s has no readable \"%s\" in its metadata: %s.".formatted(file, KEY, why),
        "Use weights that the training of the part judges has written.",
        "judges");
  }
}
