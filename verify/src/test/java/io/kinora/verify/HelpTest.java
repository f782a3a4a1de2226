package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import io.kinora.studio.Engines;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

/// The help of every verb is pinned: a change of a name or a flag is a change of the contract.
class HelpTest {
  /// Writes the pinned texts anew instead of comparing with them.
  private static final boolean WRITE = Boolean.getBoolean("kinora.goldens.write");

  private static final Path GOLDENS = Repository.root().resolve("verify/src/test/resources/help");

  static List<String> verbs() {
    var verbs =
        new ArrayList<>(commandLine(OutputStream.nullOutputStream()).getSubcommands().keySet());
    verbs.addFirst("");
    return verbs;
  }

  /// With the engines that Kinora comes with, not those of the tests.
  private static CommandLine commandLine(OutputStream out) {
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var session = new Session(print, print, 0, new Interruption());
    var bundled = Set.of("house", "wan");
    return Kinora.commandLine(
        session, Engines.cards().stream().filter(card -> bundled.contains(card.name())).toList());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void help_is_as_pinned(String verb) throws IOException {
    var out = new ByteArrayOutputStream();
    CommandLine commandLine = commandLine(out);
    int code = verb.isEmpty() ? commandLine.execute("--help") : commandLine.execute(verb, "--help");
    String help = out.toString(StandardCharsets.UTF_8);
    Path golden = GOLDENS.resolve((verb.isEmpty() ? "kinora" : verb) + ".txt");
    if (WRITE) {
      Files.createDirectories(GOLDENS);
      Files.writeString(golden, help);
    }

    assertThat(code).isZero();
    assertThat(help).isEqualTo(Files.readString(golden));
  }

  @Test
  void no_pinned_help_is_without_its_verb() throws IOException {
    try (Stream<Path> files = Files.list(GOLDENS)) {
      assertThat(files.map(file -> file.getFileName().toString().replace(".txt", "")))
          .allMatch(name -> name.equals("kinora") || verbs().contains(name));
    }
  }

  @Test
  void the_verbs_of_the_contract_are_there() {
    assertThat(verbs())
        .contains("generate", "analyze", "inspect", "replay", "render", "motion", "interpolate")
        .contains("extend", "engines", "doctor", "stylize");
  }
}
