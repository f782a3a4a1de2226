package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// Every help id that an error carries is a section of docs/troubleshooting.md.
class TroubleshootingTest {
  private static final Pattern ERROR =
      Pattern.compile(
          "new (?:BadRequest|Cancelled|MediaFailure|OutOfDeviceMemory|ShapeMismatch|TrainingDiverged"
              + "|WeightsRefused)\\(");
  private static final Pattern ID = Pattern.compile("\"([a-z]+(?:-[a-z]+)*)\"");
  private static final Pattern CONSTANT = Pattern.compile("\\b([A-Z][A-Z_]*)\\b");
  private static final Pattern LINK = Pattern.compile("troubleshooting\\.md#([a-z-]+)");

  @Test
  void every_help_id_has_its_section() throws IOException {
    Set<String> used = new TreeSet<>();
    for (Path file : Repository.mainJavaFiles()) {
      String source = Files.readString(file);
      LINK.matcher(source).results().forEach(link -> used.add(link.group(1)));
      for (MatchResult error : ERROR.matcher(source).results().toList()) {
        used.add(helpId(source, error.end(), file));
      }
    }
    String launcher = Files.readString(Repository.root().resolve("kinora"));
    LINK.matcher(launcher).results().forEach(link -> used.add(link.group(1)));
    assertThat(used).hasSizeGreaterThan(10).isSubsetOf(sections());
  }

  private static Set<String> sections() throws IOException {
    var sections = new TreeSet<String>();
    for (String line : Files.readAllLines(Repository.root().resolve("docs/troubleshooting.md"))) {
      if (line.startsWith("## ")) {
        sections.add(line.substring(3).strip());
      }
    }
    return sections;
  }

  /// The last argument that looks like an id, or a constant that stands for one, of the constructor
  /// call whose arguments begin at `start`.
  private static String helpId(String source, int start, Path file) {
    int end = start;
    for (int depth = 1; depth > 0; end++) {
      char c = source.charAt(end);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    }
    String arguments = source.substring(start, end);
    String last =
        ID.matcher(arguments).results().map(id -> id.group(1)).reduce((_, b) -> b).orElse(null);
    if (last != null) {
      return last;
    }
    for (MatchResult constant : CONSTANT.matcher(arguments).results().toList()) {
      var value = Pattern.compile("\\b" + constant.group(1) + " = " + ID.pattern()).matcher(source);
      if (value.find()) {
        return value.group(1);
      }
    }
    throw new AssertionError(file + ": no help id found in new …(" + arguments);
  }
}
