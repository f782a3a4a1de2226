package io.kinora.noun;

import io.kinora.noun.Place.Prop;
import io.kinora.noun.Place.Surface;
import io.kinora.noun.Place.Where;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The table of places, `places.tsv`.
///
/// A surface is written `picture/tile`, a strip `picture/tile/half-width` or, if it is not centred,
/// `picture/tile/half-width/middle`; a tint follows as `#rrggbb`. A prop is written `noun x y`;
/// `wall` before y hangs it on the wall, `top` in place of y hangs it from above; `=h` sets its
/// height, `#colour` its colour.
public final class Places {
  /// The keys of pictures of surfaces begin with this.
  public static final String SURFACE = "surface-";

  private static final int WHITE = 0xffffff;

  private static final List<Place> ALL = read();

  private static final Map<String, Place> BY_KEY =
      ALL.stream().collect(Collectors.toUnmodifiableMap(Place::key, place -> place));

  private Places() {}

  /// All places, in the order of the table.
  public static List<Place> all() {
    return ALL;
  }

  /// The place with a key; null if there is none.
  public static @Nullable Place named(String key) {
    return BY_KEY.get(key);
  }

  /// The keys of the pictures that cover walls and floors.
  public static SortedSet<String> surfaces() {
    return ALL.stream()
        .flatMap(place -> Stream.concat(Stream.ofNullable(place.wall()), place.floors().stream()))
        .map(Surface::picture)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Place> read() {
    var stream = Objects.requireNonNull(Places.class.getResourceAsStream("places.tsv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(Places::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Place row(String line) {
    String[] cells = line.split("\t", -1);
    return new Place(
        cells[0],
        parts(cells[1], ", ").toList(),
        parts(cells[2], ", ").toList(),
        Place.Ground.valueOf(cells[3].toUpperCase(Locale.ROOT)),
        cells[4],
        parts(cells[5], ", ").toList(),
        cells[6].isEmpty() ? null : surface(cells[6]),
        parts(cells[7], "; ").map(Places::surface).toList(),
        parts(cells[8], "; ").map(Places::prop).toList());
  }

  private static Stream<String> parts(String cell, String separator) {
    return cell.isEmpty() ? Stream.empty() : Stream.of(cell.split(separator, -1));
  }

  private static Surface surface(String text) {
    int mark = text.indexOf('#');
    int tint = mark < 0 ? WHITE : Integer.parseInt(text.substring(mark + 1), 16);
    String[] parts = (mark < 0 ? text : text.substring(0, mark)).split("/", -1);
    return new Surface(
        SURFACE + parts[0],
        Double.parseDouble(parts[1]),
        parts.length > 2 ? Double.parseDouble(parts[2]) : 0,
        parts.length > 3 ? Double.parseDouble(parts[3]) : 0,
        tint);
  }

  private static Prop prop(String text) {
    String[] parts = text.split(" ", -1);
    Where where = Where.FOOT;
    double y = -1;
    double height = 0;
    String colour = "";
    for (int i = 2; i < parts.length; i++) {
      String part = parts[i];
      switch (part.charAt(0)) {
        case 'w' -> where = Where.WALL;
        case 't' -> where = Where.TOP;
        case '=' -> height = Double.parseDouble(part.substring(1));
        case '#' -> colour = part.substring(1);
        default -> y = Double.parseDouble(part);
      }
    }
    return new Prop(parts[0], Double.parseDouble(parts[1]), where, y, height, colour);
  }
}
