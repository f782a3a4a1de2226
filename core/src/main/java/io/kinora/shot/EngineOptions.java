package io.kinora.shot;

import io.kinora.error.BadRequest;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/// Settings that only some engines know, as text, by the names of their flags: `steps` is `30`. An
/// engine refuses those that it does not know, and checks the others.
public record EngineOptions(SortedMap<String, String> values) {
  /// None at all.
  public static final EngineOptions NONE = new EngineOptions(new TreeMap<>());

  public EngineOptions {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  public static EngineOptions of(Map<String, String> values) {
    return new EngineOptions(new TreeMap<>(values));
  }

  /// These and one more.
  public EngineOptions with(String name, String value) {
    var more = new TreeMap<>(values);
    more.put(name, value);
    return new EngineOptions(more);
  }

  /// These but one.
  public EngineOptions without(String name) {
    var fewer = new TreeMap<>(values);
    fewer.remove(name);
    return new EngineOptions(fewer);
  }

  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }

  /// Refuses settings that `engine` does not know.
  public void allowOnly(String engine, Set<String> known) {
    for (String name : values.keySet()) {
      if (!known.contains(name)) {
        throw new BadRequest(
            "The engine \"%s\" has no setting --%s.".formatted(engine, name),
            known.isEmpty()
                ? "Leave it out, or choose another engine with --engine."
                : "It knows: --" + String.join(", --", known.stream().sorted().toList()) + ".",
            "engine");
      }
    }
  }

  /// A number in a range.
  public double number(String name, double otherwise, double min, double max) {
    String text = values.get(name);
    if (text == null) {
      return otherwise;
    }
    try {
      double number = Double.parseDouble(text);
      if (number >= min && number <= max) {
        return number;
      }
    } catch (NumberFormatException e) {
      // refused below, as a number out of range is
    }
    throw new BadRequest(
        "The setting --%s is \"%s\", but it must be a number from %s to %s."
            .formatted(name, text, plain(min), plain(max)),
        "Write it as in --%s %s.".formatted(name, plain(otherwise)),
        "engine-settings");
  }

  /// A whole number in a range.
  public int count(String name, int otherwise, int min, int max) {
    double number = number(name, otherwise, min, max);
    if (number != Math.rint(number)) {
      throw new BadRequest(
          "The setting --%s is %s, but it must be a whole number.".formatted(name, number),
          "Write it as in --%s %d.".formatted(name, otherwise),
          "engine-settings");
    }
    return (int) number;
  }

  private static String plain(double number) {
    return number == Math.rint(number) ? Long.toString((long) number) : Double.toString(number);
  }
}
