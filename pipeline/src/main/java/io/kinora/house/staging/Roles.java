package io.kinora.house.staging;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Manner;
import io.kinora.noun.Noun;
import io.kinora.noun.NounAction;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import io.kinora.shot.Relation.Where;
import io.kinora.shot.SubjectPhrase;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Determines how the subjects of a prompt are drawn: people in a picture or pose of their action,
/// things with the motion of it.
final class Roles {
  /// Words for people who are drawn as a generic man or woman.
  private static final Set<String> ANYBODY = Set.of("boy girl man woman person child".split(" "));

  /// People in everyday clothes, who are drawn as a man or woman in the pose of their action.
  private static final Set<String> EVERYDAY =
      Set.of("mother", "office-worker", "teacher", "student", "artist", "singer");

  private static final Set<String> FEMALE = Set.of("girl", "woman", "mother");

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
      Set.of("walk run fly hop swim climb dance spin roll dive float".split(" "));

  /// Actions of people that animals and things do in their own way.
  private static final Set<String> PLAIN = Set.of("sail", "swim", "dance");

  /// Boats whose pictures show people.
  private static final Set<String> MANNED =
      Set.of("bamboo-raft", "awning-boat", "gondola", "dragon-boat");

  /// Pictures of two people.
  private static final Set<String> PAIRS = Set.of("people-hugging", "couple-kissing");

  /// Things to sit on.
  private static final Set<String> SEATS =
      Set.of(
          "chair armchair couch bench throne rocking-chair stool swing deck-chair hammock"
              .split(" "));

  /// The relations of those on or in a vehicle to it.
  static final Set<Where> ABOARD = Set.of(Where.ON, Where.IN, Where.RIDING);

  private final List<SubjectPhrase> said;
  private final Predicate<String> moves;
  private final Set<Integer> pictured;
  private final boolean close;

