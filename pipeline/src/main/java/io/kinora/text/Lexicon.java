package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.noun.Noun;
import io.kinora.noun.Place;
import io.kinora.noun.Places;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Words with their possible labels, read from `lexicon-en.tsv` or `lexicon-zh.tsv`. A word may
/// have several ("orange", "land"); the context decides.
///
/// A label is `kind:value`, such as `subject:bird`, or a bare kind: `thing` for things that no
/// bundled model can draw, `other` for words without an attribute.
public final class Lexicon {
  /// The longest phrase in words (English) or characters (Chinese).
  static final int LONGEST_PHRASE = 6;

  private static final String IMPLIES = "implies:";
  private static final String PLACE = "scene:";

  /// Further numbers, which excludes years, angles and nonsense.
  private static final Pattern NUMBER = Pattern.compile("[1-9]\\d");

  private static final List<String> MANY = List.of("count:4");

  private final Map<String, List<String>> bases = new LinkedHashMap<>();
  private final Map<String, List<String>> labels = new LinkedHashMap<>();
  private final Map<String, Inflection.Form> forms = new HashMap<>();
  private final Map<String, String> implied = new HashMap<>();
  private final Map<String, String> titles = new HashMap<>();
  private final Map<String, String> places = new HashMap<>();
  private final Map<String, String> names = new HashMap<>();

  private Lexicon(Language language) {
    String name = "lexicon-" + language.code() + ".tsv";
    var stream = Objects.requireNonNull(Lexicon.class.getResourceAsStream(name), name);
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().filter(line -> !line.startsWith("#")).forEach(line -> add(language, line));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (language == Language.ZH) {
      addCounts();
    }
    NounNames.of(bases.keySet()).forEach(noun -> add(language, noun));
    Places.all().forEach(place -> add(language, place));
  }

  private Lexicon(Lexicon other) {
    bases.putAll(other.bases);
    labels.putAll(other.labels);
    forms.putAll(other.forms);
    implied.putAll(other.implied);
    titles.putAll(other.titles);
    places.putAll(other.places);
    names.putAll(other.names);
  }

  /// This lexicon extended by the subjects of a model that it lacks, with their synonyms; itself if
  /// it has all. Other labels of such a word as a subject are replaced, also the label of a
  /// pronoun; those as a colour or a place are kept.
  Lexicon with(Language language, Vocabulary vocabulary) {
    Map<String, List<String>> own = NounNames.own(language, vocabulary, bases.keySet());
    if (own.isEmpty()) {
      return this;
    }
    var lexicon = new Lexicon(this);
    own.forEach((subject, words) -> lexicon.add(language, subject, words));
    return lexicon;
  }

  private void add(Language language, String subject, List<String> words) {
    String label = "subject:" + subject.replace(' ', '-');
    if (!bases.containsKey(label)) { // otherwise the learned heads know it
      titles.put(label, subject);
      names.put(label, words.isEmpty() ? subject : words.getFirst());
    }
    for (String word : words) {
      List<Inflection.Form> met =
          language == Language.EN
              ? Inflection.forms(key(word), label)
              : List.of(new Inflection.Form(word, word, Inflection.Kind.BASE));
      for (Inflection.Form form : met) {
        var kept = new ArrayList<>(labels.getOrDefault(form.text(), List.of()));
        kept.removeIf(
            other -> other.startsWith("subject:") || Set.of(Tag.THING, Tag.OTHER).contains(other));
        kept.addFirst(label);
        labels.put(form.text(), kept);
        forms.put(form.text(), form);
      }
    }
  }

  /// Adds the names of a noun of the table. A word that the lexicon maps to another subject becomes
  /// the noun itself: a tiger is not a cat. A word for a place, a time or the weather keeps that
  /// label, unless it is a thing rather than a place.
  private void add(Language language, Noun noun) {
    String label = "subject:" + noun.key();
    titles.put(label, noun.english().getFirst().singular());
    names.put(
        label,
        language == Language.EN ? noun.english().getFirst().singular() : noun.chinese().getFirst());
    if (language == Language.ZH) {
      noun.chinese().forEach(name -> addName(name, label, noun, Inflection.Kind.BASE));
      return;
    }
    for (Noun.Name name : noun.english()) {
      addName(key(name.singular()), label, noun, Inflection.Kind.BASE);
      if (!name.plural().equals(name.singular())) {
        addName(key(name.plural()), label, noun, Inflection.Kind.PLURAL);
      }
    }
  }

  /// Adds the names of a place of the table. They replace other labels: a word for a scene that is
  /// also the name of a place, such as a highway, is the place.
  private void add(Language language, Place place) {
    String label = PLACE + place.key();
    places.put(label, place.english().getFirst());
    List<String> words = language == Language.EN ? place.english() : place.chinese();
    names.put(label, words.getFirst());
    for (String word : words) {
      String text = language == Language.EN ? key(word) : word;
      labels.put(text, List.of(label));
      forms.putIfAbsent(text, new Inflection.Form(text, text, Inflection.Kind.BASE));
    }
  }

  private void addName(String text, String label, Noun noun, Inflection.Kind kind) {
    List<String> known = labels.getOrDefault(text, List.of());
    boolean one = text.codePointCount(0, text.length()) == 1;
    boolean hasSubject = known.stream().anyMatch(other -> other.startsWith("subject:"));
    if (NounNames.keeps(known, noun) || (one && hasSubject) || isColoured(text)) {
      return;
    }
    var kept = new ArrayList<>(known);
    kept.removeIf(other -> other.startsWith("subject:") || other.equals(Tag.THING));
    kept.addFirst(label);
    labels.put(text, kept);
    forms.put(text, new Inflection.Form(text, text, kind));
  }

