package io.kinora.server.http;

import io.kinora.error.KinoraException;
import io.kinora.server.http.Problem.Issue;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Reads the fields of a body and collects their errors, which [#check] reports together. Fields
/// that were not read are errors, too.
public final class Fields {
  private final ObjectNode node;
  private final List<Object> path;
  private final List<Issue> issues;
  private final boolean texts;
  private final Set<String> known = new HashSet<>();
  private final List<Fields> inner = new ArrayList<>();

  private Fields(ObjectNode node, List<Object> path, List<Issue> issues, boolean texts) {
    this.node = node;
    this.path = path;
    this.issues = issues;
    this.texts = texts;
  }

  /// @param texts whether numbers and booleans may be strings, as in forms
  public Fields(ObjectNode node, boolean texts) {
    this(node, List.of(), new ArrayList<>(), texts);
  }

  private List<Object> at(Object... more) {
    var all = new ArrayList<>(path);
    all.addAll(List.of(more));
    return all;
  }

  /// Adds an error of a field.
  public void wrong(String name, String message) {
    issues.add(new Issue("custom", at(name), message));
  }

  private void wrongType(String name, String expected, JsonNode found) {
    String message = "Invalid input: expected %s, received %s".formatted(expected, kind(found));
    issues.add(new Issue("invalid_type", at(name), message));
  }

  private static String kind(JsonNode node) {
    return switch (node.getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN -> "boolean";
      case ARRAY -> "array";
      case OBJECT, POJO -> "object";
      case NULL -> "null";
      case MISSING, BINARY -> "undefined";
    };
  }

  private @Nullable JsonNode get(String name) {
    known.add(name);
    JsonNode value = node.get(name);
    return value == null || value.isNull() ? null : value;
  }

  /// Whether the field exists and has a value.
  public boolean has(String name) {
    JsonNode value = node.get(name);
    return value != null && !value.isNull();
  }

  /// Whether a field is an object, not a string or an array.
  public boolean isObject(String name) {
    return node.get(name) instanceof ObjectNode;
  }

  /// Whether a field is an array.
  public boolean isArray(String name) {
    return node.path(name).isArray();
  }

  /// Allows fields that are not read.
  public void ignore(String... names) {
    known.addAll(List.of(names));
  }

  /// A string, if present.
  public @Nullable String text(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!value.isString()) {
      wrongType(name, "string", value);
      return null;
    }
    return value.stringValue();
  }

  /// A string of at most `most` UTF-16 units, if present.
  public @Nullable String text(String name, int most) {
    String value = text(name);
    if (value != null && value.length() > most) {
      issues.add(
          new Issue(
              "too_big",
              at(name),
              "Too big: expected string to have <=%d characters".formatted(most)));
      return null;
    }
    return value;
  }

  /// A string or a number as a string, if present.
  public @Nullable String plain(String name) {
    JsonNode value = get(name);
    if (value == null || value.isString() || value.isNumber()) {
      return value == null ? null : value.asString();
    }
    wrongType(name, "number", value);
    return null;
  }

  /// A required string; if it is missing, the result is empty and an error is added.
  public String needed(String name, int most) {
    String value = text(name, most);
    if (!has(name)) {
      String message = "Invalid input: expected string, received undefined";
      issues.add(new Issue("invalid_type", at(name), message));
    } else if (value != null && value.isBlank()) {
      issues.add(
          new Issue("too_small", at(name), "Too small: expected string to have >=1 characters"));
    }
    return value == null ? "" : value;
  }

  /// One of some words, if present.
  public @Nullable String choice(String name, String... words) {
    String value = text(name);
    if (value != null && !List.of(words).contains(value)) {
      issues.add(
          new Issue(
              "invalid_value",
              at(name),
              "Invalid option: expected one of \"%s\"".formatted(String.join("\"|\"", words))));
      return null;
    }
    return value;
  }

  /// A number in a range, if present.
  public @Nullable Double number(String name, double min, double max) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    double number = Double.NaN;
    if (value.isNumber()) {
      number = value.doubleValue();
    } else if (texts
        && value.isString()
        && value.stringValue().matches("-?\\d{1,12}(\\.\\d{1,9})?")) {
      number = Double.parseDouble(value.stringValue());
    } else {
      wrongType(name, "number", value);
      return null;
    }
    if (!(number >= min && number <= max)) {
      boolean small = number < min;
      issues.add(
          new Issue(
              small ? "too_small" : "too_big",
              at(name),
              small
                  ? "Too small: expected number to be >=" + plain(min)
                  : "Too big: expected number to be <=" + plain(max)));
      return null;
    }
    return number;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }

  /// A whole number in a range, if present.
  public @Nullable Long whole(String name, long min, long max) {
    Double number = number(name, min, max);
    if (number != null && number != Math.rint(number)) {
      issues.add(
          new Issue("invalid_type", at(name), "Invalid input: expected int, received number"));
      return null;
    }
    return number == null ? null : number.longValue();
  }

  /// A boolean, if present.
  public @Nullable Boolean flag(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (value.isBoolean()) {
      return value.booleanValue();
    }
    if (texts && value.isString() && value.stringValue().matches("true|false")) {
      return value.stringValue().equals("true");
    }
    wrongType(name, "boolean", value);
    return null;
  }

  /// A string that `reader` parses, such as a size; its error is added.
  public <T> @Nullable T read(String name, Function<String, T> reader) {
    String value = text(name, 1000);
    return value == null ? null : parsed(name, value, reader);
  }

  /// Parses a string with `reader`; its error is added.
  public <T> @Nullable T parsed(String name, String value, Function<String, T> reader) {
    try {
      return reader.apply(value);
    } catch (KinoraException e) {
      String message = e.problem() + " " + e.remedy();
      issues.add(new Issue("custom", at(name), message, e.helpId()));
      return null;
    }
  }

  /// An object, if present.
  public @Nullable Fields object(String name) {
    JsonNode value = get(name);
    if (value == null) {
      return null;
    }
    if (!(value instanceof ObjectNode object)) {
      wrongType(name, "object", value);
      return null;
    }
    return into(object, at(name));
  }

  private Fields into(ObjectNode object, List<Object> where) {
    var fields = new Fields(object, where, issues, texts);
    inner.add(fields);
    return fields;
  }

  /// The objects of an array, if present.
  public List<Fields> objects(String name, int most) {
    var all = new ArrayList<Fields>();
    for (JsonNode value : list(name, most)) {
      if (value instanceof ObjectNode object) {
        all.add(into(object, at(name, all.size())));
      } else {
        wrongType(name, "object", value);
      }
    }
    return all;
  }

  /// The strings of an array, if present.
  public List<String> texts(String name, int most) {
    var all = new ArrayList<String>();
    for (JsonNode value : list(name, most)) {
      if (value.isString() && value.stringValue().length() <= 1000) {
        all.add(value.stringValue());
      } else {
        wrongType(name, "string", value);
      }
    }
    return all;
  }

  private List<JsonNode> list(String name, int most) {
    JsonNode value = get(name);
    if (value == null) {
      return List.of();
    }
    if (!value.isArray()) {
      wrongType(name, "array", value);
      return List.of();
    }
    if (value.size() > most) {
      issues.add(
          new Issue(
              "too_big", at(name), "Too big: expected array to have <=%d items".formatted(most)));
      return List.of();
    }
    return List.copyOf(value.values());
  }

  /// An object of names and plain values as strings, if present.
  public Map<String, String> entries(String name, int most) {
    var all = new LinkedHashMap<String, String>();
    Fields object = object(name);
    if (object == null) {
      return all;
    }
    for (var entry : object.node.properties()) {
      object.known.add(entry.getKey());
      if (!entry.getValue().isValueNode() || entry.getValue().isNull() || all.size() == most) {
        object.wrongType(entry.getKey(), "string", entry.getValue());
      } else {
        all.put(entry.getKey(), entry.getValue().asString());
      }
    }
    return all;
  }

  private void findUnknown() {
    var unknown = new ArrayList<String>();
    for (String name : node.propertyNames()) {
      if (!known.contains(name)) {
        unknown.add(name.length() > 60 ? name.substring(0, 60) : name);
      }
    }
    if (!unknown.isEmpty()) {
      String names = String.join("\", \"", unknown.subList(0, Math.min(10, unknown.size())));
      issues.add(
          new Issue("unrecognized_keys", path, "Unrecognized key(s): \"%s\"".formatted(names)));
    }
    inner.forEach(Fields::findUnknown);
  }

  /// Whether there are errors so far.
  public boolean isWrong() {
    return !issues.isEmpty();
  }

  /// Throws all errors together.
  ///
  /// @throws Problem if there are any
  public void check() {
    findUnknown();
    if (!issues.isEmpty()) {
      throw Problem.of(issues.subList(0, Math.min(issues.size(), 50)));
    }
  }
}
