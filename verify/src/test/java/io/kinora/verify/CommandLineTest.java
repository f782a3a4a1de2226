package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// Wrong commands and wrong input: exit code 2, a message of what and why, what to do, no trace,
/// and no file.
class CommandLineTest {
  private static final String PLAIN = PlainEngine.NAME;

  private final Path folder;

  CommandLineTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "--size 63x64 | The width is 63 pixels",
        "--size 64x63 | The height is 63 pixels",
        "--size 65x64 | The width is 65 pixels",
        "--size 99999 | \"99999\" is neither WIDTHxHEIGHT",
        "--size 99999x64 | The width is 99999 pixels",
        "--size 3842x64 | The width is 3842 pixels",
        "--ratio 1:0 | The ratio \"1:0\"",
        "--ratio 16 | The ratio \"16\"",
        "--ratio 1000:1 | The ratio \"1000:1\"",
        "--fps 0 | The frame rate \"0\"",
        "--fps 1e9 | The frame rate \"1e9\"",
        "--fps 1000000000 | The frame rate \"1000000000\"",
        "--fps abc | The frame rate \"abc\"",
        "--fps -24 | The frame rate \"-24\"",
        "--fps 24/0 | The frame rate \"24/0\"",
        "--fps 121 | The frame rate \"121\"",
        "--duration 0 | The duration is 0",
        "--duration -1 | The duration is -1",
        "--duration 601 | The duration is 601",
        "--duration NaN | The duration is NaN",
        "--duration Infinity | The duration is Infinity",
        "--duration abc | The duration \"abc\"",
        "--duration 0:75 | The duration \"0:75\"",
        "--duration 10x | The duration \"10x\"",
        "--duration 1:00:00 | The duration is 3600",
        "--size 8k | The width is 7680 pixels",
        "--size 721p | nor a name such as 720p",
        "--ratio oval | The ratio \"oval\"",
        "--camera orbit=3 | no move \"orbit\"",
        "--camera orbit=3 | horizontal=3,pan=-3",
        "--camera dolly=1,zoom=2 | \"zoom=2\"",
        "--camera dolly=11 | The camera axis zoom is 11",
        "--seed 1.5 | '1.5' is not a whole number",
        "--camera spin=3 | \"spin=3\"",
        "--camera zoom=10.01 | The camera axis zoom is 10.01",
        "--camera zoom=-11 | The camera axis zoom is -11",
        "--camera zoom=NaN | The camera axis zoom is NaN",
        "--camera zoom=Infinity | The camera axis zoom is Infinity",
        "--camera zoom=x | \"zoom=x\"",
        "--camera zoom | \"zoom\"",
        "--camera zoom=1,zoom=2 | \"zoom=2\"",
        "--parallax 1.5 | The parallax is 1.5",
        "--parallax -0.1 | The parallax is -0.1",
        "--parallax NaN | The parallax is NaN",
        "--motion-strength 11 | The motion strength is 11",
        "--motion-strength -1 | The motion strength is -1",
        "--motion-strength NaN | The motion strength is NaN",
        "--motion-direction 361 | The motion direction is 361",
        "--motion-direction NaN | The motion direction is NaN",
        "--motion-direction up | 'up' is not a number",
        "--engine nonesuch | There is no engine named \"nonesuch\"",
        "--style oyl | Did you mean \"oil\"",
        "--sead 3 | Did you mean --seed?",
        "--size 64x64 --ratio 1:1 | mutually exclusive",
        "second prompt | Put the prompt into quotes",
      })
  void refuses_what_is_out_of_range(String flags, String message) {
    Path out = folder.resolve("a.mp4");
    var arguments = Stream.of(Stream.of("generate", "a red bird", "-o", out.toString()));
    var command =
        Command.run(
            Stream.concat(arguments.flatMap(a -> a), Stream.of(flags.split(" ")))
                .toArray(String[]::new));

    assertRefused(command, message);
    assertThat(folder).isEmptyDirectory();
  }

  static Stream<List<String>> prompts() {
    return Stream.of(
        List.of("", "The prompt is empty"),
        List.of(" \t \u3000 ", "The prompt is empty"),
        List.of("a".repeat(1001), "The prompt is 1001 characters long"),
        List.of("鸟".repeat(1001), "The prompt is 1001 characters long"),
        List.of("a red\u0000bird", "control character U+0000"),
        List.of("a red\nbird", "control character U+000A"),
        List.of("a red\u001b[31m bird", "control character U+001B"),
        List.of("a \uD83D bird", "lone surrogate U+D83D"),
        List.of("a \uDE00 bird", "lone surrogate U+DE00"),
        List.of("a \uFFFD bird", "not text in the encoding"));
  }

  @ParameterizedTest(name = "{index}") // the prompts themselves would break reports
  @MethodSource("prompts")
  void refuses_what_is_no_prompt(List<String> promptAndMessage) {
    String out = folder.resolve("a.mp4").toString();
    String prompt = promptAndMessage.getFirst();

    assertRefused(
        Command.run("generate", prompt, "-o", out, "--engine", PLAIN), promptAndMessage.getLast());
    assertRefused(Command.run("analyze", prompt), promptAndMessage.getLast());
    assertThat(folder).isEmptyDirectory();
  }

  @Test
  void refuses_outputs_that_cannot_be_written() throws IOException {
    assertRefused(generate(folder.resolve("missing/a.mp4")), "missing\" of the output does not");
    assertRefused(generate(folder.resolve("a.xyz")), "unknown extension .xyz");
    assertRefused(generate(folder.resolve("a")), "no extension");
    assertRefused(generate(folder), "");
    Path closed = Files.createDirectory(folder.resolve("closed"));
    assertThat(closed.toFile().setWritable(false)).isTrue();
    if (!Files.isWritable(closed)) { // for root, every folder is open
      assertRefused(generate(closed.resolve("a.mp4")), "is not writable");
    }
  }

  @Test
  void leaves_an_existing_file_alone_unless_forced() throws IOException {
    Path out = Files.writeString(folder.resolve("a.mp4"), "mine");

    assertRefused(generate(out), "already exists");
    assertThat(generate(out).err()).contains("That is --force.");
    assertThat(out).hasContent("mine");

    assertThat(generate(out, "--force").code()).isZero();
    assertThat(Files.size(out)).isGreaterThan(500);
  }

  @Test
  void asks_for_the_output() {
    assertRefused(Command.run("render", "a.mp4"), "-o bird.mp4");
  }

  /// The command line has no list of an engine's settings: those of an engine that it never saw
  /// become flags, in the help and in the record.
  @Test
  void an_engine_of_its_own_adds_flags() {
    Path file = folder.resolve("plain.mp4");
    var made =
        Command.run(
            "generate",
            "a bird",
            "-o",
            file.toString(),
            "--engine",
            "plain",
            "--column",
            "3",
            "--size",
            "64x64",
            "--duration",
            "0.5",
            "--json");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("\"column\" : \"3\"");
    assertThat(Command.run("generate", "--help").out())
        .contains("With --engine plain:", "--column=N", "wide the column is, from 1 to 8");
    assertRefused(
        Command.run(
            "generate",
            "a bird",
            "-o",
            folder.resolve("x.mp4").toString(),
            "--engine",
            "plain",
            "--column",
            "9"),
        "must be a whole number from 1 to 8");
  }

  /// The nouns of an engine that no lexicon of Kinora has as such.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "a green mug on the grass|mug → coffee cup",
        "一个蓝色的马克杯|马克杯 → coffee cup",
        "a red ball|ball"
      })
  void an_engine_of_its_own_brings_its_nouns(String prompt, String understood) {
    Path file = folder.resolve("disc.mp4");
    var made =
        Command.run(
            "generate",
            prompt,
            "-o",
            file.toString(),
            "--engine",
            "disc",
            "--radius",
            "10",
            "--size",
            "64x64",
            "--duration",
            "0.5");
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains(understood, "not understood: nothing");
  }

  @Test
  void asks_for_a_verb() {
    assertThat(Command.run().code()).isEqualTo(2);
    assertThat(Command.run().err()).contains("Usage: kinora");
    assertRefused(Command.run("generat", "a red bird"), "Did you mean generate?");
    assertRefused(Command.run("generat"), "there is no command \"generat\"");
    assertRefused(Command.run("a red bird"), "kinora generate \"a red bird\" -o film.mp4");
    assertRefused(Command.run("一只鸟"), "kinora generate \"一只鸟\" -o film.mp4");
  }

  @Test
  void analyze_tells_all_that_was_read() {
    var command = Command.run("analyze", "two tiny red birds above a boat fly left and then land");
    assertThat(command.out())
        .contains("subject: 2 small red bird fly left, above the sailboat, then land down")
        .contains("subject: sailboat");
  }

  @Test
  void takes_prompts_that_look_like_files_of_arguments() {
    assertThat(Command.run("generate", "@home a bird", "-o", "a.xyz").err())
        .contains("unknown extension");
  }

  @Test
  void refuses_files_without_a_record() throws IOException {
    assertRefused(Command.run("inspect", folder.resolve("none.mp4").toString()), "none.mp4");
    Path text = Files.writeString(folder.resolve("text.mp4"), "not a video");
    assertRefused(Command.run("inspect", text.toString()), "text.mp4");
    assertRefused(
        Command.run("replay", text.toString(), "-o", folder.resolve("b.mp4").toString()),
        "text.mp4");
  }

  @Test
  void stops_when_told_to_and_leaves_nothing() {
    var interruption = new Interruption();
    interruption.stop();

    var command =
        Command.run(
            interruption,
            "generate",
            "a red bird",
            "-o",
            folder.resolve("a.mp4").toString(),
            "--engine",
            PLAIN);

    assertThat(command.code()).isEqualTo(130);
    assertThat(command.err()).contains("interrupted").doesNotContain("\tat ");
    assertThat(folder).isEmptyDirectory();
  }

  private static Command generate(Path out, String... flags) {
    var arguments =
        Stream.of("generate", "a red bird", "-o", out.toString(), "--engine", PLAIN, "--duration");
    var rest = Stream.concat(Stream.of("0.5", "--size", "64x64"), Stream.of(flags));
    return Command.run(Stream.concat(arguments, rest).toArray(String[]::new));
  }

  private static void assertRefused(Command command, String message) {
    assertThat(command.err()).contains(message).doesNotContain("\tat ").hasLineCount(2);
    assertThat(command.out()).isEmpty();
    assertThat(command.code()).isEqualTo(2);
  }
}
