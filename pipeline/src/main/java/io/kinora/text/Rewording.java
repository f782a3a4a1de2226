package io.kinora.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Rewrites a prompt in words that its language's encoder and lexicon know: emoji by their Unicode
/// names ("🐱" is "cat"), words of the other language ("a 猫"), misspelt words, and phrases of a
/// table.
///
/// Known words are unchanged, and so are words that it cannot replace.
final class Rewording {
  /// An emoji with its modifiers; a run of Han characters; a word of letters.
  private static final Pattern PIECE =
      Pattern.compile(
          "(?<picture>\\p{IsExtended_Pictographic}[\\uFE0F\\u200D\\x{1F3FB}-\\x{1F3FF}]*)"
              + "|(?<han>\\p{IsHan}+)|(?<word>[\\p{L}\\p{M}&&[^\\p{IsHan}]]+)");

  /// The kinds of words used from an emoji's name; its colour describes the drawing ("heavy black
  /// heart").
  private static final List<String> DRAWN =
      List.of("subject:", "scene:", "time:", "weather:", "action:");

  /// The kinds of words used from the other language.
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

  private record Row(Pattern pattern, String replacement) {}

  /// The phrases to rewrite, from `rewordings.tsv`.
  private static final List<Row> ROWS = rows();

  private final Language language;
  private final Lexicon lexicon;
  private final Spelling spelling;
  private @Nullable Words others; // those of the other language, created on demand

  /// @param isWord whether a word is one piece of the encoder's vocabulary
  Rewording(Language language, Lexicon lexicon, Predicate<String> isWord) {
    this.language = language;
    this.lexicon = lexicon;
    this.spelling = new Spelling(lexicon, isWord);
  }

  /// @param text the rewritten prompt
  /// @param notes the replacements, as `brid → bird`
  /// @param leftOut phrases that are replaced by nothing
  record Reworded(String text, List<String> notes, List<String> leftOut) {}

  Reworded of(String said) {
    var notes = new LinkedHashSet<String>();
    var leftOut = new LinkedHashSet<String>();
    String prompt = phrases(said, notes, leftOut);
    String text = pieces(prompt, notes);
    return new Reworded(text, List.copyOf(notes), List.copyOf(leftOut));
  }

  private static List<Row> rows() {
    String name = "rewordings.tsv";
    var stream = Objects.requireNonNull(Rewording.class.getResourceAsStream(name), name);
    try (var reader = new BufferedReader(new InputStreamReader(stream, UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Rewording::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] columns = line.split("\t", -1);
    boolean chinese = columns[0].codePoints().anyMatch(Language::isHan);
    String pattern = chinese ? columns[0] : "(?i)\\b(?:" + columns[0] + ")\\b";
    return new Row(Pattern.compile(pattern), columns[1]);
  }

  private static String phrases(String prompt, Set<String> notes, Set<String> leftOut) {
    String text = prompt;
    for (Row row : ROWS) {
      Matcher matcher = row.pattern.matcher(text);
      var rewritten = new StringBuilder();
      int end = 0;
      while (matcher.find()) {
        int begin = rewritten.length() + matcher.start() - end;
        matcher.appendReplacement(rewritten, row.replacement);
        String said = matcher.group();
        String replacement = rewritten.substring(begin);
        if (!replacement.isBlank()) {
          notes.add(said + " → " + replacement);
        } else if (said.codePoints().anyMatch(Character::isLetter)) {
          leftOut.add(said.replaceAll("^[^\\p{L}]+|[^\\p{L}]+$", ""));
        }
        end = matcher.end();
      }
      text = matcher.appendTail(rewritten).toString();
    }
    return text;
  }

  private String pieces(String prompt, Set<String> notes) {
    var text = new StringBuilder();
    Matcher piece = PIECE.matcher(prompt);
    while (piece.find()) {
      String said = piece.group();
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
    return piece.appendTail(text).toString();
  }

  /// The known words in the name of an emoji: 🌧 is "cloud with rain".
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

  /// Translates words of language `from` with labels of these kinds; empty if there are none.
  ///
  /// @param nouns whether nouns of the table are used; not for an emoji's name, of which a part may
  ///     be a noun by accident
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
