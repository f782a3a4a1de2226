package io.kinora.training.evaluate;

import io.kinora.training.data.ClipSource;
import io.kinora.training.data.ClipSource.Kind;
import io.kinora.training.data.Scenario;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.TreeMap;

/// Counts how often clips show the requested properties. Properties that the world itself does not
/// show, such as the weather in space, are not counted.
public final class Scoreboard {
  /// The counted properties of a clip, in the order of the table.
  static final List<String> ASKED =
      List.of("subject", "colour", "scene", "time", "weather", "direction", "count");

  private final ClipSource world;
  private final SequencedMap<String, int[]> rows = new LinkedHashMap<>();
  private final Map<String, Integer> mistakes = new TreeMap<>();

  Scoreboard(ClipSource world) {
    this.world = world;
    ASKED.forEach(name -> rows.put(name, new int[2]));
  }

  void add(Scenario asked, Judges.Verdict seen) {
    if (asked.count() == 1) {
      score("subject", asked.noun(), seen.noun());
      score("colour", asked.colour(), seen.colour());
    }
    score("scene", asked.scene(), seen.scene());
    if (world.shows(asked.scene(), asked.time(), asked.weather(), Kind.TIME)) {
      score("time", asked.time(), seen.time());
    }
    if (world.shows(asked.scene(), asked.time(), asked.weather(), Kind.WEATHER)) {
      score("weather", asked.weather(), seen.weather());
    }
    if (!asked.direction().isEmpty()) {
      score("direction", asked.direction(), seen.direction());
    }
    score("count", Integer.toString(asked.count()), Integer.toString(seen.count()));
  }

  private void score(String name, String asked, String seen) {
    int[] row = rows.getOrDefault(name, new int[2]);
    row[1]++;
    if (asked.equals(seen)) {
      row[0]++;
    } else {
      mistakes.merge(name + ": " + asked + " seen as " + seen, 1, Integer::sum);
    }
  }

  /// The share of correct clips in percent; NaN if the property was never counted.
  double percent(String name) {
    int[] row = rows.getOrDefault(name, new int[2]);
    return row[1] == 0 ? Double.NaN : 100.0 * row[0] / row[1];
  }

  /// How often the property was counted.
  int counted(String name) {
    return rows.getOrDefault(name, new int[2])[1];
  }

  /// The most frequent mistakes, most frequent first.
  List<String> mistakes(int most) {
    return mistakes.entrySet().stream()
        .sorted(Map.Entry.<String, Integer>comparingByValue().reversed())
        .limit(most)
        .map(entry -> entry.getValue() + " × " + entry.getKey())
        .toList();
  }
}
