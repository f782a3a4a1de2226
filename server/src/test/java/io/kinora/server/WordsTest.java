package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.DrawnClip;
import io.kinora.clip.Frame;
import io.kinora.clip.FrameRate;
import io.kinora.clip.FrameSize;
import io.kinora.clip.Progress;
import io.kinora.read.VideoReader;
import io.kinora.server.RunningServer.Answer;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import io.kinora.write.Exporter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/// Names that clients teach for what is in their own pictures.
@NullUnmarked // fields are set before each test
class WordsTest {
  private static final String SMALL = "\"size\":\"128x72\",\"fps\":4,\"seconds\":0.5,\"seed\":7";

  @TempDir static Path home;
  static RunningServer server;
  static String square;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100"));
    square = RedSquare.uri();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String lesson(String name, String more) {
    return "{\"name\":\"%s\",\"images\":[{\"uri\":\"%s\"}]%s}".formatted(name, square, more);
  }

  private static JsonNode taught(String name, String more) {
    Answer answer = server.post("/v1/kinora/words", lesson(name, more));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(201);
    return answer.json();
  }

  private static String begun(String route, String body) {
    Answer answer = server.post("/v1/kinora/" + route, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    return answer.json().path("id").asString();
  }

  /// A grey film of 128x72.
  private static String plain() throws IOException {
    Path file = home.resolve("plain.mp4");
    var clip =
        new DrawnClip(
            new FrameSize(128, 72),
            new FrameRate(4, 1),
            2,
            (frame, _) -> Arrays.fill(frame.argb(), 0xFF808080));
    Exporter.write(clip, file, true, "", Progress.NONE);
    return "data:video/mp4;base64," + Base64.getEncoder().encodeToString(Files.readAllBytes(file));
  }

  /// How many pixels of the film's last frame are as red as the square.
  private static long red(String id) throws IOException {
    JsonNode ended = server.ended(id);
    assertThat(ended.path("status").asString()).as(ended.toString()).isEqualTo("SUCCEEDED");
    Path file = Files.createTempFile(home, "film", ".mp4");
    Files.write(file, server.bytes(ended.path("output").path(0).asString()).body());
    try (var reader = new VideoReader(file)) {
      var frame = new Frame(reader.size());
      assertThat(reader.read(frame)).isTrue();
      while (reader.read(frame)) {}
      return Arrays.stream(frame.argb())
          .filter(c -> (c >> 16 & 255) > 150 && (c >> 8 & 255) < 70 && (c & 255) < 70)
          .count();
    }
  }

  @Test
  void a_word_is_taught_listed_seen_drawn_and_forgotten() throws IOException {
    JsonNode word = taught("Zorp", ",\"like\":\"dog\"");
    assertThat(word.path("like").asString()).isEqualTo("dog");
    assertThat(word.path("looks").asInt()).isEqualTo(1);
    String path = "/v1/kinora/words/" + word.path("id").asString();
    assertThat(server.get("/v1/kinora/words").json().path("data").findValuesAsString("name"))
        .contains("Zorp");
    assertThat(server.get(path).json().path("bytes").asLong()).isPositive();
    var seen =
        server.bytes(
            server.request(path + "/picture").header("Authorization", "Bearer " + server.key()));
    var image = ImageIO.read(new ByteArrayInputStream(seen.body()));
    assertThat(image.getWidth()).isEqualTo(256);
    assertThat(image.getRGB(128, 128)).isEqualTo(0xFFFF0000);
    assertThat(server.bytes(word.path("picture").asString()).body()).isEqualTo(seen.body());

    String prompt = "zorp sits on the snow";
    String with = begun("generate", "{\"prompt\":\"" + prompt + "\"," + SMALL + "}");
    String script =
        "{\"script\":\"---\\nsize: 128x72\\nfps: 4\\nduration: 0.5\\n---\\n## One\\nZorp sits on the"
            + " snow.\\n\"}";
    String told = begun("films", script);
    String longer =
        begun(
            "extend",
            "{\"video\":\"%s\",\"prompt\":\"%s\",\"seconds\":0.5,\"seed\":7}"
                .formatted(plain(), prompt));
    // what is on its way has a copy of its own
    assertThat(server.delete(path).status()).isEqualTo(204);
    assertThat(red(with)).as("red pixels").isGreaterThan(60);
    assertThat(red(told)).as("red pixels of a script").isGreaterThan(60);
    assertThat(red(longer)).as("red pixels of what follows").isGreaterThan(60);
    String without = begun("generate", "{\"prompt\":\"" + prompt + "\"," + SMALL + "}");
    assertThat(red(without)).as("red pixels without the word").isLessThan(10);
    assertThat(server.get(path).status()).isEqualTo(404);
    assertThat(server.bytes(word.path("picture").asString()).statusCode()).isEqualTo(404);
    assertThat(home.resolve("files/words/" + word.path("id").asString())).doesNotExist();
  }

  @Test
  void a_name_is_taught_once_unless_by_force_and_what_it_is_like_is_guessed() {
    JsonNode first = taught("小红", "");
    assertThat(first.path("like").asString()).isNotEmpty();
    Answer again = server.post("/v1/kinora/words", lesson("小红", ""));
    assertThat(again.status()).isEqualTo(400);
    assertThat(again.response().body()).contains("exists already", "\"help\":\"word\"");
    JsonNode forced = taught("小红", ",\"force\":true,\"like\":\"cat\"");
    assertThat(forced.path("like").asString()).isEqualTo("cat");
    assertThat(server.get("/v1/kinora/words/" + first.path("id").asString()).status())
        .isEqualTo(404);
    assertThat(taught("dog", ",\"force\":true,\"like\":\"dog\"").path("name").asString())
        .isEqualTo("dog");
    var words = server.get("/v1/kinora/words").json().path("data");
    for (JsonNode word : words) {
      assertThat(server.delete("/v1/kinora/words/" + word.path("id").asString()).status())
          .isEqualTo(204);
    }
  }

  @Test
  void accounts_have_words_of_their_own() throws IOException {
    Keys keys = server.services().keys();
    Keys.NewKey other = keys.create(null, "other", Scope.all(), new Keys.Limits(5, 100));
    boolean _ = server.services().ledger().grant(other.account(), 100, other.id(), "");
    String id = taught("Mimo", ",\"like\":\"dog\"").path("id").asString();
    String body = "{\"prompt\":\"Mimo sits on the snow\"," + SMALL + "}";
    Answer job =
        server.send(
            other.secret(),
            server.request("/v1/kinora/generate").POST(BodyPublishers.ofString(body)));
    assertThat(job.status()).isEqualTo(202);
    String list = server.send(other.secret(), server.request("/v1/kinora/words")).response().body();
    assertThat(list).isEqualTo("{\"data\":[]}");
    var theirs = server.services().jobs().find(other.account(), job.json().path("id").asString());
    assertThat(theirs.orElseThrow().request().inputs("word")).isEmpty();
    assertThat(server.delete("/v1/kinora/words/" + id).status()).isEqualTo(204);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | name | expected string",
        "{\"name\":\"Bo\"} | images | picture of it is needed",
        "{\"name\":\"Bo\",\"images\":[]} | images | picture of it is needed",
        "{\"name\":\"two words\",\"images\":[{\"uri\":\"SQUARE\"}]} | name | is not a valid name",
        "{\"name\":\"../../x\",\"images\":[{\"uri\":\"SQUARE\"}]} | name | is not a valid name",
        "{\"name\":\"dog\",\"images\":[{\"uri\":\"SQUARE\"}]} | name | force",
        "{\"name\":\"狗\",\"images\":[{\"uri\":\"SQUARE\"}]} | name | force",
        "{\"name\":\"Bo\",\"like\":\"quasar\",\"images\":[{\"uri\":\"SQUARE\"}]} | like | no noun",
        "{\"name\":\"Bo\",\"images\":[{\"uri\":\"data:image/png;base64,AAAA\"}]} | images | type",
        "{\"name\":\"Bo\",\"images\":[{\"uri\":\"runway://none\"}]} | images | no such upload",
        "{\"name\":\"Bo\",\"images\":[{\"uri\":\"/etc/passwd\"}]} | images | https",
        "{\"name\":\"Bo\",\"images\":[{\"uri\":\"SQUARE\"}],\"folder\":\"/tmp\"} | | Unrecognized",
      })
  void what_is_wrong_with_a_lesson_is_told_of_its_field(String body, String field, String says) {
    Answer answer = server.post("/v1/kinora/words", body.replace("SQUARE", square));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    JsonNode issue = answer.json().path("issues").path(0);
    assertThat(issue.path("path").path(0).asString(null)).isEqualTo(field);
    assertThat(issue.path("message").asString()).containsIgnoringCase(says);
    assertThat(answer.response().body()).doesNotContain(home.toString());
    assertThat(server.get("/v1/kinora/words").json().path("data").findValuesAsString("name"))
        .doesNotContain("Bo");
  }

  @Test
  void files_of_no_word_are_swept() throws IOException {
    Path file = Files.writeString(home.resolve("lost"), "lost");
    server.services().files().put("words/nobody/word.safetensors", file);
    String id = taught("Kept", ",\"like\":\"dog\"").path("id").asString();
    var _ = server.server().sweep().run(-1);
    assertThat(home.resolve("files/words/nobody")).doesNotExist();
    assertThat(home.resolve("files/words/" + id + "/word.safetensors")).exists();
    assertThat(server.delete("/v1/kinora/words/" + id).status()).isEqualTo(204);
  }
}
