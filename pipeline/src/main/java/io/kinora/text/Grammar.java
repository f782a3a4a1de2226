package io.kinora.text;

import io.kinora.noun.Deeds;
import io.kinora.shot.Relation;
import io.kinora.shot.SubjectPhrase;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Binds colours, counts, actions, directions and speeds to their nouns: an adjective to the noun
/// that follows it, a verb to the noun before it, an adverb to its verb.
final class Grammar {
  /// The maximum number of subjects of a prompt, and the maximum distance of two joined colours.
  private static final int MOST = 4, COLOUR_REACH = 3;

  private final Language language;
  private final Lexicon lexicon;
  private final List<Tag> tags;
  private final Sentence sentence;
  private final int[] clause;
  private final List<Draft> drafts = new ArrayList<>();
  private final Set<Integer> taken = new HashSet<>();
  private final Set<Integer> related = new HashSet<>();
  private final Map<Integer, Integer> phrases;
  private Set<Integer> belongings = Set.of();

  /// @param phrases the index of the last word of a phrase, by the index of its verb
  Grammar(Language language, Lexicon lexicon, List<Tag> tags, Map<Integer, Integer> phrases) {
    this.phrases = phrases;
    this.language = language;
    this.lexicon = lexicon;
    this.tags = tags;
    this.sentence = new Sentence(language, lexicon, tags);
    this.clause = sentence.clauses();
  }

