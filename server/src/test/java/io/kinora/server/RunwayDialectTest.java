package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.clip.FrameRate;
import io.kinora.read.MediaInfo;
import io.kinora.studio.FilmRecord;
import io.kinora.studio.RenderRecord;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
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

@NullUnmarked // fields are set before each test
class RunwayDialectTest {
  @TempDir static Path home;
  static RunningServer server;
  static String video; // of the first task, as a data URI

  @BeforeAll
  static void start() {
    server = RunningServer.in(home, Map.of("concurrent-jobs", "100", "first-credits", "5000"));
    JsonNode task = succeeded(server.tinyTask());
    byte[] bytes = server.bytes(task.path("output").path(0).asString()).body();
    video = "data:video/mp4;base64," + Base64.getEncoder().encodeToString(bytes);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static JsonNode succeeded(String id) {
    JsonNode task = server.ended(id);
    assertThat(task.path("status").asString()).as(task.toString()).isEqualTo("SUCCEEDED");
    return task;
  }

  private static JsonNode made(String path, String body) {
    RunningServer.Answer answer = server.post(path, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    JsonNode task = succeeded(answer.json().required("id").stringValue());
    assertThat(task.path("cost").path("credits").asLong())
        .isEqualTo(answer.json().path("estimatedCost").path("credits").asLong())
        .isPositive();
    return task;
  }

  private static Path fetched(JsonNode task) throws IOException {
    HttpResponse<byte[]> answer = server.bytes(task.path("output").path(0).asString());
    String ending = answer.headers().firstValue("Content-Type").orElse("");
    Path file =
        Files.createTempFile(home, "fetched", ending.contains("quicktime") ? ".mov" : ".mp4");
    return Files.write(file, answer.body());
  }

  @Test
  void words_become_a_video_with_its_record() throws IOException {
    JsonNode task = made("/v1/text_to_video", RunningServer.tiny("a green bird"));
    FilmRecord record = FilmRecord.read(fetched(task));
    assertThat(record.film().prompt()).isEqualTo("a green bird");
    assertThat(record.film().seed()).isEqualTo(7);
    assertThat(task.path("cost").path("credits").asInt()).isEqualTo(6); // 12 a second
    assertThat(task.path("kinora").path("made").path("width").asInt()).isEqualTo(128);
  }

  @Test
  void the_camera_and_the_look_reach_the_film() throws IOException {
    String body =
        "{\"model\":\"gen4.5\",\"promptText\":\"a red bird\",\"ratio\":\"1280:720\",\"duration\":2,"
            + "\"outputFormat\":\"prores\",\"proresProfile\":\"422 HQ\",\"kinora\":{\"size\":"
            + "\"128x72\",\"fps\":8,\"seconds\":0.5,\"camera\":{\"zoom\":3},\"parallax\":0.2,"
            + "\"motion\":{\"strength\":2},\"look\":[\"filter noir=0.5\"]}}";
    Path file = fetched(made("/v1/text_to_video", body));
    var film = FilmRecord.read(file).film();
    assertThat(film.movement().camera()).isNotNull();
    assertThat(film.movement().camera().zoom()).isEqualTo(3);
    assertThat(film.movement().parallax()).isEqualTo(.2);
    assertThat(film.movement().subject().strength()).isEqualTo(2);
    assertThat(film.finish().look().texts()).containsExactly("filter noir=0.5");
    assertThat(MediaInfo.read(file).video().codec()).isEqualTo("prores");
  }

  private static byte[] picture() throws IOException {
    var image = new BufferedImage(96, 64, BufferedImage.TYPE_INT_RGB);
    var pen = image.createGraphics();
    pen.setColor(Color.ORANGE);
    pen.fillOval(20, 10, 50, 40);
    pen.dispose();
    for (int i = 0; i < 96 * 64; i += 3) {
      image.setRGB(i % 96, i / 96, i * 7919); // no upload has fewer than 512 bytes
    }
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }

  @Test
  void a_picture_is_sent_in_two_steps_and_moves() throws IOException {
    JsonNode begun =
        server.post("/v1/uploads", "{\"filename\":\"a.png\",\"type\":\"ephemeral\"}").json();
    String boundary = "----x";
    byte[] png = picture();
    var body = new ByteArrayOutputStream();
    body.writeBytes(
        ("--"
                + boundary
                + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.png\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\n")
            .getBytes(StandardCharsets.UTF_8));
    body.writeBytes(png);
    body.writeBytes(("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
    var request =
        server
            .request(begun.path("uploadUrl").asString())
            .POST(java.net.http.HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))
            .header("Content-Type", "multipart/form-data; boundary=" + boundary);
    assertThat(server.send("", request).status()).isEqualTo(204);
    JsonNode task =
        made(
            "/v1/image_to_video",
            "{\"model\":\"gen4_turbo\",\"promptText\":\"a red bird\",\"ratio\":\"1280:720\","
                + "\"promptImage\":\""
                + begun.path("runwayUri").asString()
                + "\","
                + RunningServer.TINY
                + "}");
    assertThat(FilmRecord.read(fetched(task)).film().engine().options().values())
        .containsKey("image-first");
  }

  @Test
  void a_video_is_made_longer() throws IOException {
    JsonNode task =
        made(
            "/v1/video_to_video",
            "{\"model\":\"seedance2_5\",\"mode\":\"extend\",\"promptText\":\"a red bird\","
                + "\"promptVideo\":\""
                + video
                + "\",\"kinora\":{\"seconds\":0.5}}");
    assertThat(MediaInfo.read(fetched(task)).video().frames()).isEqualTo(8);
  }

  @Test
  void another_prompt_follows_as_a_new_shot() throws IOException {
    JsonNode task =
        made(
            "/v1/video_to_video",
            "{\"model\":\"seedance2_5\",\"mode\":\"extend\",\"promptText\":\"a blue boat\","
                + "\"promptVideo\":\""
                + video
                + "\",\"kinora\":{\"seconds\":0.5}}");
    MediaInfo info = MediaInfo.read(fetched(task));
    assertThat(info.video().frames()).isEqualTo(8);
    assertThat(RenderRecord.parse(info.record().orElseThrow(), "it").sources()).hasSize(2);
  }

  @Test
  void a_video_gets_the_look_that_the_words_name() throws IOException {
    JsonNode task =
        made(
            "/v1/video_to_video",
            "{\"model\":\"aleph2\",\"promptText\":\"make it noir\",\"videoUri\":\""
                + video
                + "\"}");
    RenderRecord record =
        RenderRecord.parse(MediaInfo.read(fetched(task)).record().orElseThrow(), "it");
    assertThat(record.steps()).contains("filter noir");
  }

  @Test
  void a_video_becomes_larger() throws IOException {
    JsonNode task =
        made("/v1/video_upscale", "{\"model\":\"upscale_v1\",\"videoUri\":\"" + video + "\"}");
    assertThat(MediaInfo.read(fetched(task)).video().width()).isEqualTo(512);
  }

  @Test
  void a_video_gets_another_rate() throws IOException {
    JsonNode task =
        made(
            "/v1/video_upscale",
            "{\"model\":\"enhance_frame_rate\",\"targetFramerate\":\"23_98\",\"videoUri\":\""
                + video
                + "\"}");
    assertThat(MediaInfo.read(fetched(task)).video().rate().perSecond())
        .isEqualTo(new FrameRate(24000, 1001).perSecond());
  }

  @Test
  void a_deleted_task_is_gone_with_its_file() {
    String id = server.tinyTask();
    String url = succeeded(id).path("output").path(0).asString();
    assertThat(server.bytes(url).statusCode()).isEqualTo(200);
    assertThat(server.delete("/v1/tasks/" + id).status()).isEqualTo(204);
    RunningServer.Answer answer = server.get("/v1/tasks/" + id);
    assertThat(answer.status()).isEqualTo(404);
    assertThat(answer.json().toString()).isEqualTo("{\"error\":\"Could not find Task\"}");
    assertThat(answer.header("x-should-retry")).isEqualTo("false");
    server.server().sweep().run();
    assertThat(server.bytes(url).statusCode()).isEqualTo(404);
  }

  @Test
  void a_running_task_stops_and_its_credits_come_back() throws InterruptedException {
    long before = server.get("/v1/organization").json().path("creditBalance").asLong();
    String body =
        "{\"model\":\"gen4.5\",\"promptText\":\"a red bird\",\"ratio\":\"1280:720\","
            + "\"duration\":10,\"kinora\":{\"size\":\"640x360\"}}";
    String id = server.post("/v1/text_to_video", body).json().path("id").asString();
    while (!server.get("/v1/tasks/" + id).json().path("status").asString().equals("RUNNING")) {
      Thread.sleep(20);
    }
    assertThat(server.get("/v1/organization").json().path("creditBalance").asLong())
        .isLessThan(before);
    assertThat(server.delete("/v1/tasks/" + id).status()).isEqualTo(204);
    assertThat(server.get("/v1/tasks/" + id).status()).isEqualTo(404);
    long until = System.nanoTime() + 10_000_000_000L;
    while (server.log().stream()
        .noneMatch(line -> line.contains(id) && line.contains("CANCELLED"))) {
      assertThat(System.nanoTime()).as("it has stopped").isLessThan(until);
      Thread.sleep(20);
    }
    assertThat(server.services().ledger().check()).isEmpty();
  }

  @Test
  void a_request_that_is_sent_again_means_the_same_task() {
    String body = RunningServer.tiny("a blue bird");
    String first = server.post("/v1/text_to_video", body).json().path("id").asString();
    String again =
        server
            .post("/v1/text_to_video", body, "X-Stainless-Retry-Count", "1")
            .json()
            .path("id")
            .asString();
    String other = server.post("/v1/text_to_video", body).json().path("id").asString();
    assertThat(again).isEqualTo(first);
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void the_organization_tells_credits_and_limits() {
    JsonNode answer = server.get("/v1/organization").json();
    assertThat(answer.path("creditBalance").asLong()).isPositive();
    assertThat(
            answer
                .path("tier")
                .path("models")
                .path("gen4.5")
                .path("maxConcurrentGenerations")
                .asInt())
        .isEqualTo(100);
    assertThat(answer.path("usage").path("models").path("gen4.5").path("dailyGenerations").asInt())
        .isPositive();
  }

  @Test
  void usage_is_told_by_day_and_model() {
    for (String body : List.of("{}", "")) {
      JsonNode answer = server.post("/v1/organization/usage", body).json();
      assertThat(answer.path("models").toString()).contains("gen4.5");
      JsonNode today = answer.path("results").path(answer.path("results").size() - 1);
      assertThat(today.path("usedCredits").path(0).path("model").asString()).isNotEmpty();
      assertThat(today.path("usedCredits").path(0).path("amount").asLong()).isPositive();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "text_to_video | {} | model",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":5} | promptText",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":11,\"promptText\":\"a\"} | duration",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":\"5\",\"promptText\":\"a\"} | duration",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1:1\",\"duration\":5,\"promptText\":\"a\"} | ratio",
        "text_to_video | {\"model\":\"none\",\"ratio\":\"1280:720\",\"duration\":5,\"promptText\":\"a\"} | model",
        "text_to_video | {\"model\":\"wan\",\"ratio\":\"1280:720\",\"duration\":5,\"promptText\":\"a\"} | model",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":5,\"promptText\":\"a\",\"seed\":-1} | seed",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":5,\"promptText\":\"a\",\"kinora\":{\"camera\":{\"zoom\":11}}} | kinora",
        "text_to_video | {\"model\":\"gen4.5\",\"ratio\":\"1280:720\",\"duration\":5,\"promptText\":\"a\",\"outputFormat\":\"hdr10\"} | outputFormat",
        "image_to_video | {\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\"} | promptImage",
        "image_to_video | {\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptImage\":\"data:image/png;base64,AAAA\"} | promptImage",
        "image_to_video | {\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptImage\":\"runway://nothing\"} | promptImage",
        "image_to_video | {\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptImage\":\"https://127.0.0.1/a.png\"} | promptImage",
        "video_to_video | {\"model\":\"aleph2\",\"videoUri\":\"data:video/mp4;base64,AAAA\",\"promptText\":\"noir\"} | videoUri",
        "video_to_video | {\"model\":\"aleph2\",\"videoUri\":\"x\",\"promptText\":\"nothing known\"} | promptText",
        "video_upscale | {\"model\":\"enhance_frame_rate\",\"videoUri\":\"x\"} | targetFramerate",
        "uploads | {\"type\":\"ephemeral\"} | filename",
        "organization/usage | {\"startDate\":\"yesterday\"} | startDate",
      })
  void what_is_wrong_is_told_of_its_field(String route, String body, String field) {
    RunningServer.Answer answer = server.post("/v1/" + route, body);
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(400);
    assertThat(answer.header("x-should-retry")).isEqualTo("false");
    assertThat(answer.json().path("error").asString()).isEqualTo("Validation of body failed");
    assertThat(answer.json().path("issues").path(0).path("path").path(0).asString())
        .isEqualTo(field);
    assertThat(answer.json().path("issues").path(0).path("code").asString()).isNotEmpty();
  }

  @Test
  void unknown_fields_are_refused_but_under_kinora_there_is_room() {
    String body = RunningServer.tiny("a bird").replace("\"duration\"", "\"cfg\":1,\"duration\"");
    RunningServer.Answer answer = server.post("/v1/text_to_video", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().toString()).contains("unrecognized_keys").contains("cfg");
  }

  @Test
  void too_few_credits_are_told_and_nothing_is_begun() {
    String dear =
        "{\"model\":\"veo3.1\",\"promptText\":\"a bird\",\"ratio\":\"1920:1080\",\"duration\":60,"
            + "\"kinora\":{\"size\":\"3840x2160\",\"format\":\"zip\",\"seconds\":60}}";
    RunningServer.Answer answer = server.post("/v1/text_to_video", dear); // 9900 of 5000
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("error").asString())
        .isEqualTo("You do not have enough credits to run this task.");
  }

  @Test
  void parts_of_a_file_are_sent_as_http_has_them() {
    String url = succeeded(server.tinyTask()).path("output").path(0).asString();
    byte[] all = server.bytes(url).body();
    HttpResponse<byte[]> part = server.bytes(url, "Range", "bytes=-100");
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).hasSize(100).endsWith(all[all.length - 1]);
    assertThat(part.headers().firstValue("Content-Range"))
        .hasValue("bytes %d-%d/%d".formatted(all.length - 100, all.length - 1, all.length));
    assertThat(server.bytes(url, "Range", "bytes=" + all.length + "-").statusCode()).isEqualTo(416);
    var head = server.send("", server.request(url).HEAD());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.header("Content-Length")).isEqualTo("" + all.length);
    assertThat(server.bytes(url.replace("signature=", "signature=0")).statusCode()).isEqualTo(403);
    assertThat(server.bytes(url.replace("expires=", "expires=9")).statusCode()).isEqualTo(403);
  }
}
