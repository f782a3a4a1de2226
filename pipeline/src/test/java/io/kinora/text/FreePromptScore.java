package io.kinora.text;

import io.kinora.shot.Camera;
import io.kinora.shot.SubjectPhrase;
import io.kinora.shot.Understanding;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Counts right and wrong attributes of free prompts, each attribute by itself.
///
/// An attribute is *stated* if null is not a right answer. A subject that is missing makes all its
/// stated attributes wrong. What is said where the prompt says nothing, and a subject that is not
/// there, are *false positives*. The bar is on right / (stated + false positives).
final class FreePromptScore {
  /// @param stated attributes that the prompts state
  /// @param right those of them that were read right
  /// @param unstated attributes on which the prompts are silent
  /// @param invented those of them that were filled all the same
  record Count(int stated, int right, int unstated, int invented) {
    Count plus(Count that) {
      return new Count(
          stated + that.stated,
          right + that.right,
          unstated + that.unstated,
          invented + that.invented);
    }

    /// Right / (stated + false positives): the figure that the bar is on.
    double accuracy() {
      return (double) right / (stated + invented);
    }

    double recall() {
      return (double) right / stated;
    }

    double withNulls() {
      return (double) (right + unstated - invented) / (stated + unstated);
    }
  }

  private final Map<String, Count> counts = new LinkedHashMap<>();
  private final List<String> mistakes = new ArrayList<>();

  void add(FreePrompt prompt, Understanding got) {
    var left = new ArrayList<>(got.subjects());
    for (FreePrompt.Subject expected : prompt.subjects()) {
      SubjectPhrase found =
          left.stream()
              .filter(s -> isOne(prompt.language(), expected.name(), s))
              .findFirst()
              .orElse(null);
      left.remove(found);
      if (found != null || !expected.optional()) {
        add(prompt, expected, found);
      }
    }
    left.removeIf(s -> prompt.subjects().stream().anyMatch(e -> e.name().contains("*")));
    for (SubjectPhrase surplus : left) {
      mistakes.add(prompt.text() + "\n    invented subject " + surplus);
      count(prompt, "subject", new Count(0, 0, 1, 1));
    }
    check(prompt, "scene", prompt.scene(), got.scene());
    check(prompt, "time", prompt.time(), got.time());
    check(prompt, "weather", prompt.weather(), got.weather());
    checkCamera(prompt, got.camera());
  }

  private void add(FreePrompt prompt, FreePrompt.Subject expected, @Nullable SubjectPhrase found) {
    check(prompt, "subject", expected.name(), found == null ? null : expected.name().getFirst());
    if (found == null) {
      missing(prompt, "colour", expected.colour());
      missing(prompt, "action", expected.action());
      missing(prompt, "direction", expected.direction());
      missing(prompt, "speed", expected.speed());
      missing(prompt, "count", expected.count());
      return;
    }
    check(prompt, "colour", expected.colour(), found.colour());
    check(prompt, "action", expected.action(), found.action());
    check(prompt, "direction", expected.direction(), found.direction());
    check(prompt, "speed", expected.speed(), found.speed());
    check(prompt, "count", expected.count(), Integer.toString(found.count()));
  }

  /// Whether a subject is what was expected, or a noun of its own where that is the kind of thing
  /// that was expected: a seagull where the prompt's seagull was said to be a bird.
  private static boolean isOne(String language, List<String> expected, SubjectPhrase found) {
    if (expected.contains(found.name())) {
      return true;
    }
    String word = Lexicon.key(found.word());
    return expected.stream()
        .flatMap(
            name ->
                Lexicon.read(language).bases().getOrDefault("subject:" + name, List.of()).stream())
        .flatMap(
            base ->
                language.equals("en")
                    ? Inflection.forms(base, "subject:x").stream().map(Inflection.Form::text)
                    : Stream.of(base))
        .anyMatch(word::equals);
  }

  private void missing(FreePrompt prompt, String kind, List<String> answers) {
    if (!answers.contains("-") && !answers.contains("*")) {
      count(prompt, kind, new Count(1, 0, 0, 0));
    }
  }

  private void check(FreePrompt prompt, String kind, List<String> answers, @Nullable String given) {
    if (answers.contains("*")) {
      return;
    }
    boolean right = answers.contains(given == null ? "-" : given);
    if (!right) {
      mistakes.add("%s\n    %s: %s instead of %s".formatted(prompt.text(), kind, given, answers));
    }
    if (answers.contains("-")) {
      count(prompt, kind, new Count(0, 0, 1, right ? 0 : 1));
    } else {
      count(prompt, kind, new Count(1, right ? 1 : 0, 0, 0));
    }
  }

  private void checkCamera(FreePrompt prompt, @Nullable Camera given) {
    List<String> answers = prompt.camera();
    boolean right =
        given == null
            ? answers.contains("-")
            : answers.stream()
                .anyMatch(a -> !a.equals("-") && Camera.parse(a.replace(';', ',')).equals(given));
    String text = right ? answers.getFirst() : given == null ? null : given.toString();
    check(prompt, "camera", answers, text);
  }

  private void count(FreePrompt prompt, String kind, Count count) {
    counts.merge(kind, count, Count::plus);
    counts.merge(prompt.language(), count, Count::plus);
    counts.merge("all", count, Count::plus);
  }

  /// By kind of attribute, by language, and for `all`.
  Count count(String kind) {
    return counts.getOrDefault(kind, new Count(0, 0, 0, 0));
  }

  List<String> mistakes() {
    return mistakes;
  }

  String table() {
    var table =
        new StringBuilder("kind       stated right unstated invented accuracy recall +nulls");
    counts.forEach(
        (kind, c) ->
            table.append(
                "%n%-10s %6d %5d %8d %8d %7.1f%% %5.1f%% %5.1f%%"
                    .formatted(
                        kind,
                        c.stated,
                        c.right,
                        c.unstated,
                        c.invented,
                        100 * c.accuracy(),
                        100 * c.recall(),
                        100 * c.withNulls())));
    return table.toString();
  }
}
