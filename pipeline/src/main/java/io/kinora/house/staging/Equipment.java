package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.Shot;
import io.kinora.shot.SubjectPhrase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Gives the actors of a shot the props of their deeds, and what they stir up.
final class Equipment {
  /// Props that animals do not need: they drink from the river, and sing aloud.
  private static final Set<String> NEEDLESS = Set.of("tumbler-glass", "microphone");

  /// Values instead of the index of a partner: for one who uses a thing alone or first, and for a
  /// third or further one of several.
  private static final int NONE = -1, MORE = -2;

  private static final String DROP = "droplet";

  /// How many times as high as a thing a prop is that is not replaced by it.
  private static final double LARGE = 4;

  private final Casting casting;
  private final List<Actor> cast;
  private final Roles roles;
  private final Predicate<String> moves;
  private final Shot shot;
  private final List<SubjectPhrase> said;

  /// @param cast the actors so far; props are added at its end
  /// @param moves whether the networks know a noun
  Equipment(Casting casting, List<Actor> cast, Roles roles, Predicate<String> moves, Shot shot) {
    this.casting = casting;
    this.cast = cast;
    this.roles = roles;
    this.moves = moves;
    this.shot = shot;
    said = shot.text().subjects();
  }

  /// Adds what an actor stirs up: drops where it leaps out of the water, smoke below a rocket.
  void stir(int i) {
    Actor actor = cast.get(i);
    SubjectPhrase phrase = actor.phrase() < 0 ? null : said.get(actor.phrase());
    if (phrase == null || !Framing.isClose(shot)) {
      return;
    }
    if (casting.aboveWater() && DeedMotion.breaches(phrase)) {
      for (int k = 0; k < DeedMotion.DROPS; k++) {
        cast.add(prop(DROP, new Deed.Prop(DROP, Deed.Place.SPLASHING, 1, k, 0), i, i));
      }
    }
    if (DeedMotion.launched(phrase)) {
      double scale = said.stream().anyMatch(other -> other.name().equals(Roles.SMOKE)) ? 3 : 1.8;
      var smoke = new Deed.Prop(Roles.SMOKE, Deed.Place.EXHAUST, scale, 0, 0);
      for (int k = 0; k < Stream.SHOWN; k++) {
        cast.add(prop(Roles.SMOKE, Stream.share(smoke, k), i, i));
      }
    }
  }

  /// Adds the props of an actor's action that the prompt does not name.
  void equip(int i) {
    Actor actor = cast.get(i);
    SubjectPhrase phrase = actor.phrase() < 0 ? null : said.get(actor.phrase());
    Deed deed = phrase == null ? null : roles.deed(phrase);
    if (phrase == null
        || deed == null
        || (roles.picture(phrase) != null && !deed.pose().isEmpty())) {
      return;
    }
    var named = new ArrayList<Deed.Prop>();
    for (int k = 0; k < cast.size(); k++) {
      Actor other = cast.get(k);
      Relation relation = other.relation();
      boolean had =
          relation != null
              && relation.where().passive()
              && relation.other() == actor.phrase()
              && other.owner() < 0
              && (named.isEmpty() || alone(actor)); // each of several has one
      Deed.Prop prop = had ? propOfCopy(other, i) : null;
      prop = had && prop == null ? suited(deed, other, named) : prop;
      if (prop != null) {
        named.add(prop);
        cast.set(k, other.with(i, prop));
      }
    }
    Relation mount = actor.relation();
    int partner = partner(i, deed);
    if (partner >= 0) {
      cast.set(i, actor.with(partner, Deed.Prop.usual(actor.key(), Deed.Place.FACING)));
    }
    boolean rides = mount != null && mount.where() == Where.RIDING;
    for (Deed.Prop usual : deed.props()) {
      Deed.Prop prop = roles.person(phrase) ? usual : Attachment.lowered(usual);
      prop = actor.key().equals("robot") ? Attachment.shortened(prop) : prop;
      boolean another = i > 0 && cast.get(i - 1).phrase() == actor.phrase();
      boolean shared = partner != NONE && prop.place() == Deed.Place.USED;
      boolean seated =
          prop.place() == Deed.Place.UNDER
              && (roles.seated(mount) || bound(actor) || Attachment.unseated(actor, deed));
      boolean received = !deed.of().isEmpty() && prop.place() == Deed.Place.USED && bound(actor);
      if (prop.place() == Deed.Place.DRAWN
          || received
          || shared
          || seated
          || prop.place().self()
          || (!roles.person(phrase) && NEEDLESS.contains(prop.noun()))
          || (prop.place() == Deed.Place.GROUND && another && !prop.noun().endsWith("ball"))
          || named.contains(usual)
          || (rides && (prop.place() == Deed.Place.MOUNT || prop.place() == Deed.Place.FACING))) {
        continue;
      }
      int there = named(prop, deed);
      if (there >= 0) {
        cast.set(there, cast.get(there).with(i, prop)); // the goal into which a ball is kicked
        continue;
      }
      if (prop.place().streams()) {
        for (int k = 0; k < Stream.SHOWN; k++) {
          cast.add(prop(prop.noun(), Stream.share(prop, k), i, i));
        }
      } else if (prop.place() == Deed.Place.MOUNT) {
        cast.add(prop(prop.noun(), null, -1, i).sized(prop.scale()));
        cast.set(i, cast.get(i).with(cast.size() - 1, prop));
      } else if (prop.place() == Deed.Place.FEET) {
        cast.add(prop(prop.noun(), new Deed.Prop(prop.noun(), prop.place(), 1, -.62, 0), i, i));
        cast.add(prop(prop.noun(), new Deed.Prop(prop.noun(), prop.place(), 1, .62, 0), i, i));
      } else {
        String noun = prop.noun().equals(Deed.SELF) ? phrase.name() : prop.noun();
        cast.add(prop(noun, prop, i, i));
      }
    }
  }