  /// The subjects of the prompt in order, at most four.
  ///
  /// @param camera the words that describe the camera, not a subject
  List<SubjectPhrase> subjects(Set<Integer> camera) {
    taken.addAll(camera);
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).isSubject() && !taken.contains(i)) {
        drafts.add(new Draft(i, tags.get(i)));
      }
    }
    if (drafts.stream().anyMatch(draft -> ActionPhrases.alive(draft.tag))) {
      drafts.removeIf(draft -> NounNames.part(draft.tag.value())); // a cat on her lap
    }
    var relations =
        new Relations(language, tags, clause, drafts.stream().map(draft -> draft.at).toList());
    belongings = relations.belongings();
    taken.addAll(relations.words());
    related.addAll(relations.words());
    var had = relations.found().keySet();
    var free = drafts.stream().filter(d -> !had.contains(d.at) && !sentence.isPlace(d.at));
    long apart = free.map(d -> d.tag.value()).distinct().count();
    Draft main = apart == 1 ? drafts.getFirst() : null;
    for (int i = 0; i < tags.size(); i++) {
      bindSize(i, main);
    }
    forEach("colour", this::bindColour);
    forEach("count", this::bindCount);
    forEach("action", this::bindAction);
    forEach("direction", this::bindDirection);
    forEach("speed", this::bindSpeed);
    Drafts.dress(drafts, relations.found(), lexicon);
    List<Draft> subjects =
        Drafts.merged(drafts, tags).stream()
            .flatMap(draft -> inTheirColours(draft).stream())
            .limit(MOST)
            .toList();
    return subjects.stream()
        .map(draft -> phrase(draft, relation(subjects, draft, relations.found().get(draft.at))))
        .toList();
  }

  /// The words that relate one subject to another; known once [#subjects] has been called.
  Set<Integer> relations() {
    return related;
  }

  /// A relation to one of the subjects that remain after merging.
  private @Nullable Relation relation(
      List<Draft> subjects, Draft draft, Relations.@Nullable Found found) {
    if (found == null || Drafts.worksAt(draft, tags, found)) {
      return null;
    }
    for (int i = 0; i < subjects.size(); i++) {
      if (subjects.get(i).at == found.other()) {
        return new Relation(found.where(), i);
      }
    }
    return null;
  }

  private void forEach(String kind, IntConsumer binding) {
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).is(kind) && !taken.contains(i)) {
        binding.accept(i);
      }
    }
  }

  private void bindColour(int at) {
    Draft draft = followed(at);
    if (draft == null && at > 0) {
      draft = predicated(at);
    }
    boolean single = drafts.size() == 1 && !sentence.isOfBody(at);
    if (draft == null && single && clause[at] != clause[drafts.getFirst().at]) {
      draft = drafts.getFirst(); // "balloon, purple, drifting"
    }
    if (draft != null && draft.colour == null) {
      draft.colour = at;
    } else if (draft != null && draft.otherColour == null && isSecondColour(draft, at)) {
      draft.otherColour = at;
    }
  }

  /// Whether a colour is the second one of several things: "red and blue balloons".
  private boolean isSecondColour(Draft draft, int at) {
    return draft.colour != null
        && sentence.joinsColours(at - 1)
        && at - draft.colour <= COLOUR_REACH;
  }

  private List<Draft> inTheirColours(Draft draft) {
    boolean one = draft.count == null ? language == Language.EN : count(draft.count) == 1;
    int number = Math.max(2, count(draft));
    if (draft.otherColour == null || (one && count(draft) == 1)) {
      return List.of(draft);
    }
    Draft others = draft.coloured(draft.otherColour);
    others.number = number / 2;
    draft.number = number - others.number;
    return List.of(draft, others);
  }

  private void bindSize(int at, @Nullable Draft main) {
    String key = tags.get(at).word().key();
    Draft draft = Sizes.of(key) == null ? null : followed(at);
    if (draft != null && draft.size == null) {
      draft.size = at;
      related.add(at);
    }
    if (main != null && main.size == null && Sizes.near(tags, at)) {
      main.size = at;
      for (int i = at; i < at + (key.equals("close") ? 2 : 1); i++) {
        taken.add(i);
        related.add(i);
      }
    }
  }

  private void bindCount(int at) {
    Draft draft = followed(at);
    if (draft != null && (draft.count == null || count(at) > count(draft.count))) {
      draft.count = at;
    }
  }

  /// The subject that follows an adjective at `at`.
  private @Nullable Draft followed(int at) {
    for (int i = at + 1; i < tags.size() && clause[i] == clause[at]; i++) {
      Tag tag = tags.get(i);
      String key = tag.word().key();
      if (tag.isSubject()) {
        return Drafts.draftAt(drafts, i);
      }
      boolean joinsColours = sentence.joinsColours(i);
      boolean partOfCount = key.equals("of") && tags.get(at).is("count");
      boolean participle = tag.isAction() && sentence.isParticiple(i);
      boolean noun =
          (tag.label().equals(Tag.THING) && !sentence.hyphenated(i))
              || tag.is("scene")
              || tag.is("weather")
              || tag.is("time")
              || tag.isCamera();
      if (noun
          || (tag.isAction() && !participle)
          || sentence.isOfBody(i - 1)
          || (Sentence.STOPS.contains(key) && !joinsColours && !partOfCount)) {
        return null;
      }
    }
    return null;
  }

  /// The subject of "the bird is red".
  private @Nullable Draft predicated(int at) {
    for (int i = at - 1; i >= 0 && clause[i] == clause[at]; i--) {
      if (Sentence.BE.contains(tags.get(i).word().key())) {
        return Drafts.before(drafts, clause, i);
      }
      if (tags.get(i).isSubject() || tags.get(i).label().equals(Tag.THING)) {
        return null;
      }
    }
    return null;
  }

  private void bindAction(int at) {
    for (Draft draft : doers(at)) {
      boolean deed = Deeds.named(tags.get(at).value()) != null;
      if (draft.action == null || (deed && Drafts.rests(tags.get(draft.action)))) {
        draft.action = at; // somebody who sits and reads is drawn reading
      } else if (draft.nextAction == null && sentence.follows(draft.action, at)) {
        draft.nextAction = at;
      }
    }
  }

  /// The subjects of the verb at `at`.
  private List<Draft> doers(int at) {
    if (language == Language.ZH && sentence.falls(at, drafts)) {
      return List.of(); // 雨滴落在荷叶上: the rain falls
    }
    boolean object = language == Language.EN && phrases.getOrDefault(at, at) > at;
    Draft next = language == Language.ZH && phrases.containsKey(at) ? described(at) : null;
    if (next == null && !object && sentence.isAttributiveParticiple(at)) {
      next = followed(at);
    }
    if (next != null) {
      return List.of(next);
    }
    Draft doer = doerBefore(at, true);
    if (doer == null) {
      doer = Drafts.after(drafts, clause, at);
    }
    if (doer == null) {
      doer = doerBefore(at, false);
    }
    return doer != null ? coordinated(doer) : drafts.stream().limit(1).toList();
  }

  /// The subject that a phrase before it describes: 弹吉他的女孩.
  private @Nullable Draft described(int at) {
    int after = phrases.getOrDefault(at, at) + 1;
    return after < tags.size() && tags.get(after).word().key().equals("的") ? followed(after) : null;
  }

  /// The nearest subject to the left that is not a place, in the same clause or further back.
  private @Nullable Draft doerBefore(int at, boolean sameClause) {
    Draft place = null;
    for (Draft draft : drafts.reversed()) {
      if (draft.at < at && (!sameClause || clause[draft.at] == clause[at])) {
        boolean able = Drafts.able(drafts, draft, tags.get(at));
        if (belongings.contains(draft.at) || sentence.isPlace(draft.at) || !able) {
          continue; // a held or worn thing has no action
        }
        if (!sentence.isOblique(draft.at)) {
          return draft;
        }
        place = place == null ? draft : place;
      }
    }
    return place;
  }

  /// Both subjects of "rabbit and turtle racing".
  private List<Draft> coordinated(Draft last) {
    var group = new ArrayList<Draft>(List.of(last));
    for (int k = drafts.indexOf(last) - 1; k >= 0; k--) {
      Draft draft = drafts.get(k);
      boolean joined = false;
      for (int i = draft.at + 1; i < group.getLast().at; i++) {
        Tag tag = tags.get(i);
        joined |= Sentence.AND.contains(tag.word().key());
        if (tag.isAction() || tag.is("scene") || tag.is("direction")) {
          return group;
        }
      }
      if (!joined) {
        return group;
      }
      group.add(draft);
    }
    return group;
  }

  private void bindDirection(int at) {
    Integer verb = nearestAction(at);
    for (Draft draft : verb == null ? Drafts.nearest(drafts, clause, at) : performers(verb)) {
      if (verb != null && verb.equals(draft.nextAction)) {
        draft.nextDirection = draft.nextDirection == null ? at : draft.nextDirection;
      } else if (draft.direction == null) {
        draft.direction = at;
      }
    }
  }

  private void bindSpeed(int at) {
    Integer verb = nearestAction(at);
    for (Draft draft : verb == null ? Drafts.nearest(drafts, clause, at) : performers(verb)) {
      if (verb != null && verb.equals(draft.nextAction)) {
        draft.nextSpeed = draft.nextSpeed == null ? at : draft.nextSpeed;
      } else if (draft.speed == null) {
        draft.speed = at;
      }
    }
  }

  private List<Draft> performers(int verb) {
    List<Draft> performers =
        drafts.stream()
            .filter(d -> Objects.equals(d.action, verb) || Objects.equals(d.nextAction, verb))
            .toList();
    return performers.isEmpty() ? doers(verb) : performers;
  }

  /// The verb that an adverb at `at` belongs to: in its clause, otherwise the last one before.
  private @Nullable Integer nearestAction(int at) {
    Integer best = null;
    double distance = Double.MAX_VALUE;
    for (int i = 0; i < tags.size(); i++) {
      if (tags.get(i).isAction() && !taken.contains(i)) {
        double d = Math.abs(i - at) + (clause[i] == clause[at] ? 0 : 100);
        for (int k = Math.min(i, at) + 1; k < Math.max(i, at); k++) {
          d += tags.get(k).isSubject() ? 3 : 0;
        }
        if (d < distance && !(clause[i] != clause[at] && hasSubject(clause[at]))) {
          best = i;
          distance = d;
        }
      }
    }
    return best;
  }

  private boolean hasSubject(int number) {
    return drafts.stream().anyMatch(d -> clause[d.at] == number);
  }

  private SubjectPhrase phrase(Draft draft, @Nullable Relation relation) {
    String colour = value(draft.colour);
    SubjectPhrase.Sequel first = deed(draft.action, draft.direction, draft.speed);
    boolean two = draft.nextAction != null;
    return new SubjectPhrase(
        draft.tag.value(),
        draft.tag.word().text(),
        colour == null && !lexicon.isNoun(draft.tag.label())
            ? lexicon.impliedColour(draft.tag.word().key())
            : colour,
        first.action(),
        first.direction(),
        first.speed(),
        count(draft),
        Sizes.at(tags, draft.size),
        relation,
        two ? deed(draft.nextAction, draft.nextDirection, draft.nextSpeed) : null);
  }

  /// The action, with the direction and the speed that the verb implies.
  private SubjectPhrase.Sequel deed(
      @Nullable Integer verb, @Nullable Integer way, @Nullable Integer pace) {
    String direction = value(way);
    String speed = value(pace);
    if (verb != null) {
      Tag action = tags.get(verb);
      direction = direction == null ? action.impliedDirection() : direction;
      speed = speed == null ? lexicon.impliedSpeed(action.word().key()) : speed;
    }
    return new SubjectPhrase.Sequel(value(verb), direction, speed);
  }

  private @Nullable String value(@Nullable Integer at) {
    return at == null ? null : tags.get(at).value();
  }

  private int count(int at) {
    return Integer.parseInt(tags.get(at).value());
  }

  /// The named count; otherwise 3 for a bare plural, and 1 for a singular.
  private int count(Draft draft) {
    if (draft.number > 0) {
      return draft.number;
    }
    boolean plural = sentence.isPlural(draft.at);
    boolean flock = language == Language.ZH && draft.tag.word().key().endsWith("群");
    if (draft.count == null && flock) {
      return MOST;
    }
    if (draft.count == null || (plural && count(draft.count) == 1)) {
      return plural ? 3 : 1;
    }
    return count(draft.count);
  }
}