  /// @param moves whether the networks know a noun
  /// @param pictured indices of subjects from the user's pictures
  /// @param close whether the shot is framed close
  Roles(List<SubjectPhrase> said, Predicate<String> moves, Set<Integer> pictured, boolean close) {
    this.close = close;
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

  boolean anybody(SubjectPhrase phrase) {
    Deed deed = Deeds.named(phrase.action());
    boolean everyday = EVERYDAY.contains(phrase.name()) && deed != null && deed.pose().length() > 1;
    return (everyday || ANYBODY.contains(phrase.name())) && !pictured.contains(number(phrase));
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
    Deed deed = Deeds.named(action);
    boolean itsThing = deed != null && deed.prop(phrase.name()) != null;
    return !person(phrase) && action != null && (itsThing || PLAIN.contains(action)) ? null : deed;
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
    if (deed == null
        || deed.pictures().isEmpty()
        || !anybody(phrase)
        || (deed.key().equals("sleep") && seated(phrase.relation()))) { // and not in a bed
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

  /// The number of copies of what is attached to another subject: one for each of several owners,
  /// otherwise as many as said, at most four; 0 if it is single or on its own.
  int attached(SubjectPhrase phrase) {
    Relation relation = phrase.relation();
    if (relation == null || inHand(phrase) || !relation.where().attached() || phrase.count() < 2) {
      return 0;
    }
    int owners = said.get(relation.other()).count();
    boolean had = relation.where().passive();
    return owners == 1 ? Math.min(had ? 3 : 4, phrase.count()) : had ? Math.min(3, owners) : 0;
  }

  /// Whether people row or sail, and a boat whose picture shows its crew is there.
  private boolean crew(SubjectPhrase phrase) {
    return phrase.action() != null
        && Set.of("row", "sail").contains(phrase.action())
        && person(phrase)
        && said.stream().anyMatch(boat -> MANNED.contains(boat.name()));
  }

  /// The number of copies of a subject, half of them if its picture shows two people.
  int copies(SubjectPhrase phrase) {
    return isPair(phrase) ? (phrase.count() + 1) / 2 : inHand(phrase) ? 1 : phrase.count();
  }

  /// Whether it is food that somebody has in the hand, as with what is baked.
  private boolean inHand(SubjectPhrase phrase) {
    Relation relation = phrase.relation();
    Deed deed =
        relation == null || !relation.where().passive() ? null : deed(said.get(relation.other()));
    return deed != null
        && deed.props().stream()
            .anyMatch(prop -> prop.place() == Deed.Place.HAND && Nouns.isFood(prop.noun()))
        && Nouns.isFood(phrase.name());
  }

  private boolean isPair(SubjectPhrase phrase) {
    String picture = picture(phrase);
    return picture != null && PAIRS.contains(picture);
  }

  /// Whether a subject is part of the picture of another's action.
  boolean drawnWith(SubjectPhrase phrase) {
    if (isPair(phrase) && said.subList(0, number(phrase)).stream().anyMatch(this::isPair)) {
      return true;
    }
    if (crew(phrase)
        || (phrase.name().equals(SMOKE) && said.stream().anyMatch(DeedMotion::launched))) {
      return true;
    }
    int number = number(phrase);
    Relation aboard = phrase.relation();
    if (aboard != null
        && ABOARD.contains(aboard.where())
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

  static @Nullable Boolean female(SubjectPhrase phrase) {
    return OPEN.contains(phrase.word().toLowerCase(Locale.ROOT))
        ? null
        : (Boolean) FEMALE.contains(phrase.name());
  }

  /// The noun that a subject is drawn as; null if the networks know it.
  @Nullable Noun thing(SubjectPhrase phrase) {
    Deed deed = deed(phrase);
    String plainly = carrying(eastern(overhead(phrase), phrase), phrase);
    String noun = deed == null ? plainly : deed.shown(plainly);
    boolean moving =
        drawsItself(noun) && !Casting.isToy(phrase, close) && !pictured.contains(number(phrase));
    Noun plain = moving ? null : plain(noun, size(phrase));
    String pose = picture(phrase);
    if (pose == null && anybody(phrase)) {
      pose = pose(phrase, deed);
    } else if (pose == null && !pictured.contains(number(phrase))) {
      pose = own(phrase, deed);
    }
    Noun shown = pose == null ? plain : Nouns.named(pose);
    if (shown == null || (pose == null && deed == null)) {
      return shown == null ? null : NounAction.of(shown, led(phrase).action());
    }
    boolean runs = deed == null && RUN.equals(phrase.action());
    String motion = deed != null ? deed.motion() : runs ? RUN : "stand";
    Manner manner = deed != null ? deed.manner() : runs ? Manner.WALK : Manner.BREATHE;
    return shown.doing(motion, manner, pose != null ? size(phrase) : 1);
  }

  /// Whether the networks draw a noun well enough for the framing: the faces of their children are
  /// brown and have no mouth.
  private boolean drawsItself(String noun) {
    return moves.test(noun) && !(close && (noun.equals("boy") || noun.equals("girl")));
  }

  /// The noun of the table for a word: a child is a small man or woman, because the noun of its own
  /// name is a face.
  private static @Nullable Noun plain(String noun, double size) {
    boolean face = noun.equals("boy") || noun.equals("girl");
    Noun plain = Nouns.named(face ? (FEMALE.contains(noun) ? "woman" : "man") : noun);
    return plain != null && face ? plain.doing(plain.action(), plain.manner(), size) : plain;
  }

  /// The height of a person, relative to an adult's.
  static double size(SubjectPhrase phrase) {
    return CHILDREN.contains(phrase.word().toLowerCase(Locale.ROOT)) ? CHILD : 1;
  }

  /// What somebody is on: a boat of which no sail is said is a rowing boat, a car is open, so that
  /// its driver is seen, and a leaf is that of a water lily: leaves of trees are in the air.
  private String carrying(String noun, SubjectPhrase phrase) {
    int number = number(phrase);
    boolean sails = phrase.word().toLowerCase(Locale.ROOT).matches(".*(sail|yacht|ship|帆|艇).*");
    boolean manned =
        close
            && said.stream()
                .map(SubjectPhrase::relation)
                .filter(Objects::nonNull)
                .anyMatch(
                    to ->
                        to.other() == number
                            && !to.where().passive()
                            && ABOARD.contains(to.where()));
    if (manned && noun.matches("car|automobile|sports-car")) {
      return "convertible";
    }
    return noun.equals("sailboat") && manned && !sails
        ? "boat"
        : manned && noun.contains("leaf") ? "lily-pad" : noun;
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
    if (RUN.equals(phrase.action()) && (close || ADULTS.contains(phrase.name()))) {
      return Deeds.posed("running", female);
    }
    if (phrase.action() != null && GOING.contains(phrase.action())) {
      return null;
    }
    for (SubjectPhrase had : having(number(phrase))) {
      return switch (Objects.requireNonNull(had.relation()).where()) {
        case HELD -> Deeds.posed(Attachment.isRaised(had.name()) ? "raising" : "holding", female);
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
