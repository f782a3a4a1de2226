package io.kinora.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/// A line of `free-prompts.tsv`, whose head explains the columns.
record FreePrompt(
    String split,
    String language,
    String text,
    List<Subject> subjects,
    List<String> scene,
    List<String> time,
    List<String> weather,
    List<String> camera) {
  /// The answers that are right for each attribute of a subject; `-` is null, `*` anything.
  record Subject(
      List<String> name,
      List<String> colour,
      List<String> action,
      List<String> direction,
      List<String> speed,
      List<String> count,
      boolean optional) {}

  static List<FreePrompt> read(String split) {
    var stream = Objects.requireNonNull(FreePrompt.class.getResourceAsStream("free-prompts.tsv"));
    try (var reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      return reader
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(FreePrompt::parse)
          .filter(prompt -> prompt.split.equals(split))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static FreePrompt parse(String line) {
    String[] c = line.split("\t", -1);
    List<Subject> subjects =
        c[3].equals("none")
            ? List.of()
            : Arrays.stream(c[3].split(" \\+ ")).map(FreePrompt::subject).toList();
    return new FreePrompt(
        c[0], c[1], c[2], subjects, answers(c[4]), answers(c[5]), answers(c[6]), answers(c[7]));
  }

  private static Subject subject(String text) {
    boolean optional = text.endsWith("?");
    String[] c = (optional ? text.substring(0, text.length() - 1) : text).split("/");
    // an optional subject whose direction and later columns are left out may have any
    String[] full = Arrays.copyOf(c, 6);
    for (int i = c.length; i < 6; i++) {
      full[i] = "*";
    }
    return new Subject(
        answers(full[0]),
        answers(full[1]),
        answers(full[2]),
        answers(full[3]),
        answers(full[4]),
        answers(full[5]),
        optional);
  }

  private static List<String> answers(String cell) {
    return List.of(cell.split("\\|"));
  }
}
