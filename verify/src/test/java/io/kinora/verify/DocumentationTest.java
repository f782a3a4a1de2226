package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

/// What the documents say is there: files that they link to, commands and flags, and the example in
/// Java.
class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern SECTION = Pattern.compile("(?m)^#+ (.+)$");

  /// An indented command with the lines that go on with it.
  private static final Pattern COMMAND =
      Pattern.compile("(?m)^(?:    )?(?:\\./)?kinora ([a-z](?:.*\\\\\n)*.*)$");

  /// A word of a command: in quotes, or without spaces; a remark ends it.
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(#.*)|([^\\s\"]+)");

  private static List<Path> pages() throws IOException {
    Path root = Repository.root();
    var pages = new ArrayList<Path>(List.of(root.resolve("README.md")));
    pages.add(root.resolve("CONTRIBUTING.md"));
    for (String page : List.of("CHANGELOG", "UPGRADING", "SECURITY", "CODE_OF_CONDUCT", "AGENTS")) {
      pages.add(root.resolve(page + ".md"));
    }
    for (String folder : List.of("docs", "models")) {
      try (Stream<Path> files = Files.walk(root.resolve(folder))) {
        files.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      }
    }
    return pages;
  }

  @Test
  void links_lead_somewhere() throws IOException {
    int seen = 0;
    for (Path page : pages()) {
      for (MatchResult link : LINK.matcher(Files.readString(page)).results().toList()) {
        String target = link.group(1);
        if (!target.contains(":")) {
          String[] parts = target.split("#", 2);
          Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]);
          assertThat(file).as(page + " links to " + target).exists();
          assertThat(parts.length == 1 || sections(file).contains(parts[1]))
              .as(page + " links to the section " + target)
              .isTrue();
          seen++;
        }
      }
    }
    assertThat(seen).isGreaterThan(20);
  }

  private static List<String> sections(Path page) throws IOException {
    return SECTION
        .matcher(Files.readString(page))
        .results()
        .map(title -> title.group(1).toLowerCase(java.util.Locale.ROOT).replace(' ', '-'))
        .toList();
  }

  @Test
  void commands_are_understood() throws IOException {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    int seen = 0;
    for (Path page : pages()) {
      for (MatchResult command : COMMAND.matcher(Files.readString(page)).results().toList()) {
        String[] arguments = arguments(command.group(1));
        var session = new Session(nowhere, nowhere, 0, new Interruption());
        CommandLine.ParseResult parsed =
            Kinora.commandLine(session)
                .setExecutionStrategy(_ -> 0)
                .parseArgs(arguments); // throws at an unknown flag
        assertThat(parsed.hasSubcommand()).as(page + ": " + command.group(1)).isTrue();
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(30);
  }

  private static String[] arguments(String command) {
    var arguments = new ArrayList<String>();
    for (MatchResult word : WORD.matcher(command.replace("\\\n", " ")).results().toList()) {
      if (word.group(2) != null) {
        break;
      }
      arguments.add(word.group(1) != null ? word.group(1) : word.group(3));
    }
    return arguments.toArray(String[]::new);
  }

  @Test
  void prompts_are_read_as_their_page_says() throws IOException {
    int seen = 0;
    for (String row : Files.readAllLines(Repository.root().resolve("docs/prompts.md"))) {
      String[] cells = row.split(" ?\\| ?");
      if (cells.length == 3 && !row.startsWith("|---") && !cells[1].equals("you write")) {
        assertThat(Command.run("analyze", cells[1]).out().lines())
            .as(cells[1])
            .contains(cells[2].split(" · "));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(10);
  }

  @ParameterizedTest
  @CsvSource({
    "library, FilmService, example begins, example ends",
    "library, FrameService, frames begin, frames end",
    "engines, DiscEngine, engine begins, engine ends"
  })
  void the_examples_in_java_are_those_that_are_tested(
      String page, String name, String begin, String end) throws IOException {
    Path folder = Repository.root().resolve("verify/src/test/java/io/kinora/verify");
    String source = Files.readString(folder.resolve(name + ".java"));
    String tested = source.split("// " + begin + "\n", 2)[1].split("// " + end, 2)[0];
    assertThat(Files.readString(Repository.root().resolve("docs/" + page + ".md")))
        .contains("```java\n" + tested + "```");
    assertThat(source.split("// " + begin, 2)[0]).doesNotContain("import "); // all are shown
  }
}
