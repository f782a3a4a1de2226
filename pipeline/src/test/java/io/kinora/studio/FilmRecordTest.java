package io.kinora.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.error.BadRequest;
import io.kinora.render.Look;
import io.kinora.shot.Camera;
import io.kinora.shot.EngineOptions;
import io.kinora.shot.Format;
import io.kinora.shot.Movement;
import io.kinora.shot.Region;
import io.kinora.shot.SubjectMotion;
import io.kinora.style.StyleChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class FilmRecordTest {
  private static Film film() {
    return Film.of("一只红色的鸟")
        .engine("wan", EngineOptions.of(Map.of("steps", "30", "lora", "a\nb")))
        .seed(-5)
        .format(new Format(new FrameSize(96, 64), FrameRate.parse("23.976"), 1.5))
        .movement(
            new Movement(
                new Camera(1, -2, 3, 0, .5, -.25),
                .25,
                new SubjectMotion(7, 45.0),
                List.of(Region.parse("a:b.png:horizontal=3,ambient=2"))))
        .finish(
            new Film.Finish(
                Look.parse(List.of("filter noir=0.4", "effect vignette")),
                new StyleChoice("oil", "watercolour", .7, Path.of("mask.png")),
                Path.of("a b.mp3")));
  }

  private static FilmRecord record(Film film) {
    return new FilmRecord(
        "1.2.3", film, "abc", FilmRecord.files(film), List.of("鸟 → bird"), List.of("x"));
  }

  @Test
  void every_part_of_a_request_comes_back() {
    assertThat(FilmRecord.parse(record(film()).json(), "test")).isEqualTo(record(film()));
  }

  @Test
  void files_of_the_settings_travel_by_hash(@TempDir Path folder) throws IOException {
    Path word = Files.writeString(folder.resolve("bobby.safetensors"), "one");
    Film film =
        Film.of("Bobby runs")
            .engine("house", EngineOptions.NONE.with("words", word + "\n" + folder.resolve("no")));
    FilmRecord record = FilmRecord.parse(record(film).json(), "test");
    assertThat(record.files()).containsOnlyKeys(word.toString());
    assertThat(record.changed(film.engine().options())).isEmpty();
    Path copy = Files.writeString(folder.resolve("copy.safetensors"), "one");
    EngineOptions moved = EngineOptions.NONE.with("words", copy + "\n" + folder.resolve("no"));
    assertThat(record.changed(moved)).isEmpty();
    Files.writeString(copy, "another");
    assertThat(record.changed(moved)).containsExactly(copy);
  }

  @Test
  void what_was_not_asked_for_is_not_written_and_comes_back() {
    FilmRecord plain = record(Film.of("a bird"));
    assertThat(plain.tree().propertyNames())
        .doesNotContain("regions", "look", "style", "audio", "output");
    assertThat(FilmRecord.parse(plain.json(), "test")).isEqualTo(plain);
  }

  /// A film that Kinora 0.1.0 made before requests were written by Jackson.
  @Test
  void the_record_of_an_older_kinora_is_read() throws Exception {
    var file = Objects.requireNonNull(FilmRecordTest.class.getResource("film-0.1.0.mp4"));
    Film film = FilmRecord.read(Path.of(file.toURI())).film();
    assertThat(film)
        .isEqualTo(
            Film.of("a red bird over the sea")
                .engine("house", EngineOptions.NONE.with("framing", "wide")) // as all were then
                .seed(11)
                .format(new Format(new FrameSize(64, 64), FrameRate.parse("24000/1001"), .5))
                .movement(
                    new Movement(
                        new Camera(3, 0, 2, -1, 0, 0), .3, new SubjectMotion(7, 45.0), List.of()))
                .look(Look.parse(List.of("filter noir=0.4", "effect vignette"))));
  }

  static Stream<String> needed() {
    return record(Film.of("a bird")).tree().propertyNames().stream()
        .filter(key -> !key.equals("options"));
  }

  @ParameterizedTest
  @MethodSource("needed")
  void a_record_without_one_of_its_parts_is_refused(String key) {
    ObjectNode tree = record(Film.of("a bird")).tree();
    tree.remove(key);
    assertThatThrownBy(() -> FilmRecord.parse(tree.toString(), "test"))
        .isInstanceOf(BadRequest.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"seed\":1.5",
        "\"seed\":\"x\"",
        "\"width\":63",
        "\"rate\":\"0/1\"",
        "\"seconds\":null",
        "\"camera\":{\"zoom\":1}",
        "\"motion\":{\"strength\":99,\"direction\":null}",
        "\"regions\":[\"x\"]",
        "\"look\":[\"filter nothing\"]",
        "\"format\":3"
      })
  void a_value_that_cannot_be_is_refused(String part) {
    ObjectNode tree = record(Film.of("a bird")).tree();
    tree.setAll((ObjectNode) JsonMapper.shared().readTree("{" + part + "}"));
    assertThatThrownBy(() -> FilmRecord.parse(tree.toString(), "test"))
        .isInstanceOf(BadRequest.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "[]", "null", "1", "{", "{}"})
  void text_that_is_no_record_is_refused(String text) {
    assertThatThrownBy(() -> FilmRecord.parse(text, "test")).isInstanceOf(BadRequest.class);
  }
}
