package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.standardwebhooks.Webhook;
import com.sun.net.httpserver.HttpServer;
import io.kinora.read.MediaInfo;
import io.kinora.studio.RenderRecord;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@NullUnmarked // fields are set before each test
class KinoraRoutesTest {
  private static final String TINY =
      "\"size\":\"128x72\",\"fps\":8,\"seconds\":0.5,\"seed\":7,\"prompt\":\"a red bird\"";

  @TempDir static Path home;
  static RunningServer server;
  static String video;

  @BeforeAll
  static void start() {
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100", "private-addresses", "true"));
    JsonNode job = made("generate", "{" + TINY + "}");
    byte[] bytes = server.bytes(job.path("output").path("url").asString()).body();
    video = "data:video/mp4;base64," + Base64.getEncoder().encodeToString(bytes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode begun(String route, String body) {
    RunningServer.Answer answer = server.post("/v1/kinora/" + route, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(202);
    return answer.json();
  }

  private static JsonNode made(String route, String body) {
    String id = begun(route, body).path("id").asString();
    assertThat(server.ended(id).path("status").asString())
        .as(server.get("/v1/tasks/" + id).response().body())
        .isEqualTo("SUCCEEDED");
    return server.get("/v1/kinora/jobs/" + id).json();
  }

  private static MediaInfo fetched(JsonNode job) throws IOException {
    Path file = Files.createTempFile(home, "fetched", ".mp4");
    Files.write(file, server.bytes(job.path("output").path("url").asString()).body());
    return MediaInfo.read(file);
  }

  @Test
  void a_script_becomes_a_film() throws IOException {
    String script =
        "---\\nsize: 128x72\\nfps: 8\\nduration: 0.5\\n---\\n## One\\nA red bird.\\n\\n## Two\\nA boat.\\n";
    JsonNode job = made("films", "{\"script\":\"" + script + "\"}");
    assertThat(fetched(job).video().frames()).isEqualTo(8);
    assertThat(job.path("credits").path("cost").asInt()).isEqualTo(5); // a second
  }

  @Test
  @Tag("slow") // the same work comes through the other dialects in their tests
  void films_are_joined_slowed_enlarged_and_go_on() throws IOException {
    JsonNode joined =
        made(
            "render",
            "{\"videos\":[{\"uri\":\""
                + video
                + "\"},{\"uri\":\""
                + video
                + "\"}],\"look\":[\"filter noir\"]}");
    assertThat(fetched(joined).video().frames()).isEqualTo(8);
    JsonNode slow = made("interpolate", "{\"video\":\"" + video + "\",\"slower\":2}");
    assertThat(fetched(slow).seconds()).isBetween(.8, 1.2);
    JsonNode large = made("upscale", "{\"video\":\"" + video + "\"}");
    assertThat(fetched(large).video().width()).isEqualTo(256);
    JsonNode styled = made("stylize", "{\"video\":\"" + video + "\",\"look\":[\"filter sepia\"]}");
    assertThat(RenderRecord.parse(fetched(styled).record().orElseThrow(), "it").steps())
        .contains("filter sepia");
    JsonNode longer = made("extend", "{\"video\":\"" + video + "\",\"seconds\":0.5}");
    assertThat(fetched(longer).video().frames()).isEqualTo(8);
  }

  @Test
  void an_extension_is_quoted_before_and_costs_as_quoted() {
    String extension = "\"video\":\"" + video + "\",\"seconds\":1.5}";
    long quoted =
        server
            .post("/v1/kinora/quote", "{\"operation\":\"extend\"," + extension)
            .json()
            .path("credits")
            .asLong();
    JsonNode job = begun("extend", "{" + extension);
    assertThat(quoted).isEqualTo(8);
    assertThat(job.path("credits").path("estimated").asLong()).isEqualTo(quoted);
    assertThat(server.ended(job.path("id").asString()).path("cost").path("credits").asLong())
        .isEqualTo(quoted);
  }

  @Test
  void the_route_that_waits_gives_the_film_at_once_or_says_why_not() throws IOException {
    String wanted =
        "{\"prompt\":\"a red bird\",\"kinora\":{"
            + TINY.replace(",\"prompt\":\"a red bird\"", "")
            + "}}";
    var request =
        server
            .request("/v1/videos/sync")
            .header("Authorization", "Bearer " + server.key())
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(wanted));
    var answer = server.bytes(request);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("video/mp4");
    Path file = Files.write(home.resolve("at-once.mp4"), answer.body());
    assertThat(MediaInfo.read(file).video().frames()).isEqualTo(4);
    String id = answer.headers().firstValue("X-Video-Id").orElseThrow();
    assertThat(server.get("/v1/videos/" + id).json().path("status").asString())
        .isEqualTo("completed");
    assertThat(server.post("/v1/videos/sync", wanted.replace("128x72", "1x1")).status())
        .isEqualTo(400);
  }

  @Test
  void a_stream_tells_of_a_job_until_its_end() throws Exception {
    String id = begun("generate", "{" + TINY + "}").path("id").asString();
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          server
              .request("/v1/kinora/jobs/" + id + "/events")
              .header("Authorization", "Bearer " + server.key())
              .build();
      var answer = client.send(request, BodyHandlers.ofLines());
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .startsWith("text/event-stream");
      List<String> lines;
      try (Stream<String> body = answer.body()) {
        lines = body.toList();
      }
      assertThat(lines).contains("event: end");
      String last =
          lines.reversed().stream()
              .filter(line -> line.startsWith("data: "))
              .findFirst()
              .orElseThrow();
      assertThat(JsonMapper.shared().readTree(last.substring(6)).path("status").asString())
          .isEqualTo("SUCCEEDED");
    }
  }

  @Test
  void a_running_job_shows_small_pictures_of_its_film_and_keeps_none_of_a_cancelled_one()
      throws Exception {
    String body = "{" + TINY.replace("0.5", "30").replace("128x72", "640x360") + "}";
    String id = begun("generate", body).path("id").asString();
    List<String> previews;
    try (HttpClient client = HttpClient.newHttpClient()) {
      var request =
          server
              .request("/v1/kinora/jobs/" + id + "/events")
              .header("Authorization", "Bearer " + server.key())
              .build();
      try (Stream<String> lines = client.send(request, BodyHandlers.ofLines()).body()) {
        previews =
            lines
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonMapper.shared().readTree(line.substring(6)).path("preview"))
                .filter(JsonNode::isString)
                .map(JsonNode::asString)
                .limit(1)
                .toList();
      }
    }
    var picture = server.bytes(previews.getFirst());
    assertThat(picture.statusCode()).isEqualTo(200);
    assertThat(picture.headers().firstValue("Content-Type")).hasValue("image/jpeg");
    var image = ImageIO.read(new ByteArrayInputStream(picture.body()));
    assertThat(image.getWidth()).isEqualTo(320);
    assertThat(image.getHeight()).isEqualTo(180);
    assertThat(server.delete("/v1/kinora/jobs/" + id).status()).isEqualTo(200);
    assertThat(server.ended(id).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(home.resolve("files/jobs/" + id)).doesNotExist();
    assertThat(server.get("/v1/kinora/jobs/" + id).json().path("preview").isNull()).isTrue();
  }

  @Test
  void a_webhook_comes_signed_after_the_end_and_again_until_it_is_taken() throws Exception {
    BlockingQueue<Map.Entry<Map<String, List<String>>, String>> got = new LinkedBlockingQueue<>();
    var calls = new AtomicInteger();
    var statuses = new LinkedBlockingQueue<String>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/hook",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          String id = JsonMapper.shared().readTree(body).path("data").path("id").asString();
          statuses.add(server.get("/v1/kinora/jobs/" + id).json().path("status").asString());
          boolean first = calls.getAndIncrement() == 0;
          exchange.sendResponseHeaders(first ? 500 : 204, -1);
          exchange.close();
          got.add(Map.entry(Map.copyOf(exchange.getRequestHeaders()), body));
        });
    receiver.start();
    try {
      String url = "http://127.0.0.1:" + receiver.getAddress().getPort() + "/hook";
      String id =
          begun("generate", "{" + TINY + ",\"webhook\":\"" + url + "\"}").path("id").asString();
      var refused = got.poll(40, TimeUnit.SECONDS);
      var taken = got.poll(40, TimeUnit.SECONDS); // 5 seconds later
      assertThat(refused).isNotNull();
      assertThat(taken).isNotNull();
      assertThat(statuses).containsOnly("SUCCEEDED"); // never before the end is kept
      String secret = server.get("/v1/kinora/webhook-secret").json().path("secret").asString();
      var headers = new java.util.HashMap<String, List<String>>();
      taken
          .getKey()
          .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values));
      new Webhook(secret).verify(taken.getValue(), headers);
      JsonNode body = JsonMapper.shared().readTree(taken.getValue());
      assertThat(body.path("type").asString()).isEqualTo("job.succeeded");
      assertThat(body.path("data").path("id").asString()).isEqualTo(id);
      assertThat(taken.getKey().get("Webhook-id")).isEqualTo(refused.getKey().get("Webhook-id"));
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void a_cancelled_job_stays_to_be_asked_for() {
    String id = begun("generate", "{\"prompt\":\"a bird\",\"seconds\":30}").path("id").asString();
    assertThat(server.delete("/v1/kinora/jobs/" + id).status()).isEqualTo(200);
    assertThat(server.ended(id).path("status").asString()).isEqualTo("CANCELLED");
    assertThat(server.get("/v1/kinora/jobs/" + id).json().path("credits").path("cost").asInt())
        .isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "---\\nspeech: [sh, -c, id]\\n---\\n## A\\nA bird.\\n",
        "---\\n{\\\"sp\\u0065ech\\\": [sh]}\\n---\\n## A\\nA bird.\\n",
        "---\\nmusic: /etc/passwd\\n---\\n## A\\nA bird.\\n",
        "---\\nlook: lut /etc/passwd\\n---\\n## A\\nA bird.\\n",
        "---\\nlook: font /etc/passwd\\n---\\n## A\\nA bird.\\n",
        "---\\nlook: effect overlay=/etc/passwd\\n---\\n## A\\nA bird.\\n",
        "---\\nlook: effect subtitles=/etc/passwd\\n---\\n## A\\nA bird.\\n",
        "---\\noptions: {words: /etc/passwd}\\n---\\n## A\\nA bird.\\n",
        "---\\noptions: {mask: /etc/passwd}\\n---\\n## A\\nA bird.\\n",
        "---\\noptions: {image-subject: /etc/passwd}\\n---\\n## A\\nA bird.\\n",
        "## A\\nA bird. {narration /etc/passwd}\\n",
        "---\\ncast:\\n  Bo: /etc/bo.png\\n---\\n## A\\nBo runs.\\n",
        "---\\nengine: none\\n---\\n## A\\nA bird.\\n",
        "---\\n- x\\n---\\n",
        ""
      })
  void a_script_from_outside_reaches_nothing_of_the_machine(String script) {
    RunningServer.Answer answer =
        server.post("/v1/kinora/films", "{\"script\":\"" + script + "\"}");
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.response().body()).doesNotContain("root:", "does not exist", "/tmp");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../b.wav",
        "/etc/passwd",
        "a/b.wav",
        ".hidden",
        "..",
        "b\\\\c.wav",
        "a\\u0000.wav"
      })
  void files_of_a_script_have_names_without_folders(String name) throws IOException {
    String body =
        "{\"script\":\"## A\\nA bird.\",\"files\":[{\"name\":\"%s\",\"uri\":\"%s\"}]}"
            .formatted(name, Tones.uri());
    RunningServer.Answer answer = server.post("/v1/kinora/films", body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.response().body()).contains("A name of letters");
  }

  @Test
  void a_film_of_a_script_has_the_music_that_came_with_it_and_a_film_its_style()
      throws IOException {
    String script =
        "---\\nsize: 128x72\\nfps: 8\\nduration: 0.5\\nmusic: a song.wav\\n---\\n## One\\nA red bird.\\n";
    String files = ",\"files\":[{\"name\":\"a song.wav\",\"uri\":\"%s\"}]}".formatted(Tones.uri());
    JsonNode job = made("films", "{\"script\":\"" + script + "\"" + files);
    assertThat(fetched(job).hasSound()).isTrue();
    assertThat(server.post("/v1/kinora/films", "{\"script\":\"" + script + "\"}").status())
        .isEqualTo(400);
    JsonNode painted =
        made(
            "generate",
            "{\"prompt\":\"a red bird\",\"size\":\"64x64\",\"fps\":4,\"seconds\":0.5,\"style\":{\"name\":\"neon\",\"strength\":0.5}}");
    assertThat(painted.required("output").toString()).contains("neon");
    RunningServer.Answer unknown =
        server.post("/v1/kinora/generate", "{\"prompt\":\"a bird\",\"style\":\"nothing\"}");
    assertThat(unknown.status()).isEqualTo(400);
    assertThat(unknown.response().body()).contains("\"help\":\"style\"");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "generate | {} | prompt",
        "generate | {\"prompt\":\"a\",\"size\":\"1x1\"} | size",
        "generate | {\"prompt\":\"a\",\"look\":[\"lut /etc/passwd\"]} | look",
        "generate | {\"prompt\":\"a\",\"options\":{\"words\":\"/etc/passwd\"}} | options",
        "generate | {\"prompt\":\"a\",\"images\":[{\"uri\":\"x\",\"part\":\"../../x\"}]} | kinora.images",
        "interpolate | {\"video\":\"x\"} | fps",
        "render | {} | video",
        "quote | {\"operation\":\"x\"} | operation",
      })
  void what_is_wrong_is_a_problem_with_its_field(String route, String body, String field) {
    RunningServer.Answer answer = server.post("/v1/kinora/" + route, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.json().path("status").asInt()).isEqualTo(400);
    assertThat(answer.json().path("issues").path(0).path("path").path(0).asString())
        .isEqualTo(field);
  }

  @Test
  void models_and_figures_are_told() {
    JsonNode models = server.get("/v1/kinora/models").json();
    assertThat(models.path("models").path("gen4.5").asString()).isEqualTo("house");
    assertThat(models.path("engines").toString()).doesNotContain("\"words\"");
    assertThat(server.get("/health/ready").json().path("status").asString()).isEqualTo("ready");
    String metrics = server.get("/metrics").response().body();
    assertThat(metrics)
        .contains(
            "kinora_jobs{",
            "kinora_job_time_seconds",
            "kinora_job_real_time_factor",
            "kinora_credits_spent_total",
            "jvm_memory_used_bytes");
    assertThat(server.post("/v1/kinora/models/release", "").status()).isEqualTo(200);
    assertThat(server.log()).allSatisfy(line -> JsonMapper.shared().readTree(line));
  }

  @Test
  void the_database_is_copied_while_it_is_used() {
    Path copy = home.resolve("copy.db");
    server.services().database().backUp(copy);
    try (var database = io.kinora.server.database.Database.open(copy.toString())) {
      assertThat(new io.kinora.server.credits.Ledger(database, java.time.Clock.systemUTC()).check())
          .isEmpty();
    }
  }
}
