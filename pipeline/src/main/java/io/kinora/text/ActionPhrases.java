package io.kinora.text;

import io.kinora.noun.Deed;
import io.kinora.noun.Deeds;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Finds phrases of the table of actions in a prompt, such as "playing the guitar", with a subject
/// that can do them.
final class ActionPhrases {
  /// The label of a word that belongs to a phrase.
  static final String PART = "part";

  private static final Map<Language, List<Phrase>> PHRASES = new EnumMap<>(Language.class);

  /// Living subjects that the networks know.
  private static final Set<String> ALIVE =
      Set.of(
          ("bird butterfly fish cat dog horse rabbit duck whale turtle robot elephant lion cow"
                  + " penguin owl bee frog octopus shark dinosaur dragon girl boy bear")
              .split(" "));

  private record Phrase(Deed deed, Pattern pattern, boolean single) {}

  /// @param tags with one for the whole phrase at its verb
  /// @param ends the index of the phrase's last word, by the index of the verb
  record Read(List<Tag> tags, Map<Integer, Integer> ends) {}

  private final Language language;
  private final Lexicon lexicon;
  private final List<Tag> tags;
  private final Map<Integer, Integer> ends = new HashMap<>();
  private final String text;

  private ActionPhrases(Language language, Lexicon lexicon, String text, List<Tag> tags) {
    this.language = language;
    this.lexicon = lexicon;
    this.text = text;
    this.tags = new ArrayList<>(tags);
  }

  /// @param text the text of the words
  static Read in(Language language, Lexicon lexicon, String text, List<Tag> tags) {
    var phrases = new ActionPhrases(language, lexicon, text, tags);
    if (tags.stream().anyMatch(Tag::isSubject)) {
      phrases.read();
    }
    return new Read(List.copyOf(phrases.tags), Map.copyOf(phrases.ends));
  }

  /// Whether a subject is a person.
  static boolean person(Tag tag) {
    Noun noun = Nouns.named(tag.value());
    return tag.label().equals("subject:boy")
        || tag.label().equals("subject:girl")
        || (tag.isSubject()
            && noun != null
            && Set.of("person", "fantasy").contains(noun.category()));
  }

  /// Actions without a thing that animals can do, too.
  private static final Set<String> GESTURES = Set.of("tai-chi", "turn-head", "flip", "call");

  /// Toys that can act like a person or an animal.
  private static final Set<String> LIVELY =
      Set.of(
          ("teddy-bear nesting-dolls japanese-dolls robot-toy rocking-horse rubber-duck puppet"
                  + " snowman-without-snow jack-o-lantern")
              .split(" "));

  /// Whether a subject is alive, or is a toy that can act like one.
  static boolean alive(Tag tag) {
    Noun noun = Nouns.named(tag.value());
    return person(tag)
        || (tag.isSubject()
            && (ALIVE.contains(tag.value())
                || LIVELY.contains(tag.value())
                || (noun != null && noun.category().equals("animal"))));
  }

  /// Whether a subject is a thing that can do the action.
  static boolean does(Tag tag, Deed deed) {
    return tag.isSubject() && deed.isOf(tag.value());
  }

  private void read() {
    String lower = text.toLowerCase(Locale.ROOT);
    record Hit(Phrase phrase, int start, int end) {}
    var hits = new ArrayList<Hit>();
    for (Phrase phrase : phrases(language)) {
      Matcher matcher = phrase.pattern.matcher(lower);
      while (matcher.find()) {
        hits.add(new Hit(phrase, matcher.start(), matcher.end()));
      }
    }
    // The most specific phrase comes first: "riding a mountain bike" before "biking".
    hits.sort(
        java.util.Comparator.<Hit>comparingInt(hit -> hit.start - hit.end)
            .thenComparingInt(hit -> hit.start));
    hits.forEach(hit -> take(hit.phrase, hit.start, hit.end));
  }

  private void take(Phrase phrase, int start, int end) {
    int first = -1;
    int last = -1;
    for (int i = 0; i < tags.size(); i++) {
      Word word = tags.get(i).word();
      if (word.end() > start && word.start() < end) {
        first = first < 0 ? i : first;
        last = i;
      }
    }
    if (first < 0 || !fits(phrase, first, last, start, end)) {
      return;
    }
    boolean whole = true;
    for (int i = first + 1; i <= last; i++) {
      whole &= !kept(phrase.deed, tags.get(i));
    }
    Word verb = tags.get(first).word();
    String said =
        whole
            ? text.substring(verb.start(), tags.get(last).word().end())
            : text.substring(verb.start(), verb.end());
    tags.set(
        first,
        new Tag(
            new Word(said, verb.key(), verb.start(), verb.end(), verb.candidates()),
            "action:" + phrase.deed.key(),
            1));
    for (int i = first + 1; i <= last; i++) {
      if (!kept(phrase.deed, tags.get(i))) {
        tags.set(i, new Tag(tags.get(i).word(), PART, 1));
      }
    }
    ends.put(first, last);
  }

