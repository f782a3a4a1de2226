package io.kinora.noun;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of depicted actions of people and things, `actions.tsv`.
public final class Deeds {
  private static final Map<String, Deed> ALL = read();

  private static final Set<String> SHOWN =
      ALL.values().stream()
          .flatMap(deed -> deed.pictures().stream())
          .collect(Collectors.toUnmodifiableSet());

  private Deeds() {}

  /// All actions, in the order of the table.
  public static List<Deed> all() {
    return List.copyOf(ALL.values());
  }

  /// The action with a name; null if there is none.
  public static @Nullable Deed named(@Nullable String key) {
    return key == null ? null : ALL.get(key);
  }

  /// Whether a noun's picture shows somebody doing something.
  public static boolean shows(String noun) {
    return SHOWN.contains(noun);
  }

  /// The noun of a person in a pose.
  public static String posed(String pose, boolean female) {
    String key = (female ? "woman-" : "man-") + pose;
    return Nouns.named(key) == null ? "man-" + pose : key;
  }

  private static Map<String, Deed> read() {
    var all = new LinkedHashMap<String, Deed>();
    Nouns.rows("actions.tsv")
        .map(line -> line.split("\t", -1))
        .map(
            cells ->
                new Deed(
                    cells[0],
                    words(cells[1]),
                    words(cells[2]),
                    cells[3].equals("-") ? List.of() : words(cells[3].replace(" ", ", ")),
                    cells[4].equals("-") ? "" : cells[4],
                    words(cells[5]).stream().map(Deed.Prop::parse).toList(),
                    cells[6],
                    Manner.valueOf(cells[7].toUpperCase(Locale.ROOT)),
                    cells[8].equals("-") ? null : cells[8],
                    of(cells[9])))
        .forEach(deed -> all.put(deed.key(), deed));
    return all;
  }

  /// Parses `rose flower=blossom`: a rose, and a flower, which is then drawn as a blossom.
  private static Map<String, String> of(String cell) {
    return cell.isEmpty()
        ? Map.of()
        : Stream.of(cell.split(" "))
            .map(entry -> entry.split("="))
            .collect(Collectors.toMap(entry -> entry[0], entry -> entry[entry.length - 1]));
  }

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : Stream.of(cell.split(", ", -1)).toList();
  }
}
