package io.kinora.style;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The looks in a prompt: `cinematic`, `black and white`, `复古`. The words and their filters and
/// effects are rows of `looks.tsv`.
///
/// @param said the looks
/// @param rest the rest of the prompt, which describes the content
public record PromptLook(List<Said> said, String rest) {
  /// The words of one look in a prompt.
  ///
  /// @param words as in the prompt
  /// @param steps filters and effects, in the notation of a film's record
  public record Said(String words, List<String> steps) {
    public Said {
      steps = List.copyOf(steps);
    }

    /// The names of filters and effects.
    public String names() {
      return String.join(" and ", steps);
    }

    @Override
    public String toString() {
      return words + " → " + names();
    }
  }

  /// One row of the table.
  private record Row(List<String> steps, Pattern pattern) {}

  private static final String SUFFIX =
      "(?: (?:style|look|lighting|lights?|feel|mood|film|movie|footage|photography|photo|shot|video"
          + "|aesthetic|effect|colou?r grading|quality))*";

  private static final String CHINESE_SUFFIX = "(?:的?(?:风格|色调|质感|画面|氛围|效果|影片|视频))?(?:的)?";

  private static final List<Row> ROWS = read();

  public PromptLook {
    said = List.copyOf(said);
  }

  /// Separates the words of looks from a prompt. A prompt with nothing else, or without looks,
  /// stays whole.
  public static PromptLook of(String prompt) {
    var said = new ArrayList<Said>();
    String rest = prompt;
    for (Row row : ROWS) {
      Matcher found = row.pattern().matcher(rest);
      if (found.find()) {
        String without = PromptStyle.without(rest, found.start(), found.end());
        if (!without.equals(rest)) {
          said.add(new Said(PromptStyle.trimmed(found.group()), row.steps()));
          rest = without;
        }
      }
    }
    return new PromptLook(said, rest);
  }

  private static List<Row> read() {
    var stream = Objects.requireNonNull(PromptLook.class.getResourceAsStream("looks.tsv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader.lines().skip(1).map(PromptLook::row).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Row row(String line) {
    String[] cells = line.split("\t", -1);
    String anywhere =
        "\\b(?:an? )?(?:"
            + english(cells[1])
            + ")"
            + SUFFIX
            + "\\b|(?:"
            + chinese(cells[1])
            + ")(?:的)?";
    String alone =
        "(?<=^|[,;.])\\s*(?:in )?(?:an? )?(?:"
            + english(cells[2])
            + ")"
            + SUFFIX
            + "\\s*(?=$|[,;.])"
            + "|\\b(?:in |shot in |filmed in )(?:"
            + english(cells[2])
            + ")\\s*(?=$|[,;.])"
            + "|(?<=^|[,，;。、])\\s*(?:"
            + chinese(cells[2])
            + ")"
            + CHINESE_SUFFIX
            + "\\s*(?=$|[,，;。、])";
    List<String> steps = List.of(cells[0].split(", ", -1));
    return new Row(steps, Pattern.compile(anywhere + "|" + alone, Pattern.CASE_INSENSITIVE));
  }

  private static String english(String cell) {
    return joined(cell, phrase -> phrase.charAt(0) < 128);
  }

  private static String chinese(String cell) {
    return joined(cell, phrase -> phrase.charAt(0) >= 128);
  }

  /// The pattern of a language's phrases, longest first; without phrases, one that never matches.
  private static String joined(String cell, java.util.function.Predicate<String> which) {
    List<String> phrases =
        Stream.of(cell.split(", ", -1))
            .filter(phrase -> !phrase.isEmpty())
            .filter(which)
            .sorted(Comparator.comparing(String::length).reversed())
            .map(phrase -> Pattern.quote(phrase))
            .toList();
    return phrases.isEmpty() ? "(?!)" : String.join("|", phrases);
  }
}
