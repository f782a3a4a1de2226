package io.kinora.house.net;

import io.kinora.engine.Vocabulary;
import io.kinora.error.WeightsRefused;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The vocabulary and scenery that a house model was trained on, which is stored as JSON in the
/// metadata of the weights.
///
/// @param words all words that have a text vector, in the order of the vectors
/// @param vocabulary the vocabulary of prompts
/// @param things scenery, in the order of the layout network's classes
/// @param bands the wide things
/// @param tiled the bands that are repeated above and below
/// @param falling the tiled bands that fall: by half their height in one cycle, after which they
///     look the same
/// @param phases the number of pictures of one cycle of a thing's own motion; 1 if it is static
public record HouseConfig(
    List<String> words,
    Vocabulary vocabulary,
    List<String> things,
    List<String> bands,
    List<String> tiled,
    List<String> falling,
    Map<String, Integer> phases) {
  /// The key of the JSON in the metadata.
  public static final String KEY = "kinora.house";

  private static final JsonMapper JSON = new JsonMapper();

  public HouseConfig {
    words = List.copyOf(words);
    Objects.requireNonNull(vocabulary);
    things = List.copyOf(things);
    bands = List.copyOf(bands);
    tiled = List.copyOf(tiled);
    falling = List.copyOf(falling);
    phases = Collections.unmodifiableMap(new LinkedHashMap<>(phases)); // keeps its order
  }

  public String toJson() {
    ObjectNode tree = JSON.valueToTree(this);
    ((ObjectNode) tree.get("vocabulary"))
        .remove("synonyms"); // a model's synonyms are in the lexicon
    return tree.toString();
  }

  /// @param file the file's name for errors
  static HouseConfig parse(String file, String json) {
    try {
      JsonNode tree = JSON.readTree(json);
      if (tree.get("vocabulary") instanceof ObjectNode vocabulary) {
        vocabulary.putObject("synonyms");
      }
      HouseConfig config = JSON.treeToValue(tree, HouseConfig.class);
      if (config == null) { // the JSON null
        throw new WeightsRefused(
            "The weights file %s has no \"%s\" in its metadata.".formatted(file, KEY),
            "Use weights of a house model.",
            "weights");
      }
      return config;
    } catch (JacksonException e) {
      throw new WeightsRefused(
          "The weights file %s has no readable \"%s\" in its metadata: %s."
              .formatted(file, KEY, e.getOriginalMessage()),
          "Use weights of a house model.",
          "weights",
          e);
    }
  }
}
