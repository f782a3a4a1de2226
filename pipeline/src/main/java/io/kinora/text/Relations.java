package io.kinora.text;

import static io.kinora.shot.Relation.Where.ABOVE;
import static io.kinora.shot.Relation.Where.BELOW;
import static io.kinora.shot.Relation.Where.BESIDE;
import static io.kinora.shot.Relation.Where.CHASING;
import static io.kinora.shot.Relation.Where.EATEN;
import static io.kinora.shot.Relation.Where.HELD;
import static io.kinora.shot.Relation.Where.IN;
import static io.kinora.shot.Relation.Where.ON;
import static io.kinora.shot.Relation.Where.RIDING;
import static io.kinora.shot.Relation.Where.USED;
import static io.kinora.shot.Relation.Where.WORN;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.shot.Relation.Where;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import org.jspecify.annotations.Nullable;

/// Finds relations between subjects: "a bird above the boat", "鸟在船的上方".
///
/// English has the relation between the two nouns; Chinese has 在 between them and the relation
/// after the second.
final class Relations {
  /// Function words of a phrase.
  private static final Set<String> FILLING = Set.of("on", "to", "at", "in", "of", "the", "side");

  /// Prepositions that do not relate a noun to another.
  private static final Set<String> BREAKS =
      Set.of("with", "at", "for", "from", "to", "of", "and", "through", "across", "along");

  /// Prepositions for crossing a bridge.
  private static final Set<String> CROSSING =
      Set.of(
          "cross crosses crossing over across 过 驶过 开过 穿过 走过 跨过 越过 经过 通过 飞驰过 路过 骑过 跑过".split(" "));

  /// Words between a verb and its object.
  private static final Set<String> BEFORE_OBJECTS =
      Set.of(
          "a an the some his her their one fresh hot delicious 着 了 一 个 一个 一块 一杯 一碗 一只 的 他的 她的"
              .split(" "));

  /// Words between the second noun and the relation in Chinese.
  private static final Set<String> LINKS = Set.of("的", "正", "那");

  /// Relations in which somebody acts on a thing.
  private static final Set<Where> ACTING = Set.of(HELD, EATEN, WORN, USED, RIDING, CHASING);

  /// Words that state that something is in a place.
  private static final Set<String> THERE =
      Set.of("有", "放着", "摆着", "坐着", "站着", "躺着", "的", "一个", "一只", "一位", "一名", "一");

  private final Language language;
  private final List<Tag> tags;
  private final int[] clause;
  private final Map<String, Where> names;
  private final Map<Integer, Found> found = new HashMap<>();
  private final Set<Integer> words = new HashSet<>();

  /// The vessel of a thing in it, or the owner of a belonging, by the index of the thing.
  private final Map<Integer, Integer> holds = new HashMap<>();

  /// @param other the index of the noun that it is related to
  record Found(Where where, int other) {}

  /// @param subjects the indices of the nouns, in order
  Relations(Language language, List<Tag> tags, int[] clause, List<Integer> subjects) {
    this.language = language;
    this.tags = tags;
    this.clause = clause;
    names = language == Language.EN ? RelationWords.ENGLISH : RelationWords.CHINESE;
    for (int i = 0; i + 1 < subjects.size(); i++) {
      relate(subjects.get(i), subjects.get(i + 1));
    }
    for (int i = subjects.size() - 2; i >= 0; i--) {
      Found next = found.get(subjects.get(i + 1));
      if (next != null && joined(subjects.get(i), subjects.get(i + 1))) {
        found.put(subjects.get(i), next);
      }
    }
  }

  /// The relations found, by the index of the related noun.
  Map<Integer, Found> found() {
    return found;
  }

  /// The nouns of things that somebody holds, eats, wears or uses.
  Set<Integer> belongings() {
    var belongings = new HashMap<>(found);
    belongings.values().removeIf(relation -> !relation.where().passive());
    return Set.copyOf(belongings.keySet());
  }

  /// The words that name relations, and so are not directions.
  Set<Integer> words() {
    return words;
  }

  private void relate(int noun, int other) {
    if (language == Language.EN) {
      between(noun, other);
    } else {
      after(noun, other);
    }
  }

  private void between(int noun, int other) {
    if (clause[noun] == clause[other] && (phrased(noun, other) || contained(noun, other))) {
      return;
    }
    for (int i = other - 1; i > noun && clause[i] == clause[other]; i--) {
      String key = tags.get(i).word().key();
      Where where = done(i, other);
      if (where == null) {
        boolean over = CROSSING.contains(key) && NounNames.crossed(tags.get(other).value());
        where = over ? ON : names.get(key);
      }
      if (tags.get(i).label().equals(ActionPhrases.PART)) {
        continue;
      }
      if (key.equals("in") || key.equals("with")) {
        where = RelationWords.accompanied(key, tags.get(other).value());
      }
      if (where == null && BREAKS.contains(key)) {
        return; // "a boy on the beach with a dog": what comes before is no word of the dog
      }
      if (where == ON && sprayed(noun, i)) {
        where = BESIDE;
      }
      if (where != null && clause[noun] == clause[i]) {
        put(noun, other, where);
        if (!acts(i, where)) {
          words.add(i);
        }
        return;
      }
    }
    handled(noun, other);
  }

