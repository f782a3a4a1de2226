package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.cli.Interruption;
import io.kinora.cli.Kinora;
import io.kinora.cli.Session;
import io.kinora.read.MediaInfo;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

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

  /// The request that a command makes, as the record tells it.
  private JsonNode made(String flags) throws IOException {
    Path out = folder.resolve("made.mp4");
    Files.deleteIfExists(out);
    var arguments =
        new ArrayList<>(List.of("generate", "a bird", "-o", out.toString(), "--engine", "plain"));
    arguments.addAll(List.of("--json", "--fps", "1"));
    arguments.addAll(List.of(flags.split(" ")));
    var command = Command.run(arguments.toArray(String[]::new));
    assertThat(command.code()).as(flags + ": " + command.err()).isZero();
    return JsonMapper.shared().readTree(command.out());
  }

  @ParameterizedTest
  @CsvSource({
    "10,10",
    "10s,10",
    "10sec,10",
    "2.5,2.5",
    "0:10,10",
    "00:10,10",
    "1:05,65",
    "0:01:30,90",
    "1m30s,90",
    "2min,120",
    "1500ms,1.5",
    "3秒,3",
    "1分钟,60"
  })
  void durations_are_read_as_people_write_them(String typed, double seconds) throws IOException {
    assertThat(made("--size 64x64 --duration " + typed).get("seconds").asDouble())
        .isEqualTo(seconds);
  }

  @ParameterizedTest
  @CsvSource({
    "--size 360p,640x360",
    "--size 480P,854x480",
    "--size 720p,1280x720",
    "--size HD,1280x720",
    "--size 1080p,1920x1080",
    "--size 4k,3840x2160",
    "--size 640*360,640x360",
    "--ratio square,576x576",
    "--ratio 1x1,576x576",
    "--ratio vertical,432x768",
    "--ratio portrait,432x768",
    "--ratio widescreen,768x432",
    "--ratio 16/9,768x432",
    "--ratio cinema,890x372",
    "--ratio 2.39:1,890x372",
    "--ratio 2.39,890x372",
    "--ratio 竖屏,432x768"
  })
  void sizes_and_shapes_have_names(String flags, String size) throws IOException {
    JsonNode made = made("--duration 1 " + flags);
    assertThat(made.get("width").asInt() + "x" + made.get("height").asInt()).isEqualTo(size);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "truck=2|horizontal=2",
        "slide=-2|horizontal=-2",
        "pedestal=3|vertical=3",
        "crane=3,dolly=1|vertical=3,zoom=1",
        "Dolly=4|zoom=4",
        "push_in=4|zoom=4",
        "pull-out=4|zoom=-4",
        "rotate=5|roll=5",
        "yaw=1,pitch=2|pan=1,tilt=2",
        "locked|static"
      })
  void moves_of_film_makers_are_known(String typed, String axes) throws IOException {
    String common = "--size 64x64 --duration 1 --camera ";
    assertThat(made(common + typed).get("camera")).isEqualTo(made(common + axes).get("camera"));
  }

  private Command generate(@Nullable Path settings, String prompt, String... flags) {
    var arguments =
        new ArrayList<>(List.of("generate", prompt, "--engine", "plain", "--duration", "0.5"));
    arguments.addAll(List.of(flags));
    return Command.in(folder, settings, arguments.toArray(String[]::new));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "A red bird, over the sea!|a-red-bird-over-the-sea",
        "一只红色的鸟飞过大海|一只红色的鸟飞过大海",
        "the bird's nest|the-birds-nest",
        "../../etc/bird|etc-bird",
        "a/b:c*d?e\\f|a-b-c-d-e-f",
        ".hidden bird|hidden-bird",
        "🐦|film",
        "con|film"
      })
  void a_film_without_a_name_gets_one_that_is_free(String prompt, String name) throws IOException {
    for (String file : List.of(name + ".mp4", name + "-2.mp4", name + "-3.mp4")) {
      var command = generate(null, prompt, "--size", "64x64", "--force");
      assertThat(command.code()).as(command.err()).isZero();
      assertThat(command.out()).startsWith(folder.resolve(file) + ": 64x64");
      assertThat(folder.resolve(file)).isNotEmptyFile();
    }
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(3);
    }
  }

  @Test
  void a_long_prompt_makes_a_name_that_a_file_system_takes() throws IOException {
    for (String prompt : List.of("𠀀鸟".repeat(200), "a red bird flies ".repeat(40))) {
      assertThat(generate(null, prompt, "--size", "64x64").code()).isZero();
    }
    try (var files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .hasSize(2)
          .anyMatch(name -> name.endsWith("a-red-bird-flies.mp4"))
          .allMatch(name -> name.getBytes(StandardCharsets.UTF_8).length <= 255);
    }
  }

  @Test
  void what_is_made_of_a_film_is_named_after_it() {
    String film = film("24");

    var slow = Command.in(folder, null, "interpolate", film, "--slow", "2");
    var smooth = Command.in(folder, null, "interpolate", film, "--fps", "30");

    assertThat(slow.out()).startsWith(folder.resolve("film-slow.mp4").toString());
    assertThat(smooth.out()).startsWith(folder.resolve("film-smooth.mp4").toString());
    assertThat(folder.resolve("film-smooth.mp4")).isNotEmptyFile();
  }

  private Path settings(String... lines) throws IOException {
    return Files.write(folder.resolve("settings.properties"), List.of(lines));
  }

  @Test
  void settings_hold_where_the_command_line_says_nothing() throws IOException {
    Path settings =
        settings(
            "# mine",
            "generate.size=128x64",
            "generate.steps=3",
            "generate.column=4",
            "generate.quality=33",
            "generate.quiet=true");

    var set = generate(settings, "one", "--json");
    assertThat(set.code()).as(set.err()).isZero();
    assertThat(set.err()).isEmpty(); // quiet
    assertThat(set.out())
        .contains("\"width\" : 128", "\"column\" : \"4\"")
        .doesNotContain("steps"); // of another engine
    assertThat(generate(settings, "two", "--size", "64x64").out()).contains(" 64x64,");
    assertThat(generate(settings, "three", "--ratio", "1:1").out()).contains(" 576x576,");
    assertThat(generate(settings, "four", "--bitrate", "200k").code()).isZero();
    assertThat(Command.in(folder, settings, "inspect", folder.resolve("one.mp4").toString()).code())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generate.sice=64x64|Did you mean generate.size?", "size=64x64|\"size\"",
        "generat.size=64x64|Did you mean generate.size?", "generate.prompt=x|\"generate.prompt\"",
        "generate.size=big|It is set in", "generate.size=\\u12|cannot be read"
      })
  void settings_that_are_wrong_are_refused_by_name(String line, String message) throws IOException {
    var command = generate(settings(line), "a bird");

    assertThat(command.code()).isEqualTo(2);
    assertThat(command.err()).contains(message).contains("settings.properties");
    assertThat(folder.resolve("a-bird.mp4")).doesNotExist();
  }

  @Test
  void settings_that_are_named_and_not_there_are_refused() {
    assertThat(generate(folder.resolve("none.properties"), "a bird").err()).contains("cannot be");
  }

  @ParameterizedTest
  @CsvSource({"kinora gener,generate", "kinora generate --dur,--duration", "kinora hel,help"})
  void a_shell_completes_verbs_and_flags(String typed, String completed) throws Exception {
    Path script = Files.writeString(folder.resolve("complete"), Command.run("completion").out());
    String ask =
        "source '%s'; COMP_WORDS=(%s); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); _complete_kinora;"
                .formatted(script, typed)
            + " printf '%s\\n' \"${COMPREPLY[@]}\"";
    var shell = Shell.in(folder.resolve("home"));

    assertThat(shell.run(folder, "bash", "-c", ask).out().lines()).contains(completed);
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
    assertThat(mistyped.err()).contains("no command \"generat\"", "Did you mean generate?");
  }
}
