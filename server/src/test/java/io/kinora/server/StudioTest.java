package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.read.MediaInfo;
import io.kinora.server.RunningServer.Answer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/// What the studio page asks the server for, asked without a browser.
@NullUnmarked // fields are set before each test
class StudioTest {
  @TempDir static Path home;
  static RunningServer server;
  static String cookie, csrf;

  @BeforeAll
  static void start() {
    server = RunningServer.in(home);
    Answer answer = logIn("{\"key\":\"" + server.key() + "\"}");
    cookie = answer.header("Set-Cookie").replaceFirst(";.*", "");
    csrf = answer.json().required("csrf").stringValue();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer logIn(String body) {
    return server.send(
        "",
        server
            .request("/studio/api/session")
            .header("X-Kinora-Studio", "1")
            .POST(BodyPublishers.ofString(body)));
  }

  private static Answer get(String path) {
    return server.send("", server.request("/studio/api/" + path).header("Cookie", cookie).GET());
  }

  private static Answer post(String path, String body) {
    return server.send(
        "",
        server
            .request("/studio/api/" + path)
            .header("Cookie", cookie)
            .header("X-Kinora-CSRF", csrf)
            .POST(BodyPublishers.ofString(body)));
  }

  private static String film(String prompt) {
    return "{\"prompt\":\"%s\",\"engine\":\"house\",\"size\":\"128x72\",\"fps\":\"8\",\"seconds\":0.5,\"seed\":7}"
        .formatted(prompt);
  }

  private static JsonNode made(String id) throws InterruptedException {
    for (int i = 0; i < 1200; i++) {
      JsonNode now = get("films/" + id).json();
      if (now.required("status").stringValue().matches("SUCCEEDED|FAILED|CANCELLED")) {
        return now;
      }
      Thread.sleep(50);
    }
    throw new AssertionError("the film has not ended");
  }

  @Test
  void the_page_lets_in_nothing_from_elsewhere_and_nothing_inline() {
    Answer page = server.send("", server.request("/studio/").GET());
    assertThat(page.status()).isEqualTo(200);
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self' 'sha256-", "frame-ancestors 'none'")
        .doesNotContain("unsafe", "http:", "https:", "*");
    assertThat(page.response().body()).doesNotContain("style=", "onclick", "http");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.js",
        "studio.css",
        "lib/lit/index.js",
        "lib/lit-html/lit-html.js",
        "icon.svg"
      })
  void files_of_the_page_are_there(String file) {
    Answer answer = server.send("", server.request("/studio/page/" + file).GET());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("ETag")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "nothing.js",
        "../StudioPage.class",
        "lib/lit/../../x.js",
        "lib/none/index.js",
        "%2e%2e/a.js"
      })
  void other_files_are_not(String file) {
    assertThat(server.send("", server.request("/studio/page/" + file).GET()).status())
        .isBetween(400, 404);
  }

  @Test
  void a_session_is_a_cookie_that_no_script_reads_and_no_other_site_sends() {
    String header = logIn("{\"key\":\"" + server.key() + "\"}").header("Set-Cookie");
    assertThat(header).contains("HttpOnly", "SameSite=Strict", "Path=/studio");
    assertThat(header).doesNotContain(server.key());
  }

  @Test
  void a_token_opens_one_session() {
    String token = server.server().studioPath().replaceFirst(".*token=", "");
    String body = "{\"token\":\"" + token + "\"}";
    assertThat(logIn(body).status()).isEqualTo(200);
    assertThat(logIn(body).status()).isEqualTo(401);
  }

  @Test
  void a_wrong_key_opens_none() {
    assertThat(logIn("{\"key\":\"key_0\"}").status()).isEqualTo(401);
    assertThat(logIn("{}").status()).isEqualTo(401);
  }

  @Test
  void without_a_session_only_that_is_told() {
    Answer answer = server.send("", server.request("/studio/api/session").GET());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.json().required("csrf").isNull()).isTrue();
    for (String path : new String[] {"films", "events", "films/x", "films/x/file"}) {
      assertThat(server.send("", server.request("/studio/api/" + path).GET()).status())
          .as(path)
          .isEqualTo(401);
    }
  }

  @Test
  void a_forged_cookie_is_none() {
    String forged = cookie.substring(0, cookie.length() - 4) + "0000";
    assertThat(
            server
                .send("", server.request("/studio/api/films").header("Cookie", forged).GET())
                .status())
        .isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(strings = {"films", "preview", "reading", "price", "films/x/cancel"})
  void what_another_site_sends_changes_nothing(String path) {
    HttpRequest.Builder request =
        server
            .request("/studio/api/" + path)
            .header("Cookie", cookie)
            .POST(BodyPublishers.ofString(film("a bird")));
    assertThat(server.send("", request).status()).isEqualTo(403);
  }

  @Test
  void a_prompt_is_read_word_by_word_in_both_languages() {
    JsonNode english =
        post(
                "reading",
                "{\"prompt\":\"a red bird over the sea with a gronk\",\"engine\":\"house\"}")
            .json();
    assertThat(english.required("words").toString())
        .contains("\"text\":\"red\",\"kind\":\"colour\",\"value\":\"red\"")
        .contains("\"text\":\"bird\",\"kind\":\"subject\",\"value\":\"bird\"")
        .contains("\"text\":\"sea\",\"kind\":\"scene\"")
        .contains("\"text\":\"gronk\",\"kind\":\"unknown\"");
    JsonNode chinese = post("reading", "{\"prompt\":\"没有雨,一只白猫\",\"engine\":\"house\"}").json();
    assertThat(chinese.required("words").toString())
        .contains("\"text\":\"雨\",\"kind\":\"denied\"")
        .contains("\"text\":\"猫\",\"kind\":\"subject\",\"value\":\"cat\"");
  }

  @Test
  void a_word_that_is_not_drawn_comes_with_the_nearest_that_is() {
    String other =
        post("nearest", "{\"word\":\"froggy\",\"engine\":\"house\"}")
            .json()
            .required("nearest")
            .stringValue();
    assertThat(other).isNotEmpty();
    JsonNode again =
        post("reading", "{\"prompt\":\"a " + other + "\",\"engine\":\"house\"}").json();
    assertThat(again.required("words").toString()).contains("\"kind\":\"subject\"");
  }

  @Test
  void a_preview_is_a_small_film_of_the_same_shape() throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create(server.base() + "/studio/api/preview"))
                  .header("Cookie", cookie)
                  .header("X-Kinora-CSRF", csrf)
                  .POST(
                      BodyPublishers.ofString(
                          film("a red bird")
                              .replace("128x72", "1280x720")
                              .replace("}", ",\"turn\":1}")))
                  .build(),
              BodyHandlers.ofByteArray());
      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(new String(answer.body(), 4, 4, StandardCharsets.ISO_8859_1)).isEqualTo("ftyp");
    }
    assertThat(services().files().list("jobs/").stream().filter(s -> s.key().contains("/in/")))
        .isEmpty();
  }

  private static io.kinora.server.http.Services services() {
    return server.services();
  }

  private static String account() {
    return services().keys().find(server.key()).orElseThrow().account();
  }

  @Test
  void a_script_is_read_while_it_is_written_and_kept_with_its_film() throws InterruptedException {
    String text =
        "---\\nsize: 64x64\\nfps: 4\\n---\\n## Sea\\nA red bird. (0.5 s)\\n\\n## Bay\\n{%s 0.25}\\nA boat. (1 s)\\n";
    String good = text.formatted("wipe");
    JsonNode read = post("script", "{\"script\":\"%s\"}".formatted(good)).json();
    assertThat(read.required("name").stringValue()).isEqualTo("Sea · Bay");
    assertThat(read.required("shots").get(1).required("shares").doubleValue()).isEqualTo(.25);
    assertThat(read.required("credits").longValue()).isPositive();
    JsonNode issue =
        post("script", "{\"script\":\"%s\"}".formatted(text.formatted("wibe")))
            .json()
            .required("issue");
    assertThat(issue.required("line").intValue()).isEqualTo(9);
    assertThat(issue.required("help").stringValue()).isEqualTo("script");
    assertThat(issue.required("message").stringValue()).contains("wipe").doesNotContain(".md");
    String song = "{\"script\":\"---\\nmusic: a.wav\\n---\\n## A\\nA bird.\",\"files\":[%s]}";
    assertThat(post("script", song.formatted("\"a.wav\"")).json().has("issue")).isFalse();
    assertThat(post("script", song.formatted("")).json().has("issue")).isTrue();
    String id =
        post("films", "{\"script\":\"%s\"}".formatted(good)).json().required("id").stringValue();
    JsonNode film = made(id);
    assertThat(film.required("status").stringValue()).isEqualTo("SUCCEEDED");
    assertThat(film.required("request").required("prompt").stringValue()).isEqualTo("Sea · Bay");
    assertThat(get("films/" + id + "/script").json().required("script").stringValue())
        .contains("{wipe 0.25}");
  }

  @Test
  void one_picture_is_tried_in_all_looks_and_styles_and_cut_out() throws IOException {
    String uri = RedSquare.uri();
    JsonNode session = get("session").json();
    for (String of : new String[] {"looks", "styles"}) {
      var sheet = picture("looks", "{\"picture\":\"%s\",\"of\":\"%s\"}".formatted(uri, of));
      assertThat(sheet.getHeight()).isEqualTo(64 * session.required(of).size());
      assertThat(sheet.getWidth()).isEqualTo(96);
    }
    var cut = picture("cut-out", "{\"picture\":\"%s\"}".formatted(uri));
    assertThat(cut.getRGB(2, 2) >>> 24).isZero();
    assertThat(cut.getRGB(46, 32) >>> 24).isEqualTo(255);
    for (String wrong : new String[] {"", "data:image/png;base64,AAAA", "file:///etc/passwd"}) {
      assertThat(post("cut-out", "{\"picture\":\"%s\"}".formatted(wrong)).status()).isEqualTo(400);
    }
  }

  private static java.awt.image.BufferedImage picture(String path, String body) throws IOException {
    HttpRequest.Builder request =
        server
            .request("/studio/api/" + path)
            .header("Cookie", cookie)
            .header("X-Kinora-CSRF", csrf)
            .POST(BodyPublishers.ofString(body));
    try (var client = HttpClient.newHttpClient()) {
      var answer = client.send(request.build(), BodyHandlers.ofInputStream());
      assertThat(answer.statusCode()).isEqualTo(200);
      return javax.imageio.ImageIO.read(answer.body());
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void a_film_is_made_kept_exported_extended_and_deleted() throws InterruptedException {
    Answer begun = post("films", film("a red bird"));
    assertThat(begun.status()).isEqualTo(201);
    String id = begun.json().required("id").stringValue();
    JsonNode film = made(id);
    assertThat(film.required("status").stringValue()).isEqualTo("SUCCEEDED");
    assertThat(film.required("request").required("seed").longValue()).isEqualTo(7);
    assertThat(get("films/" + id + "/poster").header("Content-Type")).isEqualTo("image/jpeg");
    assertThat(get("films/" + id + "/file?download").header("Content-Disposition"))
        .contains("attachment", ".mp4");
    String export = "{\"of\":\"%s\",\"does\":\"export\",\"format\":\"gif\"}".formatted(id);
    assertThat(post("price", export).json().required("credits").longValue()).isPositive();
    JsonNode gif = made(post("films", export).json().required("id").stringValue());
    assertThat(gif.required("output").required("type").stringValue()).isEqualTo("image/gif");
    JsonNode mov =
        made(post("films", export.replace("gif", "mov")).json().required("id").stringValue());
    String key =
        services()
            .jobs()
            .find(account(), mov.required("id").stringValue())
            .orElseThrow()
            .output()
            .key();
    Path file = home.resolve("fetched.mov");
    services().files().get(key, file);
    assertThat(MediaInfo.read(file).video().codec()).isEqualTo("prores");
    String extend = "{\"of\":\"%s\",\"does\":\"extend\",\"seconds\":0.5}".formatted(id);
    JsonNode longer = made(post("films", extend).json().required("id").stringValue());
    assertThat(longer.required("output").required("made").required("seconds").doubleValue())
        .isEqualTo(1);
    HttpRequest.Builder delete =
        server
            .request("/studio/api/films/" + id)
            .header("Cookie", cookie)
            .header("X-Kinora-CSRF", csrf)
            .DELETE();
    assertThat(server.send("", delete).status()).isEqualTo(204);
    assertThat(get("films/" + id).status()).isEqualTo(404);
  }

  @Test
  void a_stream_begins_with_the_films_as_they_are() throws IOException, InterruptedException {
    String id = post("films", film("a blue fish")).json().required("id").stringValue();
    made(id);
    try (var client = HttpClient.newHttpClient();
        InputStream in =
            client
                .send(
                    HttpRequest.newBuilder(URI.create(server.base() + "/studio/api/events"))
                        .header("Cookie", cookie)
                        .header("Accept", "text/event-stream")
                        .build(),
                    BodyHandlers.ofInputStream())
                .body()) {
      var text = new StringBuilder();
      byte[] buffer = new byte[4096];
      while (!text.toString().contains("event: ready")) {
        int read = in.read(buffer);
        assertThat(read).isPositive();
        text.append(new String(buffer, 0, read, StandardCharsets.UTF_8));
      }
      assertThat(text).contains("event: film", id, "SUCCEEDED");
      client.shutdownNow();
    }
  }

  @Test
  void films_of_another_account_are_not_there() {
    String id = post("films", film("a green frog")).json().required("id").stringValue();
    var keys = services().keys();
    var other =
        keys.create(
            null,
            "other",
            io.kinora.server.keys.ApiKey.Scope.all(),
            new io.kinora.server.keys.Keys.Limits(1, 9));
    String theirs =
        logIn("{\"key\":\"" + other.secret() + "\"}").header("Set-Cookie").replaceFirst(";.*", "");
    for (String path : new String[] {"", "/file", "/poster", "/in/0.png"}) {
      assertThat(
              server
                  .send(
                      "",
                      server
                          .request("/studio/api/films/" + id + path)
                          .header("Cookie", theirs)
                          .GET())
                  .status())
          .as(path)
          .isEqualTo(404);
    }
    keys.revoke(other.id());
    assertThat(
            server
                .send("", server.request("/studio/api/films").header("Cookie", theirs).GET())
                .status())
        .isEqualTo(401);
  }
}
