package io.kinora.text;

import io.kinora.engine.Vocabulary;
import io.kinora.noun.Noun;
import io.kinora.noun.Nouns;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Decides which nouns of the table are added to a lexicon, and which of its words they replace.
final class NounNames {
  /// The kinds of words that name the setting, not a thing.
  private static final List<String> SURROUNDINGS =
      List.of("scene:", "time:", "weather:", "camera:", "count:", "direction:", "speed:");

  /// Things that the lexicon also maps to their place; they are drawn as things.
  private static final Set<String> THINGS =
      Set.of(
          "cactus",
          "pyramid",
          "coral",
          "aquarium",
          "snowman-without-snow",
          "iceberg",
          "igloo",
          "lighthouse",
          "barn",
          "house-with-garden",
          "tokyo-tower",
          "office-building",
          "volcano",
          "mount-fuji",
          "great-wall",
          "black-hole",
          "palm-tree",
          "ringed-planet",
          "desert-island",
          "houses",
          "hut");

  /// Categories that are not things in a picture: symbols and views.
  private static final Set<String> LEFT_OUT = Set.of("scene", "pose");

  /// Words that hardly ever mean the noun in a sentence.
  private static final Set<String> AMBIGUOUS =
      Set.of("wind-face", "soda-can", "zzz", "nut-and-bolt", "right-arrow", "selfie");

  private static final Set<String> COVERING =
      Set.of(
          "dress",
          "coat",
          "t-shirt",
          "kimono",
          "sari",
          "womans-clothes",
          "lab-coat",
          "sweater",
          "raincoat",
          "suit",
          "safety-vest",
          "one-piece-swimsuit",
          "running-shirt",
          "jeans");

  private static final Set<String> CONTAINERS =
      Set.of(
          ("vase bowl cup mug plate basket bottle jar bucket glass wine-glass tumbler-glass box"
                  + " crate barrel amphora cooking-pot teapot aquarium birdcage package"
                  + " shopping-bags shopping-cart wheelbarrow fork-and-knife-with-plate"
                  + " treasure-chest backpack")
              .split(" "));

  private NounNames() {}

  /// The nouns of the table that are not subjects of the lexicon already.
  ///
  /// @param labels of the lexicon
  static Stream<Noun> of(Set<String> labels) {
    return Nouns.all().stream()
        .filter(noun -> !LEFT_OUT.contains(noun.category()) && !AMBIGUOUS.contains(noun.key()))
        .filter(
            noun ->
                !labels.contains("subject:" + noun.key())
                    && noun.english().stream()
                        .noneMatch(name -> labels.contains("subject:" + name.singular())));
  }

  /// The subjects of a model that the lexicon lacks, with the words for them in a language: names
  /// that are not nouns of the table, and synonyms. A name in the table's English names also has
  /// its Chinese names.
  ///
  /// @param labels of the lexicon
  static Map<String, List<String>> own(
      Language language, Vocabulary vocabulary, Set<String> labels) {
    var own = new LinkedHashMap<String, List<String>>();
    for (String subject : vocabulary.subjects()) {
      var words = new ArrayList<String>();
      String key = subject.replace(' ', '-');
      if (!labels.contains("subject:" + key) && Nouns.named(key) == null) {
        words.add(subject);
        Nouns.all().stream()
            .filter(noun -> noun.english().stream().anyMatch(n -> n.singular().equals(subject)))
            .findFirst()
            .ifPresent(noun -> words.addAll(noun.chinese()));
      }
      words.addAll(vocabulary.synonyms().getOrDefault(subject, List.of()));
      boolean taught = words.equals(List.of(subject)); // in both languages
      words.removeIf(
          word ->
              !(taught && word.equals(subject))
                  && word.codePoints().anyMatch(Language::isHan) != (language == Language.ZH));
      if (!words.isEmpty()) {
        own.put(subject, words);
      }
    }
    return own;
  }

  /// Whether subjects cross it, as a bridge.
  static boolean crossed(String key) {
    return key.endsWith("bridge") || key.equals("rainbow");
  }

  /// Whether it is a container of other things.
  static boolean container(String key) {
    return CONTAINERS.contains(key);
  }

  /// Whether a noun is something that people hold in their hands.
  static boolean inHand(String key) {
    Noun noun = Nouns.named(key);
    return key.equals("balloon")
        || key.equals("kite")
        || key.startsWith("umbrella")
        || (noun != null
            && noun.height() < 1.3
            && List.of("tool", "stationery", "food", "drink", "music", "sport", "toy", "computer")
                .contains(noun.category()));
  }

  /// Whether it is a part of a body, which is drawn with its owner.
  static boolean part(String key) {
    Noun noun = Nouns.named(key);
    return noun != null && noun.category().equals("body");
  }

  /// Whether people work at it.
  static boolean worktop(Noun noun) {
    return Set.of(
            "counter", "dining-table", "desk", "kitchen-cabinet", "stove", "sink", "lab-bench")
        .contains(noun.key());
  }

  /// Whether a noun is something that people wear.
  static boolean clothing(String key) {
    Noun noun = Nouns.named(key);
    return noun != null && noun.category().equals("clothing");
  }

  /// Whether it is clothing that covers most of a figure, whose colour is then that of the
  /// clothing.
  static boolean covers(String key) {
    return clothing(key) && COVERING.contains(key);
  }

  /// Whether a word keeps the labels that it has.
  static boolean keeps(List<String> known, Noun noun) {
    if (THINGS.contains(noun.key())) {
      return false;
    }
    if (noun.key().equals("boat") && known.contains("subject:sailboat")) {
      return true; // a boat of which nothing else is said has a sail
    }
    boolean bust = noun.category().equals("person") && !noun.own();
    return known.stream()
        .anyMatch(
            label ->
                SURROUNDINGS.stream().anyMatch(label::startsWith)
                    // Whole walking figures are better than busts.
                    || (bust && (label.equals("subject:boy") || label.equals("subject:girl"))));
  }
}
