package io.kinora.house.staging;

import io.kinora.house.net.MotionNet;
import io.kinora.house.net.Painter;
import io.kinora.noun.Deed;
import io.kinora.noun.Habitat;
import io.kinora.noun.Manner;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.noun.Place;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Determines the actors of a shot: the subjects of its prompt, with people in a picture or pose of
/// their action, and the props of the actions.
final class Casting {
  /// Scenes with water in which subjects can be.
  private static final Set<String> WATERS = Set.of("underwater", "sea", "lake");

  /// Natural colours of animals for which the networks learned the colours of toys.
  private static final Map<String, String> NATURAL =
      Map.of(
          "elephant",
          "white",
          "shark",
          "blue",
          "whale",
          "blue",
          "lion",
          "orange",
          "penguin",
          "black",
          "bear",
          "brown",
          "tree",
          "green");

  /// The colours of the clothes of several people, from the first on; empty for those of the
  /// drawing.
  private static final List<String> CLOTHES =
      List.of("", "yellow", "green", "red", "purple", "orange");

  /// The height of a big subject, relative to its usual height.
  static final double BIG = 1.4;

  /// The distance of things on a table, in half heights of its box.
  private static final double APART = .92;

  /// Words for a balloon that mean one on a string.
  private static final Set<String> TOY_BALLOONS =
      Set.of("balloon", "balloons", "party balloon", "party balloons", "气球", "小气球", "彩球", "氢气球");

  private final Staging staging;
  private final Predicate<String> moves;
  private final Shot shot;
  private final Staging.Setting setting;
  private final List<SubjectPhrase> said;
  private final Set<Integer> pictured;
  private final Roles roles;
  private final List<Actor> cast = new ArrayList<>();

  /// @param moves whether the networks know a noun
  /// @param pictured subjects from the user's pictures
  Casting(
      Staging staging,
      Predicate<String> moves,
      Set<Integer> pictured,
      Shot shot,
      Staging.Setting setting) {
    this.staging = staging;
    this.moves = moves;
    this.shot = shot;
    this.setting = setting;
    said = shot.text().subjects();
    this.pictured = pictured;
    roles = new Roles(said, moves, pictured, Framing.isClose(shot));
  }

  List<Actor> cast() {
    List<SubjectPhrase> apart =
        said.stream().filter(phrase -> !roles.drawnWith(phrase) && !repeated(phrase)).toList();
    var shown = new ArrayList<SubjectPhrase>();
    int most = Staging.MAX_SUBJECTS;
    for (int i = 0; i < apart.size(); i++) {
      // One of each later subject has priority over another copy of this one.
      int room = most - shown.size() - (apart.size() - 1 - i);
      int copies = Math.clamp(roles.copies(apart.get(i)), 0, Math.max(1, room));
      int had = roles.attached(apart.get(i));
      most += Math.max(0, had - copies);
      shown.addAll(Collections.nCopies(Math.max(had, copies), apart.get(i)));
    }
    shown.subList(Math.min(shown.size(), most), shown.size()).clear();
    int table = SmallThings.table(shown, roles, shot.text().scene());
    for (int i = 0; i < shown.size(); i++) {
      add(shown.get(i), i, shown.size());
    }
    if (table != SmallThings.NONE) {
      lay(table);
    }
    int actors = cast.size();
    var equipment = new Equipment(this, cast, roles, moves, shot);
    for (int i = 0; i < actors; i++) {
      equipment.equip(i);
    }
    for (int i = 0; i < actors; i++) {
      equipment.stir(i);
    }
    return Actor.spread(cast);
  }

  /// Whether food or a drink is mentioned again with an action, as coffee that is poured into a
  /// cup of coffee.
  private boolean repeated(SubjectPhrase phrase) {
    Noun noun = Nouns.named(phrase.name());
    return Framing.isClose(shot)
        && noun != null
        && Set.of("food", "drink").contains(noun.category())
        && phrase.action() == null
        && phrase.relation() == null
        && said.stream()
            .anyMatch(other -> other.action() != null && other.name().equals(phrase.name()));
  }

