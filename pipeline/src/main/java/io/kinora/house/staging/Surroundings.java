package io.kinora.house.staging;

import io.kinora.house.net.HouseModel;
import io.kinora.house.staging.Staging.Setting;
import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Habitat;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Place;
import io.kinora.noun.Places;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Determines the setting of a shot: from the prompt, otherwise from its subjects and their
/// actions.
final class Surroundings {
  /// Scenes of land without water: a raft "between the mountains" is on the lake there.
  private static final Set<String> DRY = Set.of("forest", "mountains", "meadow", "jungle");

  /// Animals that are shown under water if no place is named.
  private static final Set<String> SWIMMERS = Set.of("fish", "shark", "octopus");

  /// Scenes that are a slope for those who slide, and the place that is shown then.
  private static final Set<String> HILLS = Set.of("mountains", "valley", "meadow");

  private static final String SLOPE = "ski-slope";

  private static final String RIVER = "river";

  /// The scene of things of a room if rain falls.
  private static final String OUTDOORS = "city";

  /// The scene from which rockets start.
  private static final String LAUNCHED = "meadow";

  /// The place whose sky is never blue.
  private static final String MARS = "mars";

  /// The scene in which boats float.
  private static final String WATERS = "lake";

  /// The height in metres of things that do not fit into a room.
  private static final double OUTSIZE = 3;

  /// Things that are visible only at night, or are lit then.
  private static final Set<String> OF_THE_NIGHT =
      Set.of(
          "aurora",
          "full-moon",
          "crescent-moon",
          "shooting-star",
          "milky-way",
          "fireworks",
          "comet",
          "sparkler",
          "fireflies",
          "sky-lantern",
          "lotus-lantern",
          "campfire",
          "high-voltage",
          "jack-o-lantern",
          "ghost",
          "vampire",
          "bat",
          "owl");

  private final HouseModel model;
  private final Shot shot;
  private final Prior prior;

  Surroundings(HouseModel model, Shot shot, Prior prior) {
    this.model = model;
    this.shot = shot;
    this.prior = prior;
  }

  /// Determines the setting.
  Setting setting(RandomGenerator random) {
    Understanding text = shot.text();
    var vocabulary = model.config().vocabulary();
    String usualScene =
        text.subjects().isEmpty()
            ? vocabulary.scenes().get(random.nextInt(vocabulary.scenes().size()))
            : usualScene(random);
    // Most pictures show a clear day; a few have evening or morning light.
    double hour = random.nextDouble();
    String usualTime =
        nocturnal(text) ? "night" : hour < .8 ? "day" : hour < .92 ? "sunset" : "dawn";
    String said =
        text.scene() != null && DRY.contains(text.scene()) && boats() ? WATERS : text.scene();
    String scene = snowy(text) ? SLOPE : orElse(said, usualScene);
    Place place = vocabulary.scenes().contains(scene) ? null : Places.named(scene);
    return new Setting(
        place == null ? scene : place.backdrop(),
        orElse(text.time(), orFirst(vocabulary.times(), MARS.equals(scene) ? "sunset" : usualTime)),
        orElse(text.weather(), orFirst(vocabulary.weathers(), "clear")),
        place);
  }

  /// Whether somebody slides down a slope of snow, and no other place than hills is named.
  private static boolean snowy(Understanding text) {
    boolean hills = text.scene() == null || HILLS.contains(text.scene());
    return hills
        && text.subjects().stream().anyMatch(subject -> DeedMotion.slides(subject.action()));
  }

  /// Whether there is a boat that is painted from a code, and no land vehicle.
  private boolean boats() {
    return shot.text().subjects().stream()
        .map(subject -> Nouns.named(subject.name()))
        .anyMatch(
            noun ->
                noun != null
                    && noun.habitat() == Habitat.WATER
                    && noun.category().equals("vehicle"));
  }

  /// Whether the prompt names something that is visible only at night.
  private static boolean nocturnal(Understanding text) {
    return text.subjects().stream().anyMatch(subject -> OF_THE_NIGHT.contains(subject.name()));
  }

  private static String orElse(@Nullable String said, String usual) {
    return said == null ? usual : said;
  }

  private static String orFirst(List<String> words, String wanted) {
    return words.contains(wanted) ? wanted : words.getFirst();
  }

