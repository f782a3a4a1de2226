package io.kinora.wan.model;

import io.kinora.error.WeightsRefused;
import io.kinora.torch.weights.NotWeights;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A configuration file of a published model: values are validated; absent or null ones get
/// defaults.
public final class Config {
  private static final JsonMapper JSON = new JsonMapper();

  private final String file;
  private final JsonNode root;

  private Config(String file, JsonNode root) {
    this.file = file;
    this.root = root;
  }

  /// Reads a JSON object.
  ///
  /// @throws WeightsRefused if there is no such file, or it is not a JSON object
  public static Config read(Path file) {
    if (!Files.isRegularFile(file)) {
      throw new WeightsRefused(
          "There is no configuration file " + file + ".",
          "Pass a folder in the diffusers layout, complete.",
          "weights");
    }
    NotWeights.check(file);
    try {
      JsonNode root = JSON.readTree(Files.readString(file));
      if (root.isObject()) {
        return new Config(file.toString(), root);
      }
    } catch (IOException | JacksonException e) {
      throw new WeightsRefused(
          "The configuration file %s cannot be read: %s.".formatted(file, e.getMessage()),
          "Fetch it again.",
          "weights",
          e);
    }
    throw refused(file.toString(), "", "a JSON object", "something else");
  }

  /// The file, as errors name it.
  String file() {
    return file;
  }

  public boolean has(String key) {
    return root.has(key);
  }

  public boolean isNull(String key) {
    return root.path(key).isMissingNode() || root.path(key).isNull();
  }

  public JsonNode node(String key) {
    return root.path(key);
  }

  /// A positive whole number.
  public int count(String key, int otherwise) {
    JsonNode node = root.path(key);
    if (isNull(key)) {
      return otherwise;
    }
    if (!node.isIntegralNumber() || !node.canConvertToInt() || node.asInt() < 1) {
      throw refused(key, "a positive whole number", node.toString());
    }
    return node.asInt();
  }

  public double number(String key, double otherwise) {
    JsonNode node = root.path(key);
    if (isNull(key)) {
      return otherwise;
    }
    if (!node.isNumber() || !Double.isFinite(node.asDouble())) {
      throw refused(key, "a number", node.toString());
    }
    return node.asDouble();
  }

  public boolean flag(String key, boolean otherwise) {
    JsonNode node = root.path(key);
    if (isNull(key)) {
      return otherwise;
    }
    if (!node.isBoolean()) {
      throw refused(key, "true or false", node.toString());
    }
    return node.asBoolean();
  }

  public String text(String key, String otherwise) {
    JsonNode node = root.path(key);
    if (isNull(key)) {
      return otherwise;
    }
    if (!node.isString()) {
      throw refused(key, "a text", node.toString());
    }
    return node.asString();
  }

  List<Integer> counts(String key, List<Integer> otherwise) {
    return list(
        key,
        otherwise,
        "whole numbers",
        node -> node.isIntegralNumber() && node.canConvertToInt(),
        JsonNode::asInt);
  }

  public List<Double> numbers(String key, List<Double> otherwise) {
    return list(key, otherwise, "numbers", JsonNode::isNumber, JsonNode::asDouble);
  }

  List<Boolean> flags(String key, List<Boolean> otherwise) {
    return list(key, otherwise, "true or false", JsonNode::isBoolean, JsonNode::asBoolean);
  }

  private <T> List<T> list(
      String key,
      List<T> otherwise,
      String expected,
      Predicate<JsonNode> fits,
      Function<JsonNode, T> read) {
    if (isNull(key)) {
      return otherwise;
    }
    JsonNode list = root.path(key);
    if (!list.isArray()) {
      throw refused(key, "a list of " + expected, list.toString());
    }
    for (JsonNode node : list) {
      if (!fits.test(node)) {
        throw refused(key, expected, node.toString());
      }
    }
    return StreamSupport.stream(list.spliterator(), false).map(read).toList();
  }

  /// Rejects any value of `key` but `only`; an absent value counts as `only`.
  public void mustBe(String key, String only) {
    JsonNode node = root.path(key);
    if (!isNull(key) && !node.asString(node.toString()).equals(only)) {
      throw refused(key, "\"" + only + "\"", node.toString());
    }
  }

  public WeightsRefused refused(String key, String expected, String found) {
    return refused(file, key, expected, found);
  }

  private static WeightsRefused refused(String file, String key, String expected, String found) {
    return new WeightsRefused(
        "In the configuration file %s, the key \"%s\" should hold %s, but holds %s."
            .formatted(file, key, expected, found),
        "Use a model that docs/models/wan.md lists, or its unchanged configuration.",
        "weights");
  }
}
