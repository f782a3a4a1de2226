package io.kinora.noun;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of nouns, `nouns.tsv`. It was drafted from the names and subgroups of emoji and
/// revised by hand; docs/models/house.md describes how.
public final class Nouns {
  private static final List<Noun> ALL = read();

  private static final Map<String, Noun> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Noun::key, noun -> noun));

  private Nouns() {}

  /// All nouns, in the order of the table.
  public static List<Noun> all() {
    return ALL;
  }

  /// The noun with a key; null if there is none.
  public static @Nullable Noun named(String key) {
    return BY_KEY.get(key);
  }

  private static List<Noun> read() {
    return rows("nouns.tsv").map(Nouns::row).toList();
  }

  /// The rows of a table of this package without its header.
  static Stream<String> rows(String table) {
    var stream = Objects.requireNonNull(Nouns.class.getResourceAsStream(table));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).toList().stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Noun row(String line) {
    String[] cells = line.split("\t", -1);
    return new Noun(
        cells[0],
        words(cells[1]).map(Noun.Name::parse).toList(),
        words(cells[2]).toList(),
        cells[3],
        Double.parseDouble(cells[4]),
        Habitat.valueOf(cells[5].toUpperCase(Locale.ROOT)),
        cells[6],
        Manner.valueOf(cells[7].toUpperCase(Locale.ROOT)),
        words(cells[8]).toList(),
        cells[9],
        words(cells[10]).toList());
  }

  private static Stream<String> words(String cell) {
    return cell.isEmpty() ? Stream.empty() : Stream.of(cell.split(", ", -1));
  }

  /// Whether a key names food.
  public static boolean isFood(String key) {
    Noun noun = named(key);
    return noun != null && noun.category().equals("food");
  }

  /// Whether a key names a person or a creature of fantasy, or one of them in a pose: not
  /// `owl-flying`.
  public static boolean isPerson(String key) {
    Noun noun = named(key);
    if (noun == null || !noun.lives()) {
      return false;
    }
    Noun doer = noun.category().equals("pose") ? named(key.replaceFirst("-[a-z]+$", "")) : noun;
    return doer == null || !doer.category().equals("animal");
  }
}
