package io.kinora.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// From the sentence to the file and back, through the real command line, with every engine.
class FilmTest {
  private final Path folder;

  FilmTest(@TempDir Path folder) {
    this.folder = folder;
  }

  static Stream<String> engines() {
    return EngineContractTest.engines();
  }

  @ParameterizedTest
  @MethodSource("engines")
  void a_film_carries_its_record_and_can_be_made_again(String engine) {
    Path first = folder.resolve("鸟.mp4");
    var made = generate(engine, first, "--camera", "zoom=2,pan=-1", "--parallax", "0.25", "--json");
    assertThat(made.err()).doesNotContain("kinora:");
    assertThat(made.code()).isZero();
    JsonNode told = json(made.out());
    assertThat(told.required("file").asString()).isEqualTo(first.toString());
    assertThat(told.required("frames").asInt()).isEqualTo(6);

    JsonNode inspected = json(Command.run("inspect", first.toString(), "--json").out());
    JsonNode record = inspected.required("record");
    assertThat(inspected.required("frames").asInt()).isEqualTo(6);
    assertThat(inspected.required("rate").asString()).isEqualTo("12/1");
    assertThat(inspected.required("width").asInt()).isEqualTo(96);
    assertThat(record.required("prompt").asString()).isEqualTo("一只红色的鸟");
    assertThat(record.required("seed").asLong()).isEqualTo(42);
    assertThat(record.required("engine").asString()).isEqualTo(engine);
    assertThat(record.required("camera").required("zoom").asDouble()).isEqualTo(2);
    assertThat(record.required("camera").required("pan").asDouble()).isEqualTo(-1);
    assertThat(record.required("parallax").asDouble()).isEqualTo(0.25);
    assertThat(record.required("understood")).isEqualTo(told.required("understood"));

    Path again = folder.resolve("again.mp4");
    assertThat(Command.run("replay", first.toString(), "-o", again.toString()).code()).isZero();
    assertThat(Frames.hashes(again)).isEqualTo(Frames.hashes(first)).hasSize(6);
    assertThat(json(Command.run("inspect", again.toString(), "--json").out()).required("record"))
        .isEqualTo(record);
  }

  @ParameterizedTest
  @MethodSource("engines")
  void another_seed_gives_another_film(String engine) {
    Path first = folder.resolve("first.mp4");
    Path other = folder.resolve("other.mov");
    assertThat(generate(engine, first).code()).isZero();
    var command = generate(engine, other, "--seed", "43");

    assertThat(command.code()).as(command.err()).isZero();
    assertThat(command.out().lines())
        .anyMatch(line -> line.contains("other.mov: 96x64, 12 frames per second, 0.5 s, 6 frames"))
        .contains("seed: 43")
        .anyMatch(line -> line.startsWith("understood: "))
        .anyMatch(line -> line.startsWith("not understood: "));
    assertThat(Frames.hashes(other)).isNotEqualTo(Frames.hashes(first));
    assertThat(Stream.of(folder.toFile().list())).hasSize(2);
  }

  @Test
  void tells_how_long_the_film_became() {
    Path film = folder.resolve("there-and-back.mp4");
    var made = generate(PlainEngine.NAME, film, "--effect", "boomerang");

    assertThat(made.code()).as(made.err()).isZero();
    int frames = Frames.hashes(film).size();
    assertThat(frames).isGreaterThan(6);
    assertThat(made.out()).contains(", " + frames + " frames");
  }

  private static Command generate(String engine, Path out, String... flags) {
    var common =
        Stream.of(
            "generate", "一只红色的鸟", "-o", out.toString(), "--engine", engine, "--size", "96x64");
    var rest = new ArrayList<>(List.of("--fps", "12", "--duration", "0.5"));
    if (!List.of(flags).contains("--seed")) {
      rest.addAll(List.of("--seed", "42"));
    }
    EngineContractTest.needed(engine)
        .values()
        .forEach((name, value) -> rest.addAll(List.of("--" + name, value)));
    rest.addAll(List.of(flags));
    return Command.run(Stream.concat(common, rest.stream()).toArray(String[]::new));
  }

  private static JsonNode json(String text) {
    return JsonMapper.shared().readTree(text);
  }
}