  private void add(SubjectPhrase phrase, int i, int all) {
    RandomGenerator random = staging.individual("subject", roles.number(phrase), i);
    float[] u = new float[Painter.LATENT];
    float[] numbers = new float[MotionNet.NUMBERS];
    for (int k = 0; k < u.length; k++) {
      u[k] = random.nextFloat();
      numbers[k] = u[k] - .5f;
    }
    int others = all - 1;
    numbers[u.length] = others == 0 ? 0 : -1 + 2f * i / others;
    numbers[u.length + 1] = others / 3f;
    int copy = (int) cast.stream().filter(actor -> actor.phrase() == roles.number(phrase)).count();
    Noun figure = among(roles.thing(phrase), phrase, copy);
    Noun thing = weightless(swimming(ashore(figure), phrase), phrase);
    Deed deed = roles.deed(phrase);
    boolean guest = pictured.contains(roles.number(phrase)) && moves.test(phrase.name());
    String noun = thing == null || guest ? phrase.name() : Stand.in(thing);
    SubjectPhrase led = roles.led(phrase);
    String does = deed == null ? led.action() : deed.motion();
    String action = does != null ? does : thing == null ? null : thing.action();
    boolean sent = thing != null && sent(led, action);
    String colour = phrase.colour();
    if (colour == null) {
      colour =
          thing == null
              ? usualColour(noun, roles.number(phrase), i)
              : varied(phrase) ? CLOTHES.get(copy % CLOTHES.size()) : "";
    } else if (thing != null
        && thing.category().equals("pose")
        && thing.colours().contains(colour)) {
      colour = ""; // its picture has that colour
    }
    var actor =
        new Actor(
            noun,
            thing,
            colour,
            u,
            size(phrase),
            sent
                ? staging.cue("car", "drive", led.direction(), led.speed(), setting)
                : staging.cue(noun, action, led.direction(), led.speed(), setting),
            numbers,
            roles.number(phrase),
            relation(phrase),
            led.direction() == null && shot.subject().direction() == null,
            null);
    SubjectPhrase.Sequel sequel = phrase.sequel();
    cast.add(
        sequel == null
            ? actor
            : actor.then(
                actor.doing(
                    staging.cue(
                        noun, sequel.action(), sequel.direction(), sequel.speed(), setting))));
  }

  /// Whether several differ in colour: people by their clothes, balloons.
  private boolean varied(SubjectPhrase phrase) {
    return Framing.isClose(shot)
        && phrase.count() > 1
        && (roles.anybody(phrase) || Attachment.isRaised(phrase.name()));
  }

  /// The figure of one of several people: every other one of children, students or friends has the
  /// other sex.
  ///
  /// @param copy its index among them
  private @Nullable Noun among(@Nullable Noun thing, SubjectPhrase phrase, int copy) {
    if (thing == null || copy % 2 == 0 || !roles.anybody(phrase) || Roles.female(phrase) != null) {
      return thing;
    }
    Noun other = thing.key().startsWith("man") ? Nouns.named("wo" + thing.key()) : null;
    return other == null
        ? thing
        : other.in(thing.habitat()).doing(thing.action(), thing.manner(), Roles.size(phrase));
  }

  /// Whether an immobile thing is given a direction.
  private static boolean sent(SubjectPhrase phrase, @Nullable String action) {
    return phrase.direction() != null
        && Set.of("left", "right").contains(phrase.direction())
        && (action == null || Actor.RESTING.contains(action));
  }

  /// A usual colour of a subject: the natural one if the world also has others.
  String usualColour(String noun, int phrase, int number) {
    String natural = NATURAL.get(noun);
    String usual = natural != null ? natural : staging.usualColour(noun, phrase, number);
    return noun.equals("dog") && usual.equals("yellow") ? "brown" : usual; // yellow looks green
  }

  /// An underwater animal sits on the ground where there is no water.
  private @Nullable Noun ashore(@Nullable Noun thing) {
    if (thing != null && thing.key().equals("lily-pad") && !wet()) {
      return thing.in(Habitat.GROUND);
    }
    return thing != null && thing.habitat() == Habitat.UNDERWATER && !wet()
        ? thing.in(Habitat.GROUND).doing("stand", Manner.BREATHE, 1)
        : thing;
  }

  /// Whether there is water that something can leap out of.
  boolean aboveWater() {
    return wet() && !setting.scene().equals("underwater");
  }