  /// Whether "on" names the target of a water jet.
  private boolean sprayed(int noun, int at) {
    return tags.subList(noun + 1, at).stream().anyMatch(tag -> tag.value().equals("spray-water"));
  }

  /// Gives a small thing to whoever does something unknown to it: a person holds it ("a barista
  /// making coffee"), an animal has it in its mouth.
  private boolean handled(int noun, int other) {
    if (other < noun + 2
        || !ActionPhrases.alive(tags.get(noun))
        || !NounNames.inHand(tags.get(other).value())) {
      return false;
    }
    for (int i = noun + 1; i < other; i++) {
      String key = tags.get(i).word().key();
      boolean unknown = language == Language.EN ? key.endsWith("ing") : isUnknown(tags.get(i));
      boolean verb = i == noun + 1 && unknown && !tags.get(i).isAction();
      boolean fits = i > noun + 1 && (BEFORE_OBJECTS.contains(key) || tags.get(i).is("colour"));
      if (!verb && !fits) {
        return false;
      }
    }
    put(noun, other, ActionPhrases.person(tags.get(noun)) ? HELD : EATEN);
    return true;
  }

  private static boolean isUnknown(Tag tag) {
    return tag.word().candidates().isEmpty() && !tag.word().isPunctuation();
  }

  /// Whether a word names an action as well as a relation.
  private boolean acts(int at, Where where) {
    Tag tag = tags.get(at);
    return tag.isAction()
        && (Set.of(CHASING, RIDING, ON, IN, ABOVE).contains(where)
            || Deeds.named(tag.value()) != null);
  }

  /// The relation of a noun to an action of the table; null if there is none.
  private @Nullable Where done(int verb, int other) {
    Deed deed = tags.get(verb).isAction() ? Deeds.named(tags.get(verb).value()) : null;
    if (deed != null && RelationWords.ONTO.contains(deed.key())) {
      return ON;
    }
    if (deed != null && !deed.of().isEmpty()) {
      return null; // things do it without a doer
    }
    Deed.Prop prop = deed == null ? null : deed.prop(tags.get(other).value());
    if (prop == null) {
      return deed != null && deed.hasProps() ? place(deed.props().getFirst().place()) : null;
    }
    return place(prop.place());
  }

  private static Where place(Deed.Place place) {
    return switch (place) {
      case MOUNT -> RIDING;
      case MOUTH -> EATEN;
      case WORN, CHEST, WAIST, FEET, FACE -> WORN;
      case HAND, DRAWN -> HELD;
      case UNDER, ON -> ON;
      case IN -> IN;
      case THROWN -> HELD;
      default -> USED;
    };
  }

  /// Finds a phrase between the nouns, such as "on the left of".
  private boolean phrased(int noun, int other) {
    var text = new StringBuilder();
    var at = new ArrayList<Integer>(); // the word of each character
    for (int i = noun + 1; i < other; i++) {
      String key = (at.isEmpty() ? "" : " ") + tags.get(i).word().key();
      text.append(key);
      for (int k = 0; k < key.length(); k++) {
        at.add(i);
      }
    }
    for (var phrase : RelationWords.PHRASES.entrySet()) {
      Matcher matcher = phrase.getKey().matcher(text);
      if (matcher.find()) {
        put(noun, other, phrase.getValue());
        for (int i = matcher.start(); i < matcher.end(); i++) {
          String key = tags.get(at.get(i)).word().key();
          if (!FILLING.contains(key)) {
            words.add(at.get(i));
          }
        }
        return true;
      }
    }
    return false;
  }

  /// Finds containers: in "a vase of flowers" the second is in the first.
  private boolean contained(int noun, int other) {
    boolean of =
        tags.get(noun + 1).word().key().equals("of")
            && (other == noun + 2 || (other == noun + 3 && tags.get(noun + 2).is("colour")));
    if (of && NounNames.container(tags.get(noun).value())) {
      found.put(other, new Found(IN, noun));
      words.add(noun + 1);
      holds.put(other, noun);
    }
    return of;
  }

  /// Finds containers as measure words: 一盘饺子.
  private boolean measured(int noun, int other) {
    boolean counts = other == noun + 1 && NounNames.container(tags.get(noun).value());
    if (counts) {
      found.put(other, new Found(IN, noun));
      holds.put(other, noun);
    }
    return counts;
  }

