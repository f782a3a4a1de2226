package io.kinora.text;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Puts a prompt into words that its language's encoder and lexicon know: pictographs by their
/// names in Unicode ("🐱" is "cat"), words of the other language ("a 猫"), and mistyped ones.
///
/// What it knows it leaves alone, and what it cannot place, too.
final class Rewording {
  /// A pictograph with what modifies it; a run of Han characters; a word of letters.
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<picture>\\p{IsExtended_Pictographic}[\\uFE0F\\u200D\\x{1F3FB}-\\x{1F3FF}]*)"
              + "|(?<han>\\p{IsHan}+)|(?<word>[\\p{L}\\p{M}&&[^\\p{IsHan}]]+)");

  /// What the name of a pictograph may say; its colour is the drawing's ("heavy black heart").
  private static final List<String> DRAWN =
      List.of("subject:", "scene:", "time:", "weather:", "action:");

  /// What words of the other language may say.
  private static final List<String> SAID =
      List.of(
          "subject:",
          "scene:",
          "time:",
          "weather:",
          "action:",
          "colour:",
          "count:",
          "direction:",
          "speed:");

  /// Those who are named by what they play, and pairs that are named by one word.
  private static final Map<String, String> PLAYERS =
      Map.ofEntries(
          entry("grandparents", "grandma and grandpa"),
          entry("爷爷奶奶", "爷爷和奶奶"),
          entry("外公外婆", "外公和外婆"),
          entry("saxophonist", "man playing saxophone"),
          entry("violinist", "woman playing violin"),
          entry("fiddler", "man playing violin"),
          entry("guitarist", "man playing guitar"),
          entry("pianist", "man playing piano"),
          entry("drummer", "man playing drum kit"),
          entry("cellist", "woman playing cello"),
          entry("trumpeter", "man playing trumpet"),
          entry("flutist", "woman playing flute"),
          entry("flautist", "woman playing flute"),
          entry("harpist", "woman playing harp"),
          entry("accordionist", "man playing accordion"),
          entry("小提琴手", "女人拉小提琴"),
          entry("小提琴家", "女人拉小提琴"),
          entry("大提琴手", "女人拉大提琴"),
          entry("吉他手", "男人弹吉他"),
          entry("钢琴家", "男人弹钢琴"),
          entry("钢琴师", "男人弹钢琴"),
          entry("鼓手", "男人打架子鼓"),
          entry("萨克斯手", "男人吹萨克斯"),
          entry("小号手", "男人吹小号"),
          entry("乒乓球比赛", "两个男人打乒乓球"),
          entry("乒乓球对打", "两个男人打乒乓球"),
          entry("足球比赛", "两个男人踢足球"),
          entry("篮球比赛", "两个男人打篮球"),
          entry("羽毛球比赛", "两个男人打羽毛球"),
          entry("网球比赛", "两个男人打网球"));

  /// Who chases its own tail runs in circles.
  private static final Pattern TAIL =
      Pattern.compile(
          "(?i)\\bchas(?:es?|ing) (?:its|his|her|their) (?:own )?tails?\\b|追着?(?:自己的|它的)?尾巴");

  /// A match is two who play.
  private static final Pattern MATCH =
      Pattern.compile(
          "(?i)\\b(?:a |an |the )?(?:intense |exciting )?(ping pong|table tennis|soccer|football|basketball"
              + "|tennis|badminton|volleyball|chess) (?:match|game|rally)\\b");

  private final Language language;
  private final Lexicon lexicon;
  private final Spelling spelling;
  private @Nullable Words others; // those of the other language, made when they are first needed

  /// @param isWord whether the encoder's vocabulary has a word whole
  Rewording(Language language, Lexicon lexicon, Predicate<String> isWord) {
    this.language = language;
    this.lexicon = lexicon;
    this.spelling = new Spelling(lexicon, isWord);
  }

  /// @param text to be read in place of the prompt
  /// @param notes what was put in the place of what, as `brid → bird`
  record Reworded(String text, List<String> notes) {}

  Reworded of(String said) {
    var notes = new LinkedHashSet<String>();
    String prompt = matches(said, notes);
    return pieces(prompt, notes);
  }

  private static String matches(String prompt, Set<String> notes) {
    String tailless =
        TAIL.matcher(prompt)
            .replaceAll(
                match -> {
                  String circling =
                      match.group().codePoints().anyMatch(Language::isHan)
                          ? "转圈奔跑"
                          : "running around in circles";
                  notes.add(match.group() + " → " + circling);
                  return circling;
                });
    return MATCH
        .matcher(tailless)
        .replaceAll(
            match -> {
              String players = "two men playing " + match.group(1);
              notes.add(match.group() + " → " + players);
              return players;
            });
  }

  private Reworded pieces(String prompt, Set<String> notes) {
    var text = new StringBuilder();
    Matcher piece = PIECE.matcher(prompt);
    while (piece.find()) {
      String said = piece.group();
      Optional<String> player = player(said);
      if (player.isPresent()) {
        notes.add(said + " → " + player.get());
        piece.appendReplacement(text, Matcher.quoteReplacement(player.get()));
        continue;
      }
      Optional<String> better =
          piece.group("picture") != null
              ? pictured(said)
              : piece.group("han") != null
                  ? language == Language.EN ? translated(said) : Optional.empty()
                  : language == Language.EN ? spelling.corrected(said) : translated(said);
      if (better.isPresent()) {
        notes.add(said + " → " + better.get().strip());
        piece.appendReplacement(text, Matcher.quoteReplacement(better.get()));
      } else {
        piece.appendReplacement(text, Matcher.quoteReplacement(said));
      }
    }
    return new Reworded(piece.appendTail(text).toString(), List.copyOf(notes));
  }

  /// A run of words with players of instruments as people who play; empty if there is none.
  private static Optional<String> player(String said) {
    String english = PLAYERS.get(said.toLowerCase(Locale.ROOT));
    if (english != null) {
      return Optional.of(english);
    }
    return PLAYERS.keySet().stream()
        .filter(said::contains)
        .findFirst()
        .map(name -> said.replace(name, PLAYERS.getOrDefault(name, name)));
  }

  /// The known words in the name of a pictograph: 🌧 is "cloud with rain".
  private Optional<String> pictured(String picture) {
    String name = Character.getName(picture.codePointAt(0));
    if (name == null) {
      return Optional.empty();
    }
    String words =
        name.toLowerCase(Locale.ROOT)
            .replaceAll(" face\\b", "")
            .replaceAll("\\bsun\\b", "sunny")
            .replaceAll("\\b(crescent )?moon\\b", "night");
    if (language == Language.EN && lexicon.knows(words) && !words.contains(" with ")) {
      return Optional.of(" " + words + " ");
    }
    return replaced(words.replace(" with ", ", "), Language.EN, DRAWN, false);
  }

  private Optional<String> translated(String words) {
    Language other = language == Language.EN ? Language.ZH : Language.EN;
    return replaced(words, other, SAID, true);
  }

  /// Words of language `from` that have labels of these kinds, in this language; empty if none has.
  ///
  /// @param nouns whether nouns of the table count: the name of a pictograph is a phrase, a part of
  ///     which may happen to be one
  private Optional<String> replaced(
      String words, Language from, List<String> kinds, boolean nouns) {
    Words cut = from == language ? new Words(language, lexicon) : others(from);
    var known = new ArrayList<String>();
    for (Word word : cut.of(words)) {
      name(word, from, kinds, nouns).ifPresent(known::add);
    }
    return known.isEmpty()
        ? Optional.empty()
        : Optional.of(
            language == Language.ZH ? String.join("", known) : " " + String.join(" ", known) + " ");
  }

  private Optional<String> name(Word word, Language from, List<String> kinds, boolean nouns) {
    for (String label : word.candidates()) {
      if (!nouns && lexicon.isNoun(label)) {
        continue;
      }
      String name = lexicon.name(label);
      if (kinds.stream().anyMatch(label::startsWith) && name != null) {
        return Optional.of(from == language ? word.text() : name);
      }
    }
    return Optional.empty();
  }

  private synchronized Words others(Language other) {
    if (others == null) {
      others = new Words(other, Lexicon.read(other));
    }
    return others;
  }
}