  /// The cue of a prop.
  List<String> cue(String noun, String action) {
    return staging.cue(noun, action, null, null, setting);
  }

  /// Whether there is water in which subjects can be.
  boolean wet() {
    Place place = setting.place();
    return place == null
        ? WATERS.contains(setting.scene())
        : place.ground() == Place.Ground.WATER || WATERS.contains(place.backdrop());
  }

  /// A swimming land animal is drawn from its code, which the water can partly hide: the networks'
  /// subject would walk on the water.
  private @Nullable Noun swimming(@Nullable Noun thing, SubjectPhrase phrase) {
    Noun animal = Nouns.named(phrase.name());
    boolean above = aboveWater();
    if (above && thing != null && thing.habitat() == Habitat.UNDERWATER && leaps(phrase)) {
      return thing.in(Habitat.WATER);
    }
    if (above && thing != null && "float".equals(phrase.action()) && Stand.drifts(thing)) {
      return thing.in(Habitat.WATER).doing("float", Manner.BOB, 1);
    }
    boolean swims = thing == null && "swim".equals(phrase.action()) && wet();
    return swims
            && animal != null
            && !setting.scene().equals("underwater")
            && animal.habitat() == Habitat.GROUND
            && animal.category().equals("animal")
        ? animal.in(Habitat.WATER).doing("swim", Manner.SWIM, 1)
        : thing;
  }

  /// A subject in space floats and does not stand on the ground.
  private @Nullable Noun weightless(@Nullable Noun thing, SubjectPhrase phrase) {
    boolean floats =
        setting.scene().equals("space")
            && ("float".equals(phrase.action()) || "fly".equals(phrase.action()));
    return floats && thing != null && roles.person(phrase) ? thing.in(Habitat.AIR) : thing;
  }

  /// Whether it leaps out of the water and falls back.
  private static boolean leaps(SubjectPhrase phrase) {
    return "hop".equals(phrase.action());
  }

  /// Places all things side by side on a table.
  ///
  /// @param table the index of the subject that is the table; [Actor#TABLE] if there is none
  private void lay(int table) {
    long things = cast.stream().filter(actor -> actor.phrase() != table).count();
    double place = (1 - things) / 2.0;
    for (int i = 0; i < cast.size(); i++) {
      Actor actor = cast.get(i);
      if (actor.phrase() == table) {
        cast.set(i, actor.supporting());
      } else {
        cast.set(i, actor.on(new Relation(Where.ON, table), APART * place++ / things));
      }
    }
    if (table == Actor.TABLE) {
      cast.add(table());
    }
  }

  /// A relation to a subject that is drawn separately.
  private @Nullable Relation relation(SubjectPhrase phrase) {
    Relation relation = phrase.relation();
    if (relation == null) {
      return null;
    }
    SubjectPhrase other = said.get(relation.other());
    if (roles.drawnWith(other)) {
      // under a tree with the bicycle that is part of her picture
      return relation.where() == Where.RIDING && other.relation() != null ? relation(other) : null;
    }
    return relation.where() == Where.IN && roles.seated(relation)
        ? new Relation(Where.ON, relation.other())
        : relation;
  }

  /// The table under a single thing.
  private Actor table() {
    Noun table = Objects.requireNonNull(Nouns.named("dining-table"));
    String noun = Stand.in(table);
    List<String> words = staging.cue(noun, table.action(), null, null, setting);
    float[] u = new float[Painter.LATENT];
    var numbers = new float[MotionNet.NUMBERS];
    return new Actor(noun, table, "", u, 1, words, numbers, Actor.TABLE, null, false, null)
        .supporting();
  }

  /// The factor of a subject's usual height.
  private static double size(SubjectPhrase phrase) {
    String size = phrase.size();
    return "small".equals(size) ? .62 : "big".equals(size) ? BIG : "giant".equals(size) ? 2.2 : 1;
  }

  /// Whether it is a toy balloon on a string, not a hot-air balloon.
  static boolean isToy(SubjectPhrase phrase, boolean close) {
    Relation relation = phrase.relation();
    boolean held = relation != null && relation.where() == Where.HELD;
    return phrase.name().equals("balloon")
        && (held || (close && TOY_BALLOONS.contains(phrase.word().toLowerCase(Locale.ROOT))));
  }
}
