package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.RunningServer.Answer;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/// One account never reaches what belongs to another, and a key does only what it may.
@NullUnmarked // fields are set before each test
class TenantsTest {
  private static final String NOTHING = "00000000-0000-4000-8000-000000000000";

  @TempDir static Path home;
  static RunningServer server;
  static Keys keys;
  static String job, picture, video, word, stranger;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100", "workers", "0"));
    keys = server.services().keys();
    job = done();
    picture = uploaded("picture.png", picture());
    video = uploaded("video.mp4", video());
    word = taught();
    stranger = key(Scope.all(), 500);
  }

  /// A job with a film; no worker is here, so its row is written by hand.
  private static String done() throws IOException {
    String id =
        server
            .post("/v1/text_to_video", RunningServer.tiny("a zanzibar bird"))
            .json()
            .path("id")
            .asString();
    String key = "jobs/" + id + "/1/video.mp4";
    Path film = Files.writeString(home.resolve("film"), "a film of zanzibar");
    server.services().files().put(key, film);
    server
        .services()
        .database()
        .update(
            handle ->
                handle
                    .createUpdate(
                        "update job set status = 'SUCCEEDED', ended = created, output = :key,"
                            + " output_type = 'video/mp4', output_bytes = 18, result = '{}' where id = :id")
                    .bind("key", key)
                    .bind("id", id)
                    .execute());
    return id;
  }

  private static String taught() {
    String body =
        "{\"name\":\"Zanzibar\",\"like\":\"dog\",\"images\":[{\"uri\":\"" + picture + "\"}]}";
    return server.post("/v1/kinora/words", body).json().path("id").asString();
  }

  private static byte[] picture() throws IOException {
    var image = new BufferedImage(96, 96, BufferedImage.TYPE_INT_RGB);
    var random = new SplittableRandom(1);
    for (int i = 0; i < 96 * 96; i++) {
      image.setRGB(i % 96, i / 96, random.nextInt());
    }
    var bytes = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, "png", bytes)).isTrue();
    return bytes.toByteArray();
  }

  private static byte[] video() {
    String uri = Nodes.clip(home);
    return Base64.getDecoder().decode(uri.substring(uri.indexOf(',') + 1));
  }

  private static String uploaded(String name, byte[] bytes) throws IOException {
    var place = server.post("/v1/uploads", "{\"filename\":\"" + name + "\"}").json();
    String head =
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
            + name
            + "\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    var body = new ByteArrayOutputStream();
    body.write(head.getBytes(StandardCharsets.US_ASCII));
    body.write(bytes);
    body.write("\r\n--b--\r\n".getBytes(StandardCharsets.US_ASCII));
    Answer answer =
        server.send(
            "",
            server
                .request(place.path("uploadUrl").asString())
                .header("Content-Type", "multipart/form-data; boundary=b")
                .POST(BodyPublishers.ofByteArray(body.toByteArray())));
    assertThat(answer.status()).as(answer.response().body()).isBetween(200, 204);
    return place.path("runwayUri").asString();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String key(Set<Scope> scopes, long credits) {
    Keys.NewKey key = keys.create(null, "another", scopes, new Keys.Limits(2, 3));
    if (credits > 0) {
      boolean _ = server.services().ledger().grant(key.account(), credits, key.id(), "");
    }
    return key.secret();
  }

  private static Answer call(String secret, String method, String path, String body) {
    HttpRequest.Builder request =
        server
            .request(path)
            .method(method, BodyPublishers.ofString(body))
            .header("Content-Type", "application/json");
    return server.send(secret, request);
  }

  /// Each route with what names the job JOB, the picture PICTURE or the video VIDEO of another; of
  /// routes that name nothing, the answer tells nothing.
  static final String ROUTES =
      """
      POST /v1/text_to_video | {"model":"gen4.5","promptText":"a bird","ratio":"1280:720","duration":5,"kinora":{"images":[{"uri":"PICTURE","part":"subject"}]}}
      POST /v1/image_to_video | {"model":"gen4_turbo","promptImage":"PICTURE","ratio":"1280:720"}
      POST /v1/video_to_video | {"model":"aleph2","videoUri":"VIDEO","promptText":"noir"}
      POST /v1/video_upscale | {"model":"magnific_video_upscaler_creative","videoUri":"VIDEO"}
      GET /v1/tasks/{id} |
      DELETE /v1/tasks/{id} |
      POST /v1/uploads | {"filename":"a.png"}
      POST /v1/uploads/{id}/{token} |
      GET /v1/organization |
      POST /v1/organization/usage | {}
      POST /v1/videos | {"prompt":"a bird","input_reference":{"image_url":"PICTURE"}}
      GET /v1/videos |
      POST /v1/videos/sync | {"prompt":"a bird","input_reference":{"image_url":"PICTURE"}}
      POST /v1/videos/edits | {"prompt":"noir","video":{"id":"video_JOB"}}
      POST /v1/videos/extensions | {"prompt":"a bird","video":{"id":"video_JOB"}}
      POST /v1/videos/characters | {"name":"bo"}
      GET /v1/videos/characters/{id} |
      GET /v1/videos/{id} |
      DELETE /v1/videos/{id} |
      GET /v1/videos/{id}/content |
      HEAD /v1/videos/{id}/content |
      POST /v1/videos/{id}/remix | {"prompt":"a bird"}
      POST /v1/kinora/generate | {"prompt":"a bird","images":[{"uri":"PICTURE","part":"subject"}]}
      POST /v1/kinora/films | {}
      POST /v1/kinora/extend | {"video":"VIDEO","seconds":1}
      POST /v1/kinora/interpolate | {"video":"VIDEO","slower":2}
      POST /v1/kinora/upscale | {"video":"VIDEO"}
      POST /v1/kinora/render | {"videos":[{"uri":"VIDEO"}],"look":["filter noir"]}
      POST /v1/kinora/stylize | {"video":"VIDEO","look":["filter noir"]}
      POST /v1/kinora/quote | {"operation":"render","video":"VIDEO","look":["filter noir"]}
      POST /v1/kinora/motion | {"video":"VIDEO"}
      GET /v1/kinora/words |
      POST /v1/kinora/words | {"name":"Bo","images":[{"uri":"PICTURE"}]}
      GET /v1/kinora/words/{id} |
      GET /v1/kinora/words/{id}/picture |
      DELETE /v1/kinora/words/{id} |
      GET /v1/kinora/models |
      POST /v1/kinora/models/release |
      GET /v1/kinora/jobs |
      GET /v1/kinora/jobs/{id} |
      DELETE /v1/kinora/jobs/{id} |
      GET /v1/kinora/jobs/{id}/events |
      GET /v1/kinora/credits |
      GET /v1/kinora/webhook-secret |
      GET /v1/kinora/audit |
      GET /v1/files/{key} |
      HEAD /v1/files/{key} |
      GET /health |
      GET /health/ready |
      GET /health/live |
      GET /metrics |
      GET /openapi.yaml |
      """;

  static Stream<Arguments> routes() {
    return ROUTES
        .lines()
        .map(line -> line.split(" \\|", 2))
        .map(parts -> Arguments.of(parts[0], parts[1].strip()));
  }

  @Test
  void every_route_is_tried_with_what_is_anothers() {
    assertThat(routes().map(route -> route.get()[0]))
        .containsExactlyInAnyOrderElementsOf(
            server.server().routes().stream()
                .filter(route -> !route.matches("GET /|\\w+ /studio/.*")) // the page's own
                .map(route -> route.replace("<key>", "{key}"))
                .toList());
  }

  private static String named(String text, boolean exists) {
    UnaryOperator<String> id = real -> exists ? real : NOTHING;
    String upload = picture.substring("runway://".length());
    return text.replace("/v1/uploads/{id}/{token}", "/v1/uploads/" + id.apply(upload) + "/token")
        .replace("/v1/files/{key}", "/v1/files/jobs/" + id.apply(job) + "/1/video.mp4")
        .replace("/v1/videos/{id}", "/v1/videos/video_" + id.apply(job))
        .replace("/v1/kinora/words/{id}", "/v1/kinora/words/" + id.apply(word))
        .replace("{id}", id.apply(job))
        .replace("JOB", id.apply(job))
        .replace("PICTURE", exists ? picture : "runway://" + NOTHING)
        .replace("VIDEO", exists ? video : "runway://" + NOTHING);
  }

  /// As if there was nothing: the same status, the same words.
  @ParameterizedTest
  @MethodSource("routes")
  void what_belongs_to_another_is_not_there(String route, String body) {
    String[] parts = route.split(" ", 2);
    Answer theirs = call(stranger, parts[0], named(parts[1], true), named(body, true));
    Answer none = call(stranger, parts[0], named(parts[1], false), named(body, false));
    boolean names = !(route + body).equals(named(route + body, true));
    assertThat(theirs.status()).as(theirs.response().body()).isEqualTo(none.status());
    if (names && !parts[1].equals("/v1/tasks/{id}")) {
      assertThat(theirs.status()).as("a refusal").isIn(400, 403, 404);
      assertThat(theirs.status() > 400 || told(theirs).contains("There is no such upload"))
          .as("why: " + theirs.response().body())
          .isTrue();
    }
    if (names) {
      assertThat(told(theirs)).isEqualTo(told(none));
    }
    assertThat(told(theirs)).doesNotContain(job, word, picture.substring(9), video.substring(9));
    assertThat(theirs.response().body()).doesNotContainIgnoringCase("zanzibar");
  }

  private static String told(Answer answer) {
    return answer.response().body().replace(job, NOTHING).replaceAll("runway://\\w+", "");
  }

  @Test
  void what_is_ones_own_is_there_whatever_others_have_tried() {
    routes()
        .forEach(
            route -> {
              String[] parts = ((String) route.get()[0]).split(" ", 2);
              var _ =
                  call(
                      stranger,
                      parts[0],
                      named(parts[1], true),
                      named((String) route.get()[1], true));
            });
    for (String path : List.of("/v1/tasks/", "/v1/videos/video_", "/v1/kinora/jobs/")) {
      assertThat(server.get(path + job).response().body())
          .contains(job, path.contains("tasks") ? job : "zanzibar");
    }
    assertThat(server.get("/v1/videos/video_" + job + "/content").response().body())
        .isEqualTo("a film of zanzibar");
    assertThat(server.get("/v1/kinora/words").response().body()).contains("Zanzibar", word);
    String quote =
        "{\"operation\":\"render\",\"video\":\"" + video + "\",\"look\":[\"filter noir\"]}";
    assertThat(server.post("/v1/kinora/quote", quote).status()).isEqualTo(200);
    String made =
        "{\"model\":\"gen4_turbo\",\"promptImage\":\"" + picture + "\",\"ratio\":\"1280:720\"}";
    assertThat(server.post("/v1/image_to_video", made).status()).isEqualTo(200);
  }

  @Test
  void lists_and_books_are_ones_own() {
    assertThat(call(stranger, "GET", "/v1/videos", "").json().path("data").size()).isZero();
    assertThat(call(stranger, "GET", "/v1/organization", "").json().path("creditBalance").asLong())
        .isEqualTo(500);
    assertThat(call(stranger, "POST", "/v1/organization/usage", "{}").json().path("models").size())
        .isZero();
  }

  @ParameterizedTest
  @CsvSource({
    "READ, GET, /v1/tasks/x, 404",
    "READ, GET, /v1/organization, 200",
    "READ, DELETE, /v1/tasks/x, 403",
    "READ, POST, /v1/text_to_video, 403",
    "READ, POST, /v1/image_to_video, 403",
    "READ, POST, /v1/video_to_video, 403",
    "READ, POST, /v1/video_upscale, 403",
    "READ, POST, /v1/uploads, 403",
    "READ, POST, /v1/videos, 403",
    "READ, POST, /v1/videos/sync, 403",
    "READ, POST, /v1/videos/edits, 403",
    "READ, POST, /v1/videos/extensions, 403",
    "READ, POST, /v1/videos/video_x/remix, 403",
    "READ, DELETE, /v1/videos/video_x, 403",
    "READ, GET, /v1/kinora/words, 200",
    "READ, POST, /v1/kinora/words, 403",
    "READ, DELETE, /v1/kinora/words/x, 403",
    "READ, POST, /v1/kinora/motion, 403",
    "READ, GET, /metrics, 403",
    "READ, POST, /v1/kinora/models/release, 403",
    "CREATE, GET, /v1/tasks/x, 403",
    "CREATE, GET, /v1/videos, 403",
    "CREATE, GET, /v1/videos/video_x, 403",
    "CREATE, GET, /v1/videos/video_x/content, 403",
    "CREATE, GET, /v1/kinora/words, 403",
    "CREATE, GET, /v1/kinora/words/x/picture, 403",
    "CREATE, GET, /v1/organization, 403",
    "CREATE, POST, /v1/organization/usage, 403",
    "CREATE, GET, /metrics, 403",
    "ADMIN, GET, /metrics, 200",
    "ADMIN, GET, /v1/tasks/x, 403",
  })
  void a_key_does_what_its_scopes_say(Scope scope, String method, String path, int status) {
    assertThat(call(key(Set.of(scope), 0), method, path, "").status()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /v1/tasks/x", "DELETE, /v1/tasks/x", "POST, /v1/text_to_video", "GET, /v1/videos",
    "GET, /v1/organization", "GET, /metrics", "POST, /v1/kinora/models/release", "GET, /v1/nothing"
  })
  void nobody_does_nothing(String method, String path) {
    for (String secret : new String[] {"", "key_wrong", "x".repeat(5000)}) {
      assertThat(call(secret, method, path, "").status()).isEqualTo(401);
    }
  }

  @Test
  void a_revoked_key_is_none_at_once() {
    Keys.NewKey key = keys.create(null, "short", Scope.all(), new Keys.Limits(1, 1));
    assertThat(call(key.secret(), "GET", "/v1/organization", "").status()).isEqualTo(200);
    keys.revoke(key.id());
    assertThat(call(key.secret(), "GET", "/v1/organization", "").status()).isEqualTo(401);
  }

  @Test
  void secrets_are_kept_as_hashes_only() throws Exception {
    for (Path file : new Path[] {home.resolve("kinora.db"), home.resolve("kinora.db-wal")}) {
      if (Files.exists(file)) {
        String bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        assertThat(bytes.contains(server.key())).as("the key in %s", file).isFalse();
      }
    }
  }

  @Test
  void more_at_once_than_allowed_wait_and_more_in_a_day_are_refused() {
    String secret = key(Scope.all(), 500);
    String[] expected = {"PENDING", "PENDING", "THROTTLED"};
    String last = "";
    for (String status : expected) {
      last =
          call(secret, "POST", "/v1/text_to_video", RunningServer.tiny("a bird"))
              .json()
              .path("id")
              .asString();
      assertThat(call(secret, "GET", "/v1/tasks/" + last, "").json().path("status").asString())
          .isEqualTo(status);
    }
    Answer fourth = call(secret, "POST", "/v1/text_to_video", RunningServer.tiny("a bird"));
    assertThat(fourth.status()).isEqualTo(429);
    assertThat(fourth.header("Retry-After")).isNotEmpty();
  }

  @Test
  void what_was_done_with_a_key_stands_in_the_audit_log() {
    var first = keys.find(server.key()).orElseThrow();
    assertThat(server.services().audit().of(first.account(), 100))
        .anySatisfy(
            line -> {
              assertThat(line.target()).isEqualTo(job);
              assertThat(line.action()).isEqualTo("create text_to_video");
              assertThat(line.key()).isEqualTo(first.id());
            });
  }
}