  /// Whether there is a subject that can do it, and no word of it belongs to another phrase.
  private boolean fits(Phrase phrase, int first, int last, int start, int end) {
    boolean cut = tags.get(first).word().start() < start || tags.get(last).word().end() > end;
    if (cut && (tags.get(first).isSubject() || tags.get(last).isSubject())) {
      return false; // 扫地机器人 sweeps nothing here
    }
    for (int i = first; i <= last; i++) {
      int at = i;
      boolean used =
          tags.get(i).label().equals(PART)
              || ends.entrySet().stream().anyMatch(e -> e.getKey() <= at && at <= e.getValue());
      if (used || (tags.get(i).isCamera() && !tags.get(i).word().candidates().isEmpty())) {
        return false;
      }
      if (i > first && person(tags.get(i)) && phrase.deed.prop(tags.get(i).value()) == null) {
        if (!phrase.deed.pictures().isEmpty() && literal(tags.get(i))) {
          continue; // "getting a haircut" has a noun that shows it
        }
        return false;
      }
    }
    List<Tag> others = new ArrayList<>(tags.subList(0, first));
    others.addAll(tags.subList(last + 1, tags.size()));
    boolean ofThings = !phrase.deed.of().isEmpty();
    boolean attributive = ofThings && tags.get(first).word().key().endsWith("ing");
    if (phrase.single && language == Language.EN && !verbal(first) && !attributive) {
      return false;
    }
    if (ofThings) {
      return others.stream().anyMatch(tag -> does(tag, phrase.deed));
    }
    boolean person = others.stream().anyMatch(ActionPhrases::person);
    boolean inside =
        phrase.deed.key().equals("crawl-baby") || phrase.deed.key().startsWith("sleep-in");
    boolean seen = phrase.deed.hasProps() || GESTURES.contains(phrase.deed.key());
    return person || inside || (seen && others.stream().anyMatch(ActionPhrases::alive));
  }

  private boolean literal(Tag tag) {
    Noun noun = Nouns.named(tag.value());
    return noun != null && lexicon.isNoun(tag.label()) && noun.category().equals("person");
  }

  /// Whether a single word is a verb here: "a girl fishing", but not "a fish".
  private boolean verbal(int at) {
    String key = tags.get(at).word().key();
    if (key.endsWith("ing")) {
      return at == 0 || !Set.of("a", "an", "the").contains(tags.get(at - 1).word().key());
    }
    return at > 0
        && (tags.get(at - 1).isSubject() || tags.get(at - 1).is("speed"))
        && !key.equals("fish");
  }

  /// Whether a noun in a phrase is drawn separately beside the doer; any other is part of the
  /// phrase.
  private static boolean kept(Deed deed, Tag tag) {
    if (tag.is("colour") || tag.is("count")) {
      return true;
    }
    if (!tag.isSubject()) {
      return false;
    }
    Deed.Prop prop = deed.prop(tag.value());
    if (prop != null && !deed.of().isEmpty()) {
      return false; // the fire of "a house on fire"
    }
    if (prop != null) {
      return prop.place() != Deed.Place.DRAWN;
    }
    Noun noun = Nouns.named(tag.value());
    return deed.pictures().isEmpty()
        && (noun == null || !Set.of("person", "body", "pose", "symbol").contains(noun.category()));
  }

  /// Whether an English word alone is the action of a thing, as "blooms" of a flower.
  static boolean isVerb(String word) {
    String lower = word.toLowerCase(Locale.ROOT);
    return phrases(Language.EN).stream()
        .anyMatch(phrase -> !phrase.deed.of().isEmpty() && phrase.pattern.matcher(lower).matches());
  }

  private static List<Phrase> phrases(Language language) {
    synchronized (PHRASES) {
      return PHRASES.computeIfAbsent(
          language,
          key ->
              Deeds.all().stream()
                  .flatMap(
                      deed ->
                          (key == Language.EN ? deed.english() : deed.chinese())
                              .stream().map(phrase -> compiled(key, deed, phrase)))
                  .toList());
    }
  }

  private static Phrase compiled(Language language, Deed deed, String phrase) {
    if (language == Language.ZH) {
      String pattern = phrase.replace("_", "[着了在]?[^，。,;！]{0,8}?");
      return new Phrase(deed, Pattern.compile(pattern), false);
    }
    boolean literal = phrase.startsWith("=");
    String[] words = phrase.substring(literal ? 1 : 0).split(" (?![^(]*\\))");
    var pattern = new StringBuilder("\\b");
    for (int i = 0; i < words.length; i++) {
      if (words[i].equals("_")) {
        pattern.append("(?:[ -](?!and\\b|or\\b)[a-z']+){0,4}?");
        continue;
      }
      pattern.append(i == 0 ? "" : "[ -]");
      pattern.append(
          i == 0 && !literal
              ? inflected(words[i])
              : words[i].replace("(", "(?:").replace(" ", "[ -]"));
    }
    return new Phrase(
        deed, Pattern.compile(pattern + "(?:e?s)?\\b"), !literal && words.length == 1);
  }

  private static String inflected(String verbs) {
    return Stream.of(verbs.replaceAll("[()]", "").split("\\|"))
        .flatMap(verb -> Inflection.forms(verb, "action:").stream())
        .map(Inflection.Form::text)
        .distinct()
        .collect(Collectors.joining("|", "(?:", ")"));
  }

  /// All English words of the phrases in all forms, which spelling correction must not change.
  static Set<String> words() {
    return Deeds.all().stream()
        .flatMap(deed -> deed.english().stream())
        .flatMap(phrase -> Stream.of(phrase.replaceAll("[^a-z]", " ").strip().split(" +")))
        .flatMap(word -> Inflection.forms(word, "action:").stream())
        .map(Inflection.Form::text)
        .collect(Collectors.toUnmodifiableSet());
  }

  /// The readable name of an action of the table; null if it is not in the table.
  static @Nullable String title(String action) {
    Deed deed = Deeds.named(action);
    return deed == null ? null : deed.key().replace('-', ' ');
  }
}
