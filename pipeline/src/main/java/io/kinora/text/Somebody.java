package io.kinora.text;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.shot.Relation;
import io.kinora.shot.SubjectPhrase;
import java.util.List;
import java.util.Set;

/// Adds a person to a prompt that names an action of people and nobody who does it: "playing
/// basketball", 打篮球.
final class Somebody {
  /// Words after a participle that make what follows its object: "walking the dog", but not
  /// "dancing robots".
  private static final Set<String> DETERMINERS =
      Set.of(
          ("a an the my his her their some two three in on at by with near along through under"
                  + " over down up to into from out")
              .split(" "));

  /// Actions that are not in the table of deeds.
  private static final Set<String> PLAIN =
      Set.of("run", "walk", "swim", "climb", "dance", "hop", "sleep");

  /// First words that say that somebody is there, who need not act.
  private static final Set<String> RESTING =
      Set.of(
          ("watching looking waiting sitting standing lying relaxing enjoying playing"
                  + " 看着 望着 看 望 等 坐 坐在 躺 躺在 站 站在 等待 欣赏 散步 漫步")
              .split(" "));

  private Somebody() {}

  /// The words that name the person, in front of a prompt; 在 keeps them apart from its first word.
  static String prefix(Language language, String prompt) {
    return language == Language.EN ? "somebody " : prompt.startsWith("在") ? "一个男人" : "一个男人在";
  }

  /// Whether somebody may be missing in a prompt.
  ///
  /// @param tags of its words
  /// @param subjects as read
  static boolean isMissing(Language language, List<Tag> tags, List<SubjectPhrase> subjects) {
    if (tags.isEmpty() || tags.stream().anyMatch(ActionPhrases::person)) {
      return false;
    }
    if (isThing(tags.getFirst())) {
      return false; // which does what follows
    }
    boolean alive = tags.stream().anyMatch(ActionPhrases::alive);
    if (language == Language.ZH) {
      return !alive || tags.stream().noneMatch(tag -> tag.word().key().equals("的"));
    }
    String second = tags.size() < 2 ? "" : tags.get(1).word().key();
    return tags.getFirst().word().key().endsWith("ing")
        && (DETERMINERS.contains(second)
            || (!alive && subjects.stream().noneMatch(subject -> subject.action() != null)));
  }

  /// Whether the person acts in the prompt with its prefix: with its first word, or wherever the
  /// action is one of people alone.
  ///
  /// @param start the length of the prefix
  static boolean acts(int start, List<Tag> tags, List<SubjectPhrase> subjects) {
    SubjectPhrase person = subjects.isEmpty() ? null : subjects.getFirst();
    String action = person == null ? null : person.action();
    Deed deed = Deeds.named(action);
    boolean has =
        subjects.stream()
            .map(SubjectPhrase::relation)
            .anyMatch(to -> to != null && to.other() == 0 && to.where().passive());
    boolean rides =
        person != null
            && person.relation() != null
            && person.relation().where() == Relation.Where.RIDING;
    boolean rests =
        tags.stream()
            .anyMatch(tag -> tag.word().start() == start && RESTING.contains(tag.word().key()));
    if (rests) {
      return person != null;
    }
    if (deed == null && !has && !rides && (action == null || !PLAIN.contains(action))) {
      return false;
    }
    boolean first =
        tags.stream()
            .filter(tag -> tag.word().start() == start && !isThing(tag) && !tag.is("scene"))
            .anyMatch(tag -> has || rides || (tag.isAction() && tag.value().equals(action)));
    boolean others =
        tags.stream()
            .filter(tag -> tag.word().start() >= start)
            .takeWhile(tag -> !(tag.isAction() && tag.value().equals(action)))
            .anyMatch(Tag::isSubject);
    return first || (deed != null && deed.of().isEmpty() && !others);
  }

  /// Whether it names or describes a thing: 一碗, red, table.
  private static boolean isThing(Tag tag) {
    return tag.word().key().matches("[一二两三四五六七八九十几这那].*")
        || tag.word().candidates().stream()
            .anyMatch(label -> label.matches("(subject|count|colour|size):.*"));
  }
}