  /// Stores a relation: a held, eaten or worn thing is related to its owner, not the reverse; and
  /// the position of a vase of flowers is that of the vase.
  private void put(int noun, int other, Where where) {
    boolean acts = ACTING.contains(where);
    int doer = acts ? doer(noun) : noun;
    int holder = holds.getOrDefault(doer, doer);
    Found ride = found.get(holder); // who rides under trees is where the mount is
    int one = ride != null && ride.where == RIDING && !acts ? ride.other : holder;
    boolean ofThings = where == WORN || where == EATEN;
    if (ofThings && ActionPhrases.person(tags.get(other))) {
      return; // 树下穿校服的女生: a person is not worn or eaten
    }
    if (where.passive()) {
      found.putIfAbsent(other, new Found(where, one));
      holds.put(other, one);
    } else {
      found.put(one, new Found(where, other));
    }
  }

  /// The doer of an action: the last living noun before the verb if the nearest noun is not alive,
  /// as the monkey in 猴子在树上吃香蕉.
  private int doer(int noun) {
    for (int i = noun; i >= 0 && clause[i] == clause[noun]; i--) {
      if (ActionPhrases.alive(tags.get(i))) {
        return i;
      }
    }
    return noun;
  }

  private void after(int noun, int other) {
    if (measured(noun, other) || onIt(noun, other) || described(noun, other)) {
      return;
    }
    boolean located = false;
    for (int i = noun + 1; i < other; i++) {
      Where verb = done(i, other);
      if (verb == null) {
        String key = tags.get(i).word().key();
        boolean over = CROSSING.contains(key) && NounNames.crossed(tags.get(other).value());
        verb = over ? ON : RelationWords.CHINESE_VERBS.get(key);
      }
      if (verb != null && clause[i] == clause[other] && clause[i] == clause[noun]) {
        put(noun, other, verb);
        if (!acts(i, verb)) {
          words.add(i);
        }
        return;
      }
      String key = tags.get(i).word().key();
      located |= (key.endsWith("在") || CROSSING.contains(key)) && clause[i] == clause[other];
    }
    if (handled(noun, other)) {
      return;
    }
    int i = other + 1;
    while (i < tags.size() && LINKS.contains(tags.get(i).word().key())) {
      i++;
    }
    if (located && i < tags.size() && clause[i] == clause[other]) {
      Where where = names.get(tags.get(i).word().key());
      if (where != null) {
        put(noun, other, where);
        words.add(i);
      }
    }
  }

  /// Finds 戴着帽子的女孩, in which the second noun acts on the first.
  @SuppressWarnings("ArgumentSelectionDefectChecker")
  private boolean described(int noun, int other) {
    if (noun + 1 >= other || !tags.get(noun + 1).word().key().equals("的")) {
      return false;
    }
    for (int i = noun - 1; i >= 0 && clause[i] == clause[other]; i--) {
      Tag tag = tags.get(i);
      Where verb = done(i, noun);
      if (verb == null) {
        verb = RelationWords.CHINESE_VERBS.get(tag.word().key());
      }
      if (verb != null) {
        put(other, noun, verb);
        if (!acts(i, verb)) {
          words.add(i);
        }
        return true;
      }
      boolean between =
          tag.is("colour")
              || tag.is("count")
              || LINKS.contains(tag.word().key())
              || Set.of("着", "了", "一", "个").contains(tag.word().key());
      if (!between) {
        return false;
      }
    }
    return false;
  }

  /// Finds 桌子上有一杯咖啡 and 树下一个女生, in which the first noun is the place of the second.
  private boolean onIt(int noun, int other) {
    boolean pause = noun + 2 < other && tags.get(noun + 2).word().isPunctuation(); // 树下，一对情侣
    if (noun + 2 > other || clause[other] - clause[noun] > (pause ? 1 : 0)) {
      return false;
    }
    Where where =
        switch (tags.get(noun + 1).word().key()) {
          case "上", "上面" -> ON;
          case "里", "里面", "中" -> NounNames.container(tags.get(noun).value()) ? IN : null;
          case "上空", "上方" -> ABOVE;
          case "下", "下面", "底下" -> BELOW;
          default -> null;
        };
    for (int i = noun + 2; where != null && i < other; i++) {
      Tag tag = tags.get(i);
      if (pause || THERE.contains(tag.word().key()) || tag.is("count")) {
        found.put(other, new Found(where, noun));
        words.add(noun + 1);
        return true;
      }
    }
    return false;
  }

  /// Whether only "and" is between two nouns, apart from attributes of the second.
  private boolean joined(int noun, int next) {
    List<Tag> between = tags.subList(noun + 1, next);
    return between.stream().anyMatch(tag -> Sentence.AND.contains(tag.word().key()))
        && between.stream()
            .allMatch(tag -> tag.is("colour") || tag.is("count") || tag.label().equals(Tag.OTHER));
  }
}
