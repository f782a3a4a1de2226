package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Habitat;
import io.kinora.noun.Manner;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.SubjectPhrase;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Determines how the subjects of a prompt are drawn: people in a picture or pose of their action,
/// things with the motion of it.
final class Roles {
  /// Words for people who are drawn as a generic man or woman.
  private static final Set<String> ANYBODY =
      Set.of("boy", "girl", "man", "woman", "person", "child");

  private static final Set<String> FEMALE = Set.of("girl", "woman");

  /// Words for people of any sex, and for children.
  private static final Set<String> OPEN =
      Set.of(
          ("person people somebody child children kid kids student teacher doctor worker runner"
                  + " friend hiker 人 人们 孩子 小孩 小朋友 儿童 学生 老师 医生 工人 行人")
              .split(" "));

  private static final Set<String> CHILDREN =
      Set.of(
          "boy girl child kid children kids schoolboy schoolgirl 男孩 女孩 小男孩 小女孩 孩子 小孩 小朋友 儿童"
              .split(" "));

  static final String SMOKE = "smoke";

  private static final double CHILD = .76;

  /// The subjects whose running is shown by a pose; children have animated legs.
  private static final Set<String> ADULTS = Set.of("man", "woman", "person");

  private static final String RUN = "run";

  /// Kinds of locomotion that a pose cannot show.
  private static final Set<String> GOING =
      Set.of(
          "walk", "run", "fly", "hop", "swim", "climb", "dance", "spin", "roll", "dive", "float");

  /// Actions of people that animals and things do in their own way.
  private static final Set<String> PLAIN = Set.of("sail", "swim", "dance");

  /// Boats whose pictures show people.
  private static final Set<String> MANNED =
      Set.of("bamboo-raft", "awning-boat", "gondola", "dragon-boat");

  /// Things to sit on.
  private static final Set<String> SEATS =
      Set.of(
          "chair",
          "armchair",
          "couch",
          "bench",
          "throne",
          "rocking-chair",
          "stool",
          "swing",
          "deck-chair",
          "hammock");

  private final List<SubjectPhrase> said;
  private final Predicate<String> moves;
  private final Set<Integer> pictured;

  /// @param moves whether the networks know a noun
  /// @param pictured indices of subjects from the user's pictures
  Roles(List<SubjectPhrase> said, Predicate<String> moves, Set<Integer> pictured) {
    this.pictured = pictured;
    this.said = said;
    this.moves = moves;
  }

  /// The index of a subject in the prompt, by identity, because two subjects may have equal words.
  @SuppressWarnings("ReferenceEquality")
  int number(SubjectPhrase phrase) {
    for (int i = 0; i < said.size(); i++) {
      if (said.get(i) == phrase) {
        return i;
      }
    }
    throw new IllegalArgumentException("not of this prompt");
  }

  private boolean anybody(SubjectPhrase phrase) {
    return ANYBODY.contains(phrase.name()) && !pictured.contains(number(phrase));
  }

  /// Whether a subject is a person, and not an animal or thing.
  boolean person(SubjectPhrase phrase) {
    Noun noun = Nouns.named(phrase.name());
    return anybody(phrase)
        || (noun != null && Set.of("person", "fantasy").contains(noun.category()));
  }

  /// The depicted action of a person; null if it is an ordinary action.
  @Nullable Deed deed(SubjectPhrase phrase) {
    String action = phrase.action();
    return !person(phrase) && action != null && PLAIN.contains(action) ? null : Deeds.named(action);
  }

  /// The other subjects that are related to a subject.
  private List<SubjectPhrase> having(int number) {
    return said.stream()
        .filter(
            other ->
                other.relation() != null
                    && other.relation().other() == number
                    && other.relation().where().passive())
        .toList();
  }

  /// The noun whose picture shows the action; null if a pose does.
  @Nullable String picture(SubjectPhrase phrase) {
    Deed deed = deed(phrase);
    if (deed == null || deed.pictures().isEmpty() || !anybody(phrase)) {
      return null;
    }
    Relation relation = phrase.relation();
    boolean coloured =
        relation != null
            && relation.where() == Where.RIDING
            && said.get(relation.other()).colour() != null;
    boolean poses = !deed.pose().isEmpty();
    return coloured && poses ? null : deed.picture(female(phrase));
  }

  /// Whether it is a rocket that takes off, with smoke below it.
  static boolean launched(SubjectPhrase phrase) {
    return phrase.name().equals("rocket")
        && phrase.action() != null
        && phrase.action().startsWith("take");
  }

