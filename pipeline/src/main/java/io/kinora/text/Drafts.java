package io.kinora.text;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import io.kinora.shot.Relation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Merges drafts that refer to the same subject.
final class Drafts {
  private static final Set<String> DEFINITE = Set.of("the", "its", "这只", "那只", "这", "那");

  private Drafts() {}

  /// Merges drafts: "A cat sleeps. The cat wakes." refers to one cat.
  static List<Draft> merged(List<Draft> drafts, List<Tag> tags) {
    var merged = new ArrayList<Draft>();
    for (Draft draft : drafts) {
      boolean definite =
          draft.at > 0
              && DEFINITE.contains(tags.get(draft.at - 1).word().key())
              && !Tagger.PARENTS.contains(draft.tag.word().key());
      boolean again = draft.count == null && draft.colour == null && bare(draft.at, tags);
      Draft same =
          merged.stream()
              .filter(d -> (definite || (again && sameWord(d, draft))) && same(d, draft))
              .findFirst()
              .orElse(null);
      if (same == null) {
        merged.add(draft);
      } else {
        same.action = same.action == null ? draft.action : same.action;
        same.direction = same.direction == null ? draft.direction : same.direction;
        same.speed = same.speed == null ? draft.speed : same.speed;
        same.colour = same.colour == null ? draft.colour : same.colour;
      }
    }
    merged.stream()
        .filter(draft -> draft.size == null && Sizes.parent(draft.tag))
        .forEach(draft -> draft.size = draft.at);
    merged.stream()
        .filter(draft -> draft.size == null && Sizes.young(draft.tag))
        .filter(draft -> merged.stream().anyMatch(old -> old != draft && same(old, draft)))
        .forEach(draft -> draft.size = draft.at);
    return merged;
  }

  private static boolean same(Draft one, Draft other) {
    return one.tag.value().equals(other.tag.value());
  }

  /// Whether a later clause repeats the same word: 小乌龟和兔子赛跑，小乌龟先到 refers to one turtle.
  private static boolean sameWord(Draft one, Draft other) {
    return one.tag.word().key().equals(other.tag.word().key());
  }

  /// Whether a noun follows a pause, without an article or "another", or 把 ("the wave washes the
  /// castle away").
  private static boolean bare(int at, List<Tag> tags) {
    String before = at > 0 ? key(at - 1, tags) : "、";
    return at > 0
        && !before.equals("、")
        && (tags.get(at - 1).word().isPunctuation() || before.equals("把"));
  }

  private static String key(int at, List<Tag> tags) {
    return tags.get(at).word().key();
  }

  /// Gives a subject the colour of its clothes: "a girl in a red dress".
  static void dress(List<Draft> drafts, Map<Integer, Relations.Found> found, Lexicon lexicon) {
    for (Draft garment : List.copyOf(drafts)) {
      Relations.Found relation = found.get(garment.at);
      Draft wearer =
          drafts.stream()
              .filter(draft -> relation != null && draft.at == relation.other())
              .findFirst()
              .orElse(null);
      if (relation == null
          || wearer == null
          || relation.where() != Relation.Where.WORN
          || !NounNames.covers(garment.tag.value())
          || !ActionPhrases.person(wearer.tag)
          || lexicon.isNoun(wearer.tag.label())) {
        continue;
      }
      wearer.colour = wearer.colour == null ? garment.colour : wearer.colour;
      wearer.action = wearer.action == null ? garment.action : wearer.action;
      wearer.direction = wearer.direction == null ? garment.direction : wearer.direction;
      wearer.speed = wearer.speed == null ? garment.speed : wearer.speed;
      drafts.remove(garment);
    }
  }

  /// Whether a subject works at a piece of furniture and does not stand on it: "kneading dough on a
  /// counter".
  static boolean worksAt(Draft draft, List<Tag> tags, Relations.Found found) {
    Deed deed = draft.action == null ? null : Deeds.named(tags.get(draft.action).value());
    Noun other = Nouns.named(tags.get(found.other()).value());
    return found.where() == Relation.Where.ON
        && deed != null
        && deed.pose().equals("reaching")
        && other != null
        && NounNames.worktop(other);
  }

  /// Whether a subject can do the verb's action of the table.
  static boolean able(List<Draft> drafts, Draft draft, Tag verb) {
    Deed deed = Deeds.named(verb.value());
    if (deed != null && !deed.of().isEmpty()) {
      return ActionPhrases.does(draft.tag, deed);
    }
    return deed == null
        || ActionPhrases.alive(draft.tag)
        || drafts.stream().noneMatch(other -> ActionPhrases.alive(other.tag));
  }

  /// Whether somebody only stands, sits or jumps, so that another action is drawn.
  static boolean rests(Tag action) {
    return Set.of("stand", "sit", "sit-ground", "hop").contains(action.value());
  }

  /// The subjects nearest to a word, preferably in its clause.
  static List<Draft> nearest(List<Draft> drafts, int[] clause, int at) {
    return drafts.stream()
        .min(
            Comparator.comparingInt(
                d -> Math.abs(d.at - at) + (clause[d.at] == clause[at] ? 0 : 100)))
        .stream()
        .toList();
  }

  /// The last subject before a word in its clause.
  static @Nullable Draft before(List<Draft> drafts, int[] clause, int at) {
    return drafts.reversed().stream()
        .filter(d -> d.at < at && clause[d.at] == clause[at])
        .findFirst()
        .orElse(null);
  }

  /// The first subject after a word in its clause.
  static @Nullable Draft after(List<Draft> drafts, int[] clause, int at) {
    return drafts.stream()
        .filter(d -> d.at > at && clause[d.at] == clause[at])
        .findFirst()
        .orElse(null);
  }

  /// The subject whose noun is the word.
  static @Nullable Draft draftAt(List<Draft> drafts, int at) {
    return drafts.stream().filter(d -> d.at == at).findFirst().orElse(null);
  }
}
