package io.kinora.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Removes the markup of other generators from prompts: weights and brackets keep their words,
/// flags and scores are removed and reported.
final class Markup {
  /// `--ar 16:9`, `<lora:x:1>`, `score_9_up`: they do not describe the content.
  private static final Pattern FLAGS =
      Pattern.compile(
          "(?<![\\w-])--[a-zA-Z]+(?:\\s+[\\d.:]+(?![\\w]))?|<[^<>]{1,80}>|\\b[a-zA-Z]+_\\d+(?:_\\w+)*\\b");

  /// Words for the audience of a film, who is not in it.
  private static final Pattern AUDIENCE =
      Pattern.compile(
          "(?i)\\bfor (?:kids|children|toddlers|adults|beginners)\\b(?=\\s*(?:$|[,.!?]))"
              + "|(?:适合|给|面向)(?:儿童|孩子们?|小朋友们?|幼儿)(?:看的?|观看)?(?=$|[，。！？,.!?])");

  /// The weight in `(red:1.2)`.
  private static final Pattern WEIGHT = Pattern.compile(":\\s*-?\\d+(?:\\.\\d+)?(?=\\s*[)\\]）])");

  private static final Pattern BRACKETS = Pattern.compile("[()\\[\\]{}（）【】「」『』\"“”]+");

  private Markup() {}

  /// @param text the remaining text
  /// @param leftOut the removed parts
  record Plain(String text, List<String> leftOut) {}

  static Plain of(String prompt) {
    var leftOut = new ArrayList<String>();
    String text = without(AUDIENCE, without(FLAGS, prompt, leftOut), leftOut);
    text = WEIGHT.matcher(text).replaceAll("");
    text = BRACKETS.matcher(text).replaceAll(" ").strip();
    return new Plain(text.isEmpty() ? prompt : text, List.copyOf(leftOut));
  }

  private static String without(Pattern marks, String text, List<String> leftOut) {
    return marks
        .matcher(text)
        .replaceAll(
            match -> {
              leftOut.add(match.group());
              return " ";
            });
  }
}