  /// Whether a subject is part of the picture of another's action.
  boolean drawnWith(SubjectPhrase phrase) {
    if (phrase.name().equals(SMOKE) && said.stream().anyMatch(Roles::launched)) {
      return true;
    }
    int number = number(phrase);
    Relation aboard = phrase.relation();
    if (aboard != null
        && Set.of(Where.ON, Where.IN, Where.RIDING).contains(aboard.where())
        && MANNED.contains(said.get(aboard.other()).name())
        && person(phrase)) {
      return true;
    }
    for (SubjectPhrase doer : said) {
      Deed deed = deed(doer);
      Deed.Prop prop = deed == null || number(doer) == number ? null : deed.prop(phrase.name());
      boolean drawn = prop != null && prop.place() == Deed.Place.DRAWN && shows(doer, deed);
      if (deed == null || prop == null || !(anybody(doer) || drawn)) {
        continue;
      }
      if (drawn) {
        return true;
      }
      Relation relation = doer.relation();
      boolean ridden =
          relation != null && relation.where() == Where.RIDING && relation.other() == number;
      boolean had = having(number(doer)).contains(phrase);
      boolean shown = picture(doer) != null && !deed.pose().isEmpty();
      if ((ridden || had) && (shown || prop.place() == Deed.Place.DRAWN)) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Boolean female(SubjectPhrase phrase) {
    return OPEN.contains(phrase.word().toLowerCase(java.util.Locale.ROOT))
        ? null
        : (Boolean) FEMALE.contains(phrase.name());
  }

  /// The noun that a subject is drawn as; null if the networks know it.
  @Nullable Noun thing(SubjectPhrase phrase) {
    Deed deed = deed(phrase);
    String plainly = eastern(overhead(phrase), phrase);
    String noun = deed == null ? plainly : deed.shown(plainly);
    boolean moving = moves.test(noun) && !isToy(phrase) && !pictured.contains(number(phrase));
    Noun plain = moving ? null : Nouns.named(noun);
    String pose = picture(phrase);
    if (pose == null && anybody(phrase)) {
      pose = pose(phrase, deed);
    } else if (pose == null && !pictured.contains(number(phrase))) {
      pose = own(phrase, deed);
    }
    Noun shown = pose == null ? plain : Nouns.named(pose);
    if (shown == null || (pose == null && deed == null)) {
      return shown == null ? null : acting(shown, led(phrase));
    }
    boolean child = CHILDREN.contains(phrase.word().toLowerCase(java.util.Locale.ROOT));
    boolean scaled = pose != null && child;
    boolean runs = deed == null && RUN.equals(phrase.action());
    String motion = deed != null ? deed.motion() : runs ? RUN : "stand";
    Manner manner = deed != null ? deed.manner() : runs ? Manner.WALK : Manner.BREATHE;
    return shown.doing(motion, manner, scaled ? CHILD : 1);
  }

  /// Whether it is a toy balloon on a string, not a hot-air balloon.
  private static boolean isToy(SubjectPhrase phrase) {
    Relation relation = phrase.relation();
    return phrase.name().equals("balloon") && relation != null && relation.where() == Where.HELD;
  }

  /// A dragon in Chinese words is one of the East, which has no wings.
  private static String eastern(String noun, SubjectPhrase phrase) {
    return noun.equals("dragon") && phrase.word().contains("龙") ? "chinese-dragon" : noun;
  }

  /// The noun for blossoms above somebody: a tree with blossoms.
  private String overhead(SubjectPhrase phrase) {
    int number = number(phrase);
    boolean above =
        said.stream()
            .map(SubjectPhrase::relation)
            .anyMatch(
                relation ->
                    relation != null
                        && relation.where() == Where.BELOW
                        && relation.other() == number);
    return above && phrase.name().equals("cherry-blossom") ? "cherry-tree" : phrase.name();
  }

  /// A noun with the prompt's action: a dancing teapot sways, a walking eagle is on the ground.
  private static Noun acting(Noun noun, SubjectPhrase phrase) {
    String action = phrase.action();
    if (action == null || action.equals(noun.action())) {
      return noun;
    }
    boolean flies = noun.habitat() == Habitat.AIR;
    return switch (action) {
      case "fly", "hover", "take off", "take-off" -> {
        Noun flying = Nouns.named(noun.key() + "-flying");
        yield up(
            flying == null ? noun : flying,
            action,
            noun.manner() == Manner.FLUTTER ? noun.manner() : Manner.FLY);
      }
      case "flutter" -> up(noun, action, Manner.FLUTTER);
      case "glide" ->
          noun.habitat() == Habitat.GROUND && noun.category().equals("animal")
              ? up(noun, action, Manner.GLIDE)
              : noun.doing(action, Manner.GLIDE, 1);
      case "float" ->
          noun.doing(action, noun.habitat() == Habitat.WATER ? Manner.BOB : Manner.FLOAT, 1);
      case "walk", "run" -> (flies ? noun.in(Habitat.GROUND) : noun).doing(action, step(noun), 1);
      case "hop" -> (flies ? noun.in(Habitat.GROUND) : noun).doing(action, Manner.HOP, 1);
      case "stand" ->
          (flies && noun.category().equals("animal") ? noun.in(Habitat.GROUND) : noun)
              .doing(action, rest(noun), 1);
      case "dance" -> noun.doing(action, Manner.DANCE, 1);
      case "sway" -> noun.doing(action, Manner.SWAY, 1);
      case "spin" -> noun.doing(action, spinning(noun), 1);
      case "roll" -> noun.doing(action, rolling(noun), 1);
      case "swim", "dive" ->
          (noun.habitat() == Habitat.GROUND ? noun.in(Habitat.WATER) : noun)
              .doing(action, Manner.SWIM, 1);
      default -> noun.doing(action, noun.manner(), 1);
    };
  }

  /// The spinning motion of a noun: plants turn towards the sun, a planet about an unseen axis.
  private static Manner spinning(Noun noun) {
    boolean sways = noun.category().equals("plant") || noun.habitat() == Habitat.SPACE;
    return living(noun)
        ? Manner.DANCE
        : sways ? Manner.SWAY : upright(noun) ? Manner.RATTLE : Manner.SPIN;
  }

  private static boolean living(Noun noun) {
    return Set.of("animal", "person", "fantasy", "pose").contains(noun.category());
  }

  /// Whether it stays upright while its contents rotate: a washing machine, a pot of soup.
  private static boolean upright(Noun noun) {
    return Set.of("household", "furniture", "building", "drink").contains(noun.category())
        || (noun.category().equals("food") && noun.habitat() == Habitat.TABLE);
  }

  /// The rolling motion of a noun: a ball rolls over, a plant does not.
  private static Manner rolling(Noun noun) {
    boolean rooted = noun.category().equals("plant") || noun.habitat() == Habitat.WATER;
    return rooted ? noun.manner() : upright(noun) ? Manner.RATTLE : Manner.ROLL;
  }

  private static Noun up(Noun noun, String action, Manner manner) {
    boolean high = noun.habitat() == Habitat.SKY || noun.habitat() == Habitat.SPACE;
    return (high ? noun : noun.in(Habitat.AIR)).doing(action, manner, 1);
  }

  private static Manner step(Noun noun) {
    return switch (noun.manner()) {
      case WADDLE, HOP, CRAWL, SLITHER, DRIVE, ROLL -> noun.manner();
      default -> Manner.WALK;
    };
  }

  private static Manner rest(Noun noun) {
    return living(noun) ? Manner.BREATHE : Manner.STILL;
  }

  /// The picture of a particular person with the action: a witch on her broom, a sitting king; null
  /// if there is none.
  private @Nullable String own(SubjectPhrase phrase, @Nullable Deed deed) {
    String doing = deed == null ? null : phrase.name() + "-" + deed.key();
    if (doing != null && Nouns.named(doing) != null) {
      return doing;
    }
    String sitting = phrase.name() + "-sitting";
    return sits(phrase, deed) && Nouns.named(sitting) != null ? sitting : null;
  }

  /// Whether the picture of a person contains the props of the action.
  private boolean shows(SubjectPhrase doer, @Nullable Deed deed) {
    Noun noun = Nouns.named(doer.name());
    boolean person = noun != null && Set.of("person", "fantasy").contains(noun.category());
    return deed != null && person && !pictured.contains(number(doer));
  }

  private boolean sits(SubjectPhrase phrase, @Nullable Deed deed) {
    Relation relation = phrase.relation();
    return (deed != null && deed.pose().equals("sitting"))
        || (relation != null && relation.where() == Where.RIDING)
        || seated(relation);
  }

  /// Whether somebody is on a seat.
  boolean seated(@Nullable Relation relation) {
    return relation != null
        && Set.of(Where.ON, Where.IN).contains(relation.where())
        && SEATS.contains(said.get(relation.other()).name());
  }

  private @Nullable String pose(SubjectPhrase phrase, @Nullable Deed deed) {
    boolean female = Boolean.TRUE.equals(female(phrase));
    boolean stands = deed == null || !deed.pose().equals("-");
    if (stands && seated(phrase.relation()) && !"hop".equals(phrase.action())) {
      return Deeds.posed("sitting", female);
    }
    if (deed != null) {
      return deed.pose().isEmpty() ? null : Deeds.posed(deed.pose(), female);
    }
    Relation relation = phrase.relation();
    if (relation != null && relation.where() == Where.RIDING) {
      return Deeds.posed("sitting", female);
    }
    if (RUN.equals(phrase.action()) && ADULTS.contains(phrase.name())) {
      return Deeds.posed("running", female);
    }
    if (phrase.action() != null && GOING.contains(phrase.action())) {
      return null;
    }
    for (SubjectPhrase had : having(number(phrase))) {
      return switch (Objects.requireNonNull(had.relation()).where()) {
        case HELD -> Deeds.posed("holding", female);
        case EATEN -> Deeds.posed("hand-to-mouth", female);
        case USED -> Deeds.posed("reaching", female);
        default -> null;
      };
    }
    return null;
  }

  /// A ridden or chased subject has the action of the other, unless the prompt says otherwise.
  SubjectPhrase led(SubjectPhrase phrase) {
    int number = number(phrase);
    for (SubjectPhrase rider : said) {
      Relation relation = rider.relation();
      boolean leads =
          relation != null
              && relation.other() == number
              && (relation.where() == Where.CHASING
                  || (relation.where() == Where.RIDING && deed(rider) == null));
      if (leads && phrase.action() == null) {
        return rider;
      }
    }
    return phrase;
  }
}