  /// The prop that another copy of a thing fills for the same owner.
  private Deed.@Nullable Prop propOfCopy(Actor thing, int owner) {
    return cast.stream()
        .filter(other -> other.phrase() == thing.phrase() && other.owner() == owner)
        .map(Actor::prop)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /// A subject of the prompt that is a thing which a deed needs, by its place in the cast; -1 if
  /// there is none that nobody has.
  private int named(Deed.Prop prop, Deed deed) {
    for (int k = 0; k < cast.size(); k++) {
      Actor other = cast.get(k);
      if (other.phrase() >= 0
          && other.key().equals(prop.noun())
          && other.owner() < 0
          && (other.relation() == null || common(other.relation(), prop, deed))) {
        return k;
      }
    }
    return -1;
  }

  private boolean alone(Actor actor) {
    return cast.stream().filter(other -> other.phrase() == actor.phrase()).count() == 1;
  }

  /// Whether something is on another thing or in it, like a liquid that is poured into a cup.
  private static boolean bound(Actor actor) {
    Relation relation = actor.relation();
    return relation != null && relation.other() >= 0 && relation.where().attached();
  }

  /// Whether somebody else with the same deed has the thing that both use.
  private boolean common(Relation relation, Deed.Prop prop, Deed deed) {
    return prop.place() == Deed.Place.USED
        && relation.where() == Where.USED
        && deed.equals(roles.deed(said.get(relation.other())));
  }

  /// The first of two who use one thing together, for the second of them; [#MORE] for others, who
  /// only watch; [#NONE] if there is none.
  private int partner(int i, Deed deed) {
    boolean use = deed.props().stream().anyMatch(prop -> prop.place() == Deed.Place.USED);
    if (!use || !deed.of().isEmpty() || !deed.motion().equals("stand") || bound(cast.get(i))) {
      return NONE;
    }
    int first = -1;
    int others = 0;
    for (int k = 0; k < i; k++) {
      int phrase = cast.get(k).phrase();
      if (phrase >= 0 && deed.equals(roles.deed(said.get(phrase)))) {
        first = first < 0 ? k : first;
        others++;
      }
    }
    boolean several =
        said.stream().anyMatch(thing -> thing.count() > 1 && deed.prop(thing.name()) != null);
    return several || others == 0 ? NONE : others == 1 ? first : MORE;
  }

  /// The prop of an action that a named thing fills: that of its noun, otherwise one in the same
  /// position.
  private static Deed.@Nullable Prop suited(Deed deed, Actor thing, List<Deed.Prop> named) {
    Deed.Prop own = deed.prop(thing.key());
    if (own != null) {
      return own.place() == Deed.Place.DRAWN ? null : own;
    }
    Deed.Prop bond = Objects.requireNonNull(thing.bond());
    List<Deed.Prop> free = deed.props().stream().filter(prop -> !named.contains(prop)).toList();
    return free.stream()
        .filter(prop -> areFood(prop, thing)) // cookies in place of the bread, not of the oven
        .findFirst()
        .or(
            () ->
                free.stream()
                    .filter(prop -> prop.place() == bond.place() && !supports(prop, thing))
                    .findFirst())
        .orElse(null);
  }

  /// Whether the thing lies on the prop: on furniture, or on what is many times as high.
  private static boolean supports(Deed.Prop prop, Actor thing) {
    Noun noun = Nouns.named(prop.noun());
    Noun own = thing.thing();
    boolean large = noun != null && noun.height() > LARGE * Heights.metres(thing);
    return large || (isFurniture(noun) && !isFurniture(own));
  }

  private static boolean isFurniture(@Nullable Noun noun) {
    return noun != null && noun.category().equals("furniture");
  }

  private static boolean areFood(Deed.Prop prop, Actor thing) {
    return Nouns.isFood(prop.noun()) && Nouns.isFood(thing.key());
  }

  private Actor prop(String key, Deed.@Nullable Prop how, int owner, int doer) {
    Noun thing = moves.test(key) ? null : Nouns.named(key);
    String noun = thing == null ? key : Stand.in(thing);
    Actor by = cast.get(doer);
    float[] u = by.u().clone();
    String action = thing == null ? "stand" : thing.action();
    List<String> words = owner < 0 ? mounted(by, noun) : casting.cue(noun, action);
    String colour = thing == null ? casting.usualColour(noun, by.phrase(), doer) : "";
    return new Actor(
        noun,
        thing,
        colour,
        u,
        1,
        words,
        by.cueNumbers().clone(),
        Actor.PROP,
        null,
        by.free(),
        owner,
        how,
        null);
  }

  /// The cue of a mount: it moves as its rider is told to.
  private static List<String> mounted(Actor rider, String noun) {
    var words = new ArrayList<>(rider.cueWords());
    words.set(0, noun);
    return List.copyOf(words);
  }
}
