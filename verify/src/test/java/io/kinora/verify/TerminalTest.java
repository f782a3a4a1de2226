package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import io.kinora.read.MediaInfo;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What someone at a terminal may leave out, or type in the words that other tools have.
class TerminalTest {
  private final Path folder;

  TerminalTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private String film(String rate) {
    Path film = folder.resolve("film.mp4");
    var made =
        Command.run(
            "generate",
            "a bird",
            "-o",
            film.toString(),
            "--engine",
            "plain",
            "--size",
            "64x64",
            "--fps",
            rate,
            "--duration",
            "0.5");
    assertThat(made.code()).as(made.err()).isZero();
    return film.toString();
  }

  @ParameterizedTest
  @ValueSource(strings = {"24", "24000/1001", "12.5"})
  void slow_motion_keeps_the_rate(String rate) {
    String film = film(rate);
    Path slow = folder.resolve("slow.mp4");

    var command = Command.run("interpolate", film, "--slow", "4", "-o", slow.toString());

    assertThat(command.code()).as(command.err()).isZero();
    var before = MediaInfo.read(Path.of(film)).video();
    var after = MediaInfo.read(slow).video();
    assertThat(after.rate()).isEqualTo(before.rate());
    assertThat(after.frames()).isEqualTo(4 * before.frames());
    assertThat(MediaInfo.read(slow).record().orElseThrow())
        .contains("interpolate " + before.rate(), "slow 4");
  }

  @Test
  void interpolating_to_nothing_else_is_refused() {
    String out = folder.resolve("out.mp4").toString();
    var command = Command.run("interpolate", film("24"), "-o", out);

    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains("Neither another frame rate nor slow motion");
    assertThat(folder.resolve("out.mp4")).doesNotExist();
  }

  @Test
  void help_shows_what_the_flag_of_each_verb_shows() {
    var nowhere = new PrintStream(OutputStream.nullOutputStream());
    var verbs =
        Kinora.commandLine(new Session(nowhere, nowhere, 0, new Interruption()))
            .getSubcommands()
            .keySet();
    assertThat(verbs).hasSizeGreaterThan(10);
    for (String verb : verbs) {
      var help = Command.run("help", verb);
      assertThat(help.code()).as(verb).isZero();
      assertThat(help.out()).startsWith("Usage: kinora " + verb);
      assertThat(help.out()).isEqualTo(Command.run(verb, "--help").out());
    }
    assertThat(Command.run("help").out()).isEqualTo(Command.run("--help").out()).contains("help  ");
    var mistyped = Command.run("help", "generat");
    assertThat(mistyped.code()).isEqualTo(2);
    assertThat(mistyped.err()).contains("no verb \"generat\"", "Did you mean generate?");
  }
}