  /// A scene that suits all subjects: the home of a noun of the table, otherwise the prior's for
  /// subjects of the networks.
  private String usualScene(RandomGenerator random) {
    List<SubjectPhrase> all = shot.text().subjects();
    List<SubjectPhrase> apart =
        all.stream().filter(subject -> !isHad(subject) && !hatches(all, subject)).toList();
    List<SubjectPhrase> own = apart.isEmpty() ? all : apart;
    if (own.stream().anyMatch(subject -> swims(subject) && leaps(subject))) {
      return "sea";
    }
    if (own.stream().allMatch(Surroundings::swims)) {
      return "underwater";
    }
    if (own.stream().anyMatch(Surroundings::basks)) {
      return "sea";
    }
    if (own.stream().anyMatch(subject -> subject.name().equals("sailboat"))) {
      if (Framing.isClose(shot) && own.stream().anyMatch(Surroundings::isAboard)) {
        return WATERS;
      }
      return prior.usual(List.of("sailboat"), Prior.Kind.SCENE, random); // never on land
    }
    if (Framing.isClose(shot) && own.stream().anyMatch(DeedMotion::launched)) {
      return LAUNCHED;
    }
    if (own.stream().anyMatch(Surroundings::drinks)) {
      return RIVER;
    }
    for (SubjectPhrase subject : all) {
      Deed deed = Deeds.named(subject.action());
      String home = deed == null || subject.relation() != null ? null : deed.home();
      Place place = home == null ? null : Places.named(home);
      boolean fits = place == null || !place.indoors() || own.stream().noneMatch(this::outdoors);
      if (home != null && fits && (place != null || model.phrases().knows(home))) {
        return home;
      }
    }
    List<Noun> nouns =
        own.stream()
            .filter(subject -> !known(subject.name()))
            .map(subject -> Nouns.named(subject.name()))
            .flatMap(Stream::ofNullable)
            .toList();
    if (!nouns.isEmpty()) {
      // a princess in front of a castle is outdoors, a mother at a bed in a bedroom
      Noun first = nouns.stream().min(Comparator.comparingInt(Stand::placeRank)).orElseThrow();
      List<String> homes = Stand.homes(first);
      String home = homes.get(random.nextInt(homes.size()));
      Place place = Places.named(home);
      boolean open =
          falls()
              || own.stream().anyMatch(subject -> fliesBeside(subject, first) || outdoors(subject));
      return place != null && place.indoors() && open ? OUTDOORS : home;
    }
    String usual =
        prior.usual(own.stream().map(SubjectPhrase::name).toList(), Prior.Kind.SCENE, random);
    return falls() && Set.of("space", "underwater", "desert").contains(usual) ? OUTDOORS : usual;
  }

  /// Whether rain or snow falls, which is seen only outdoors.
  private boolean falls() {
    String weather = shot.text().weather();
    return Framing.isClose(shot) && ("rain".equals(weather) || "snow".equals(weather));
  }

  /// Whether it is a thing of the open air: whoever eats under a tree is outdoors. A dinosaur may
  /// be in a room, as at its birthday.
  private boolean outdoors(SubjectPhrase subject) {
    Noun noun = Nouns.named(subject.name());
    boolean large =
        noun == null
            ? Heights.metres(subject.name()) >= OUTSIZE && !subject.name().equals("dinosaur")
            : noun.height() >= OUTSIZE && !noun.lives() && noun.habitat() == Habitat.GROUND;
    return Framing.isClose(shot) && (large || (noun != null && noun.habitat() == Habitat.WATER));
  }

  /// Whether another subject flies: a princess on a flying unicorn is outdoors.
  private static boolean fliesBeside(SubjectPhrase subject, Noun first) {
    return "fly".equals(subject.action()) && !subject.name().equals(first.key());
  }

  /// Whether it is a belonging: a carrot that a rabbit eats is where the rabbit lives.
  private static boolean isHad(SubjectPhrase subject) {
    Relation relation = subject.relation();
    return relation != null && relation.where().passive() && relation.where() != Where.FROM;
  }

  /// Whether something comes out of it: a chick that hatches is where chicks live, not where eggs
  /// are eaten.
  private static boolean hatches(List<SubjectPhrase> all, SubjectPhrase egg) {
    return all.stream()
        .map(SubjectPhrase::relation)
        .filter(Objects::nonNull)
        .anyMatch(
            relation -> relation.where() == Where.FROM && all.get(relation.other()).equals(egg));
  }

  private static boolean isAboard(SubjectPhrase subject) {
    return subject.relation() != null && Roles.ABOARD.contains(subject.relation().where());
  }

  private static boolean swims(SubjectPhrase subject) {
    Noun noun = Nouns.named(subject.name());
    return SWIMMERS.contains(subject.name())
        || (noun != null && noun.habitat() == Habitat.UNDERWATER);
  }

  /// Whether it is a mermaid or similar on a rock, which is above the water.
  private static boolean basks(SubjectPhrase subject) {
    Noun noun = Nouns.named(subject.name());
    return noun != null
        && noun.category().equals("fantasy")
        && noun.habitat() == Habitat.UNDERWATER
        && subject.relation() != null
        && subject.relation().where() == Where.ON;
  }

  private static boolean leaps(SubjectPhrase subject) {
    return subject.action() != null && Habitat.LEAVING_WATER.contains(subject.action());
  }

  /// Whether it is a drinking animal, which needs water in the scene instead of a glass.
  private static boolean drinks(SubjectPhrase subject) {
    Noun noun = Nouns.named(subject.name());
    return "drink".equals(subject.action()) && noun != null && noun.category().equals("animal");
  }

  private boolean known(String name) {
    return model.config().vocabulary().subjects().contains(name);
  }
}
