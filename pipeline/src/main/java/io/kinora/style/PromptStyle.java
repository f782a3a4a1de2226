package io.kinora.style;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The style in a prompt: `in the style of an oil painting`, `watercolor`, `水墨画风格的`.
///
/// @param words of the prompt that name it
/// @param style the style that they name; null for a living artist or an unknown style
/// @param near the style nearest to such an artist; otherwise null
/// @param rest the rest of the prompt, which describes the content
public record PromptStyle(
    String words, @Nullable NamedStyle style, @Nullable NamedStyle near, String rest) {
  /// Words for a picture: a style's name before one of them is a style anywhere in a prompt.
  private static final String PICTURE =
      "(?:painting|drawing|sketch|picture|print|art|illustration|artwork|rendering)";

  /// Words for a book whose pictures are meant.
  private static final String BOOK = "(?:kids'?|child(?:ren)?(?:'s)?|story|picture) ?book";

  private static final String ENGLISH =
      names(name -> name.charAt(0) < 128).collect(Collectors.joining("|"));

  private static final String CHINESE =
      names(name -> name.charAt(0) >= 128).collect(Collectors.joining("|"));

  /// Unambiguous names, which are styles anywhere in a prompt.
  private static final String CLEAR =
      "watercolou?rs?|water colou?r|aquarelle|ukiyo-?e|pixel ?art|oil painting|ink wash|sumi-?e|"
          + "pencil (?:sketch|drawing)|woodblock print|woodcut|pop art|comic book|"
          + "(?:pastel|chalk) (?:drawing|painting)|halftone|synthwave";

  private static final List<Pattern> PATTERNS =
      List.of(
          // in the style of (an oil painting, Hokusai)
          english("in (?:the )?style of (?:an? |the )?(?<name>NAMES)(?:'s)?(?: PICTURE)?"),
          // in Van Gogh style, in a watercolour style
          english("in (?:an? |the )?(?<name>NAMES)(?:'s)?(?: PICTURE)?[ -]style"),
          english("(?:as )?(?:an? )?(?<name>NAMES)(?:'s)? PICTURE of"),
          english("(?:as |in |like )(?:an? )?(?<name>NAMES) PICTURE"),
          english("(?:an? )?(?<name>CLEAR)(?: PICTURE)? of"),
          english("(?:an? )?(?:BOOK )?(?<name>NAMES)(?: PICTURE)?[ -]style"),
          english("(?:(?:as|in) )?(?:an? )?(?<name>CLEAR)(?: PICTURE)?"),
          // Van Gogh's starry night
          english("(?<name>van gogh|monet|hokusai)['’]s"),
          Pattern.compile("(?<name>梵高|莫奈)(?:笔下|画里|画中)?的(?=星|睡莲|向日葵|日出|花|麦田|田野|乡村)"),
          Pattern.compile("(?:^|,)\\s*(?<name>" + ENGLISH + ")\\s*(?=,|$)", flags()),
          Pattern.compile("(?:用|以)?(?<name>" + CHINESE + ")(?:画)?(?:的)?风格?(?:的|地)?(?:画)?"),
          Pattern.compile("(?:用|以)(?<name>" + CHINESE + ")(?:画出?|来画|表现)(?:的)?"),
          Pattern.compile(
              "(?:一[幅张])?(?<name>油画|水彩画?|水墨画?|素描|铅笔画|粉彩画|木版画|浮世绘|像素画|国画|漫画)(?:的|[:：，,]|$)"));

  /// A style that is named after an unknown person or thing.
  private static final Pattern SOMEBODY =
      Pattern.compile(
          "\\bin (?:the )?style of (?<name>[^,.;]+)|\\bin (?<by>[A-Z][\\p{L}]+(?: [A-Z][\\p{L}]+)*)(?:['’]s)?"
              + " style\\b|(?<zh>[\\p{IsHan}]{2,5})(?:的)?风格的?");

  private static int flags() {
    return Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
  }

  private static Pattern english(String pattern) {
    return Pattern.compile(
        "\\b"
            + pattern
                .replace("NAMES", ENGLISH)
                .replace("BOOK", BOOK)
                .replace("PICTURE", PICTURE)
                .replace("CLEAR", CLEAR)
                .replace(" ", "\\s+")
            + "\\b",
        flags());
  }

  /// The names of all styles, longest first.
  private static Stream<String> names(java.util.function.Predicate<String> which) {
    var all = new ArrayList<String>();
    for (NamedStyle style : NamedStyle.values()) {
      all.addAll(Styles.names(style));
    }
    return all.stream()
        .filter(which)
        .sorted(Comparator.comparing(String::length).reversed())
        .map(name -> name.replace("-", "[ -]?"));
  }

  /// Finds a style in a prompt.
  public static Optional<PromptStyle> of(String prompt) {
    for (Pattern pattern : PATTERNS) {
      Matcher found = pattern.matcher(prompt);
      while (found.find()) {
        Optional<NamedStyle> style = Styles.find(found.group("name"));
        if (style.isEmpty()) {
          style = clear(found.group("name"));
        }
        if (style.isPresent()) {
          return Optional.of(
              new PromptStyle(trimmed(found.group()), style.get(), null, without(prompt, found)));
        }
      }
    }
    Matcher somebody = SOMEBODY.matcher(prompt);
    while (somebody.find()) {
      String name =
          Stream.of("name", "by", "zh")
              .map(somebody::group)
              .filter(java.util.Objects::nonNull)
              .findFirst()
              .orElse("");
      Optional<NamedStyle> near = Styles.near(name.strip());
      if (near.isPresent() || somebody.group("name") != null) {
        return Optional.of(
            new PromptStyle(
                trimmed(somebody.group()), null, near.orElse(null), without(prompt, somebody)));
      }
    }
    return Optional.empty();
  }

  /// The style of an unambiguous name, in any spelling that its pattern allows.
  private static Optional<NamedStyle> clear(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    return Styles.find(plain)
        .or(() -> Styles.find(plain.replace(" ", "")))
        .or(() -> Styles.find(plain.replaceFirst("s$", "")))
        .or(() -> Styles.find(plain.replaceFirst("^sumi ?e$", "sumi-e")));
  }

  /// Words without surrounding punctuation and blanks.
  static String trimmed(String words) {
    return words.replaceAll("^[\\s,，:：]+|[\\s,，:：]+$", "");
  }

  private static String without(String prompt, Matcher found) {
    return without(prompt, found.start(), found.end());
  }

  /// A prompt without some of its words; the whole prompt if nothing would be left.
  static String without(String prompt, int start, int end) {
    String rest =
        (prompt.substring(0, start) + " " + prompt.substring(end))
            .replaceAll("\\s+", " ")
            .replaceAll("\\s+([,，.。])", "$1")
            .replaceAll("([,，])\\s*[,，]", "$1")
            .replaceAll("(?<=\\p{IsHan}) (?=\\p{IsHan})", "");
    rest = rest.replaceAll("^[\\s,，:：的]+|[\\s,，:：]+$", "");
    return rest.isEmpty() ? prompt : rest;
  }
}
