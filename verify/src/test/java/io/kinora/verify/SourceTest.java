package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What can be said about the text of the sources: sizes, and traces that do not belong there.
class SourceTest {
  private static final int MAX_LINES = 400, MAX_COLUMNS = 100, MAX_FORWARD_LINES = 40;

  private static final Pattern FORWARD = Pattern.compile("^( *)(?:public )?\\w+ forward\\(.*");

  private static final List<String> LIBRARY =
      List.of("core", "torch", "media", "pipeline", "wan", "training");

  private static final Pattern LITERAL = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"");

  /// A flag, or a verb of the command line with one.
  private static final Pattern FLAG = Pattern.compile("--(?:[a-z]|%s)|kinora render --");

  /// Imports, and lines that are one literal: the formatter breaks neither.
  private static final Pattern UNBREAKABLE =
      Pattern.compile("^import |^ *\"(?:[^\"\\\\]|\\\\.)*\"[);,]*$");

  private static final Pattern UNFINISHED = Pattern.compile("\\b(TODO|FIXME|XXX)\\b");
  private static final Pattern MACHINE = Pattern.compile("[\" ]/(home|root|work|Users)/");

  @Test
  void files_fit_into_a_head() throws IOException {
    assertThat(Repository.javaFiles()).hasSizeGreaterThan(650); // of 684, so that none is missed
    for (Path file : Repository.javaFiles()) {
      assertThat(Files.readAllLines(file).size())
          .as(file + ", lines")
          .isLessThanOrEqualTo(MAX_LINES);
    }
  }

  @Test
  void lines_fit_on_a_page() throws IOException {
    var tooLong = new ArrayList<String>();
    for (Path file : Repository.javaFiles()) {
      boolean textBlock = false;
      for (String line : Files.readAllLines(file)) {
        boolean free = textBlock || UNBREAKABLE.matcher(line).find();
        if (line.length() > MAX_COLUMNS && !free) {
          tooLong.add(Repository.root().relativize(file) + ": " + line.strip());
        }
        textBlock ^= line.contains("\"\"\"");
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void documentation_is_not_broken_by_the_formatter() throws IOException {
    // A documentation line that is too long gets wrapped into a plain comment.
    assertThat(
            linesWhere(
                (line, before) ->
                    line.strip().startsWith("// ") && before.strip().startsWith("///")))
        .isEmpty();
  }

  @Test
  void nothing_is_left_unfinished() throws IOException {
    assertThat(
            linesWhere(
                (line, _) -> UNFINISHED.matcher(line).find() && !line.contains("UNFINISHED =")))
        .isEmpty();
  }

  @Test
  void nothing_names_the_machine_that_it_was_written_on() throws IOException {
    assertThat(linesWhere((line, _) -> MACHINE.matcher(line).find() && !line.contains("MACHINE =")))
        .isEmpty();
  }

  /// Who calls the library has no command line: its messages say what to ask for in words. The
  /// command line adds the flag.
  @Test
  void messages_of_the_library_name_no_flags() throws IOException {
    var found = new ArrayList<String>();
    int literals = 0;
    for (Path file : Repository.mainJavaFiles()) {
      Path inside = Repository.root().relativize(file);
      if (!LIBRARY.contains(inside.getName(0).toString())) {
        continue;
      }
      for (String line : Files.readAllLines(file)) {
        for (var literal : LITERAL.matcher(line.replaceFirst("//.*", "")).results().toList()) {
          literals++;
          if (FLAG.matcher(literal.group()).find()) {
            found.add(inside + ": " + line.strip());
          }
        }
      }
    }
    assertThat(literals).isGreaterThan(1000);
    assertThat(found).isEmpty();
  }

  @Test
  void a_forward_reads_at_a_glance() throws IOException {
    int seen = 0;
    for (Path file : Repository.mainJavaFiles()) {
      List<String> lines = Files.readAllLines(file);
      for (int start = 0; start < lines.size(); start++) {
        var head = FORWARD.matcher(lines.get(start));
        if (head.matches() && !lines.get(start).endsWith(";")) {
          int end = start;
          while (!lines.get(end).equals(head.group(1) + "}")) {
            end++;
          }
          assertThat(end - start)
              .as(file + ":" + (start + 1) + ", lines of forward")
              .isLessThanOrEqualTo(MAX_FORWARD_LINES);
          seen++;
        }
      }
    }
    assertThat(seen).as("forward methods").isGreaterThan(30);
  }

  /// The lines for which `wrong(line, lineBefore)` holds, with their places.
  private static List<String> linesWhere(BiPredicate<String, String> wrong) throws IOException {
    var found = new ArrayList<String>();
    for (Path file : Repository.javaFiles()) {
      String before = "";
      int number = 0;
      for (String line : Files.readAllLines(file)) {
        number++;
        if (wrong.test(line, before)) {
          found.add(Repository.root().relativize(file) + ":" + number + ": " + line.strip());
        }
        before = line;
      }
    }
    return found;
  }
}
