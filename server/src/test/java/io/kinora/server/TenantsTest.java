package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.RunningServer.Answer;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Keys;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// One account never reaches what belongs to another, and a key does only what it may.
@NullUnmarked // fields are set before each test
class TenantsTest {
  @TempDir static Path home;
  static RunningServer server;
  static Keys keys;
  static String job, upload, stranger;

  @BeforeAll
  static void start() {
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100", "workers", "0"));
    keys = server.services().keys();
    job = server.tinyTask(); // it waits: no worker is here
    upload =
        server.post("/v1/uploads", "{\"filename\":\"a.png\"}").json().path("runwayUri").asString();
    stranger = key(Scope.all(), 500);
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
            .request(path.replace("JOB", job))
            .method(
                method, BodyPublishers.ofString(body.replace("UPLOAD", upload).replace("JOB", job)))
            .header("Content-Type", "application/json");
    return server.send(secret, request);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "GET | /v1/tasks/JOB | ''",
        "GET | /v1/videos/video_JOB | ''",
        "GET | /v1/videos/video_JOB/content | ''",
        "DELETE | /v1/videos/video_JOB | ''",
        "POST | /v1/videos/video_JOB/remix | {\"prompt\":\"a bird\"}",
        "POST | /v1/videos/extensions | {\"prompt\":\"a bird\",\"video\":{\"id\":\"video_JOB\"}}",
        "POST | /v1/videos/edits | {\"prompt\":\"noir\",\"video\":{\"id\":\"video_JOB\"}}",
        "GET | /v1/videos?after=video_JOB | ''",
      })
  void what_belongs_to_another_is_not_there(String method, String path, String body) {
    Answer theirs = call(stranger, method, path, body);
    String nothing = "00000000-0000-4000-8000-000000000000";
    Answer none =
        call(stranger, method, path.replace("JOB", nothing), body.replace("JOB", nothing));
    assertThat(theirs.status()).as(theirs.response().body()).isEqualTo(404);
    assertThat(none.status()).as("as if there was none").isEqualTo(404);
    assertThat(theirs.response().body().replace(job, nothing)).isEqualTo(none.response().body());
  }

  @Test
  void a_delete_by_another_changes_nothing() {
    assertThat(call(stranger, "DELETE", "/v1/tasks/JOB", "").status()).isEqualTo(204);
    assertThat(server.get("/v1/tasks/" + job).status()).isEqualTo(200);
  }

  @Test
  void an_upload_of_another_is_not_there() {
    Answer answer =
        call(
            stranger,
            "POST",
            "/v1/image_to_video",
            "{\"model\":\"gen4_turbo\",\"promptImage\":\"UPLOAD\",\"ratio\":\"1280:720\"}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().toString()).contains("There is no such upload");
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
    "READ, GET, /metrics, 403",
    "READ, POST, /v1/kinora/models/release, 403",
    "CREATE, GET, /v1/tasks/x, 403",
    "CREATE, GET, /v1/videos, 403",
    "CREATE, GET, /v1/videos/video_x, 403",
    "CREATE, GET, /v1/videos/video_x/content, 403",
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
