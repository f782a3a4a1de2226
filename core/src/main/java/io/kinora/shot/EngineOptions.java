package io.kinora.shot;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// Settings of particular engines, as text, by name: `steps` is `30`. An engine's
/// [io.kinora.engine.EngineCard] lists those that it accepts.
public record EngineOptions(SortedMap<String, String> values) {
  /// No settings.
  public static final EngineOptions NONE = new EngineOptions(new TreeMap<>());

  public EngineOptions {
    values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
  }

  /// Settings from names and values.
  public static EngineOptions of(Map<String, String> values) {
    return new EngineOptions(new TreeMap<>(values));
  }

  /// A copy with one more setting.
  public EngineOptions with(String name, String value) {
    var more = new TreeMap<>(values);
    more.put(name, value);
    return new EngineOptions(more);
  }

  /// A copy without one setting.
  public EngineOptions without(String name) {
    var fewer = new TreeMap<>(values);
    fewer.remove(name);
    return new EngineOptions(fewer);
  }

  /// The value of a setting, if it was given.
  public Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name));
  }
}
