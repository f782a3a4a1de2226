package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.kinora.client.KinoraClient;
import io.kinora.client.ServiceException;
import io.kinora.client.Task;
import io.kinora.client.VideoRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// The Java client, against a server and against what Runway's service answers.
class ClientTest {
  /// The same steps for both.
  private static Task contract(KinoraClient client, VideoRequest request, Path folder)
      throws IOException {
    var seen = new ArrayList<Double>();
    Task task = client.make(request, now -> seen.add(now.progress()));
    assertThat(task.status()).isEqualTo(Task.Status.SUCCEEDED);
    assertThat(task.credits()).isPositive();
    assertThat(seen).isSorted().last().isEqualTo(1.0);
    Path file = client.download(task, folder.resolve("film.mp4"));
    assertThat(Files.size(file)).isPositive();
    assertThatThrownBy(() -> client.begin(request.seconds(99)))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.status()).isEqualTo(400));
    client.delete(task.id());
    assertThatThrownBy(() -> client.task(task.id()))
        .isInstanceOfSatisfying(ServiceException.class, e -> assertThat(e.status()).isEqualTo(404));
    return task;
  }

  @Test
  void it_drives_a_kinora_server(@TempDir Path folder) throws Exception {
    VideoRequest tiny =
        VideoRequest.of("a red bird")
            .kinora("size", "128x72")
            .kinora("fps", 8)
            .kinora("seconds", .5);
    try (RunningServer server = RunningServer.in(folder);
        var client =
            new KinoraClient(URI.create(server.base()), server.key(), Duration.ofMillis(50))) {
      Task task = contract(client, tiny, folder);
      assertThat(task.raw().path("kinora").path("made").path("width").asInt()).isEqualTo(128);
      String id = client.begin(tiny);
      var told = new ArrayList<JsonNode>();
      client.stream(id, told::add);
      assertThat(told.getLast().path("status").asString()).isEqualTo("SUCCEEDED");
      String upload = client.upload(folder.resolve("film.mp4"));
      assertThat(upload).startsWith("runway://");
      assertThat(client.makeAsync(tiny, _ -> {}).get().output()).hasSize(1);
      Path bird = folder.resolve("bird.mp4");
      assertThat(ClientExample.bird(URI.create(server.base()), server.key(), bird, _ -> {}))
          .isNotEmptyFile();
    }
  }

  @Test
  void the_example_of_the_docs_is_the_one_that_runs() throws IOException {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("docs/server.md"))) {
      root = Objects.requireNonNull(root.getParent());
    }
    String source =
        Files.readString(root.resolve("server/src/test/java/io/kinora/server/ClientExample.java"));
    String method =
        source
            .substring(source.indexOf("  static Path bird"), source.lastIndexOf('}'))
            .stripTrailing()
            .stripIndent()
            .strip();
    assertThat(Files.readString(root.resolve("docs/server.md"))).contains(method);
  }

  /// What the service answers, as third parties have written it down.
  @Test
  void it_drives_what_answers_as_runways_service_does(@TempDir Path folder) throws IOException {
    HttpServer mock =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String at = "http://127.0.0.1:" + mock.getAddress().getPort();
    var polls = new AtomicInteger();
    var deleted = new AtomicInteger();
    mock.createContext(
        "/",
        exchange -> {
          String method = exchange.getRequestMethod(), path = exchange.getRequestURI().getPath();
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          assertThat(
                  path.equals("/file") || exchange.getRequestHeaders().containsKey("Authorization"))
              .isTrue();
          int status = 200;
          String answer =
              switch (method + " " + path) {
                case "POST /v1/text_to_video" ->
                    body.contains("\"duration\":99")
                        ? "{\"error\":\"Validation of body failed\",\"issues\":[]}"
                        : "{\"id\":\"17f2\",\"estimatedCost\":{\"credits\":60}}";
                case "GET /v1/tasks/17f2" ->
                    deleted.get() > 0
                        ? "{\"error\":\"Could not find Task\"}"
                        : List.of(
                                "{\"id\":\"17f2\",\"createdAt\":\"2026-01-01T00:00:00.000Z\","
                                    + "\"status\":\"THROTTLED\",\"estimatedCost\":{\"credits\":60}}",
                                "{\"id\":\"17f2\",\"status\":\"RUNNING\",\"progress\":0.4}",
                                "{\"id\":\"17f2\",\"status\":\"SUCCEEDED\",\"output\":[\""
                                    + at
                                    + "/file\"],\"cost\":{\"credits\":60}}")
                            .get(Math.min(2, polls.getAndIncrement()));
                case "DELETE /v1/tasks/17f2" -> "" + deleted.incrementAndGet();
                default -> "bytes";
              };
          if (answer.startsWith("{\"error\"")) {
            status = answer.contains("Could not find") ? 404 : 400;
          }
          byte[] bytes = answer.getBytes(StandardCharsets.UTF_8);
          boolean empty = method.equals("DELETE");
          exchange.sendResponseHeaders(empty ? 204 : status, empty ? -1 : bytes.length);
          if (!empty) {
            exchange.getResponseBody().write(bytes);
          }
          exchange.close();
        });
    mock.start();
    try (var client = new KinoraClient(URI.create(at), "key", Duration.ofMillis(10))) {
      Task task = contract(client, VideoRequest.of("a red bird"), folder);
      assertThat(task.credits()).isEqualTo(60);
    } finally {
      mock.stop(0);
    }
  }
}