  /// Whether a name consists of a colour and a subject with colours: "black cat", 黑猫.
  private boolean isColoured(String text) {
    int space = text.indexOf(' ');
    int cut = space > 0 ? space : text.offsetByCodePoints(0, 1);
    String rest = text.substring(space > 0 ? space + 1 : cut);
    return labels.getOrDefault(text.substring(0, cut), List.of()).stream()
            .anyMatch(label -> label.startsWith("colour:"))
        && labels.getOrDefault(rest, List.of()).stream()
            .anyMatch(label -> label.startsWith("subject:") && !isNoun(label));
  }

  /// The readable name of a label: the noun's usual name, or the label's value.
  String title(String label) {
    String title = titles.getOrDefault(label, places.get(label));
    return title == null ? label.substring(label.indexOf(':') + 1) : title;
  }

  /// The first word for a label; null if it has none.
  @Nullable String name(String label) {
    List<String> words = bases.getOrDefault(label, List.of());
    return words.isEmpty() ? names.get(label) : words.getFirst();
  }

  /// Whether a label is a noun of the table, for which the learned heads have no label.
  boolean isNoun(String label) {
    return titles.containsKey(label);
  }

  /// Whether a label is a place of the table, for which the learned heads have no label.
  boolean isPlace(String label) {
    return places.containsKey(label);
  }

  /// Reads the lexicon of a language, `en` or `zh`.
  public static Lexicon read(String language) {
    return new Lexicon(Language.valueOf(language.toUpperCase(Locale.ROOT)));
  }

  static Lexicon read(Language language) {
    return new Lexicon(language);
  }

  private void add(Language language, String line) {
    int tab = line.indexOf('\t');
    String label = line.substring(0, tab);
    List<String> words =
        Arrays.stream(line.substring(tab + 1).split(",")).map(String::strip).distinct().toList();
    if (label.startsWith(IMPLIES)) {
      String value = label.substring(IMPLIES.length());
      // A noun implies a colour, a verb a speed.
      String kind = bases.containsKey("colour:" + value) ? "subject:" : "action:";
      for (String word : words) {
        Inflection.forms(word, kind).forEach(form -> implied.put(form.text(), value));
      }
      return;
    }
    bases.put(label, words);
    for (String word : words) {
      if (language == Language.EN) {
        Inflection.forms(key(word), label).forEach(form -> put(form.text(), label, form));
      } else {
        put(word, label, new Inflection.Form(word, word, Inflection.Kind.BASE));
      }
    }
  }

  private void put(String text, String label, Inflection.Form form) {
    List<String> known = labels.computeIfAbsent(text, _ -> new ArrayList<>());
    if (!known.contains(label)) {
      known.add(label);
    }
    forms.putIfAbsent(text, form);
  }

  /// Adds combinations of a numeral and a measure word, such as 两只.
  private void addCounts() {
    String numerals = "一两二三四五六七八九十几数1234567890";
    for (int i = 0; i < numerals.length(); i++) {
      int count =
          switch (numerals.charAt(i)) {
            case '一', '1' -> 1;
            case '两', '二', '2' -> 2;
            case '三', '几', '数', '3' -> 3;
            default -> 4;
          };
      for (char measure : "只个条匹朵艘架辆头列枚台名棵株位座尾支束部盆份根把张".toCharArray()) {
        String text = "" + numerals.charAt(i) + measure;
        put(text, "count:" + count, new Inflection.Form(text, text, Inflection.Kind.BASE));
      }
    }
  }

  /// Every label with its words in base form, in the order of the file.
  public Map<String, List<String>> bases() {
    return Collections.unmodifiableMap(bases);
  }

  /// Every word and phrase in every form, in the order of the file.
  Set<String> words() {
    return labels.keySet();
  }

  /// The possible labels of a word in any form; empty for an unknown word. A number that is not
  /// listed is a count, too.
  List<String> labels(String key) {
    List<String> known = labels.get(key);
    return known != null ? known : NUMBER.matcher(key).matches() ? MANY : List.of();
  }

  boolean knows(String key) {
    return labels.containsKey(key);
  }

  /// Whether the word is the plural of a known noun.
  boolean isPlural(String key) {
    Inflection.Form form = forms.get(key);
    return form != null && form.kind() == Inflection.Kind.PLURAL;
  }

  /// Whether the word is a known -ing form.
  boolean isParticiple(String key) {
    Inflection.Form form = forms.get(key);
    return form != null && form.kind() == Inflection.Kind.PARTICIPLE;
  }

  /// The speed that a verb implies, as "rush" does.
  @Nullable String impliedSpeed(String verb) {
    return implied.get(verb);
  }

  /// The colour that a noun implies: in its name, as in "black swan" or 黑天鹅, or of the thing
  /// itself, as a sunflower is yellow.
  @Nullable String impliedColour(String noun) {
    if (implied.containsKey(noun)) {
      return implied.get(noun);
    }
    boolean phrase = noun.indexOf(' ') > 0;
    String[] parts = phrase ? noun.split(" ") : noun.split("");
    for (String part : parts) {
      for (String label : parts.length > 1 ? labels(part) : List.<String>of()) {
        if (label.startsWith("colour:") && (phrase || Language.isHan(part.codePointAt(0)))) {
          return label.substring("colour:".length());
        }
      }
    }
    return null;
  }

  /// A word in the spelling of the lexicon: lower case, without possessive, hyphens as spaces.
  static String key(String word) {
    String key = word.toLowerCase(Locale.ROOT).replace('’', '\'').replace('-', ' ');
    return key.endsWith("'s") ? key.substring(0, key.length() - 2) : key;
  }
}
