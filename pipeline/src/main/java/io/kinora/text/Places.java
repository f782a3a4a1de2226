package io.kinora.text;

import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Interprets the words for places, times and weather of a prompt in combination.
final class Places {
  /// The scenes of things "in" the water: only things that live or travel there are under water; a
  /// boat is on it.
  private static final Map<String, String> IN_WATER =
      Map.of("海里", "sea", "海中", "sea", "海水里", "sea", "水中", "lake", "水里", "lake");

  private static final Set<String> DIVERS =
      Set.of("fish", "whale", "shark", "octopus", "turtle", "submarine");

  /// Words for space that mean a starry sky beside another place.
  private static final Set<String> STARRY =
      Set.of("milky way", "galaxy", "stars", "银河", "银河系", "星空", "星河", "繁星", "群星");

  private static final String SNOW = "snow";

  /// Places that combine two words: a lake in front of mountains.
  private static final Map<Set<String>, String> BOTH =
      Map.of(
          Set.of("mountains", "lake"), "mountain-lake",
          Set.of("mountains", "river"), "mountain-lake",
          Set.of("village", "snowfield"), "snowy-village",
          Set.of("city", "lake"), "riverside-city",
          Set.of("city", "river"), "riverside-city",
          Set.of("city", "sea"), "riverside-city");

  /// Places of a season, which beside another place only name the season.
  private static final Set<String> SEASONS = Set.of("autumn-park", "spring-park");

  private static final Set<String> SEASONAL = Set.of("meadow", "forest");

  /// Words for the sky, which beside a place on the ground only say where in the picture something
  /// is.
  private static final Set<String> SKY =
      Set.of("sky", "blue sky", "in the sky", "天空", "天空中", "蓝天", "空中", "天上");

  /// Places that are there at night.
  private static final Set<String> NIGHTLY =
      Set.of("night-market", "neon-street", "cyberpunk-city");

  /// Weather without precipitation and with full visibility.
  private static final Set<String> DRY = Set.of("clear", "cloudy");

  private Places() {}

  /// The words, with places adjusted to the subjects.
  static List<Tag> settled(List<Tag> tags) {
    boolean afloat = tags.stream().anyMatch(tag -> tag.isSubject() && !dweller(tag));
    if (!afloat) {
      return tags;
    }
    var settled = new ArrayList<Tag>();
    for (Tag tag : tags) {
      String surface = IN_WATER.get(tag.word().key());
      settled.add(
          surface != null && tag.label().equals("scene:underwater")
              ? new Tag(tag.word(), "scene:" + surface, tag.score())
              : tag);
    }
    return settled;
  }

  /// The first place named, with preference for under water over the sea.
  static @Nullable String scene(List<Tag> tags) {
    List<Tag> said = tags.stream().filter(tag -> tag.is("scene") && !isStarry(tag)).toList();
    List<Tag> grounds = said.stream().filter(tag -> !SKY.contains(tag.word().key())).toList();
    List<String> named = (grounds.isEmpty() ? said : grounds).stream().map(Tag::value).toList();
    for (var both : BOTH.entrySet()) {
      if (Set.copyOf(named).equals(both.getKey())) {
        return both.getValue();
      }
    }
    String first =
        named.stream()
            .min(Comparator.comparingInt(Places::breadth))
            .orElseGet(() -> first(tags, "scene"));
    if (first == null) {
      return home(tags);
    }
    boolean under = says(tags, "scene:underwater") || dwellsBelow(tags);
    if ("sea".equals(first) && says(tags, "action:walk")) {
      return "beach"; // a turtle crawls to the sea
    }
    return "sea".equals(first) && under ? "underwater" : first;
  }

  /// The generality of a scene: a row of the table of places is most specific ("a Tokyo street
  /// crossing" is the crossing), a season is general, but more specific than a meadow or a forest.
  private static int breadth(String scene) {
    if (SEASONS.contains(scene)) {
      return 2;
    }
    return io.kinora.noun.Places.named(scene) != null ? 0 : SEASONAL.contains(scene) ? 3 : 1;
  }

  /// Whether all subjects live under water and do not leave it: a jellyfish "in the ocean" is not
  /// seen from above.
  private static boolean dwellsBelow(List<Tag> tags) {
    return tags.stream().anyMatch(Tag::isSubject)
        && tags.stream().filter(Tag::isSubject).allMatch(Places::dweller)
        && tags.stream()
            .noneMatch(tag -> tag.isAction() && Habitat.LEAVING_WATER.contains(tag.value()));
  }

  private static boolean dweller(Tag tag) {
    Noun noun = Nouns.named(tag.value());
    return DIVERS.contains(tag.value()) || (noun != null && noun.habitat() == Habitat.UNDERWATER);
  }

  /// The place of a thing that the lexicon also maps to a place, as a cactus to the desert.
  private static @Nullable String home(List<Tag> tags) {
    return tags.stream()
        .filter(Tag::isSubject)
        .flatMap(tag -> tag.word().candidates().stream())
        .filter(label -> label.startsWith("scene:"))
        .map(label -> label.substring("scene:".length()))
        .findFirst()
        .orElse(null);
  }

  static @Nullable String time(List<Tag> tags) {
    String time = first(tags, "time");
    String scene = scene(tags);
    boolean night = (starry(tags) && !"space".equals(scene)) || NIGHTLY.contains("" + scene);
    return time == null && night ? "night" : time;
  }

  /// Whether stars are named that are also visible from the ground.
  private static boolean starry(List<Tag> tags) {
    return tags.stream().anyMatch(tag -> tag.label().equals("scene:space") && isStarry(tag));
  }

  private static boolean isStarry(Tag tag) {
    return STARRY.contains(tag.word().key());
  }

  /// The first weather named, but precipitation takes precedence over clouds; snow if "in the snow"
  /// occurs beside another place.
  static @Nullable String weather(List<Tag> tags) {
    String first = first(tags, "weather");
    if (first == null) {
      boolean lies = says(tags, "scene:snowfield") && !"snowfield".equals(first(tags, "scene"));
      return lies ? SNOW : null;
    }
    return first.equals("cloudy")
        ? tags.stream()
            .filter(tag -> tag.is("weather"))
            .map(Tag::value)
            .filter(name -> !DRY.contains(name))
            .findFirst()
            .orElse(first)
        : first;
  }

  private static boolean says(List<Tag> tags, String label) {
    return tags.stream().anyMatch(tag -> tag.label().equals(label));
  }

  private static @Nullable String first(List<Tag> tags, String kind) {
    return tags.stream().filter(tag -> tag.is(kind)).findFirst().map(Tag::value).orElse(null);
  }
}
