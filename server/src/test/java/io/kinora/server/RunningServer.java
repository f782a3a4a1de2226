package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.http.Services;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A server on a free port, and a client of its first key.
public final class RunningServer implements AutoCloseable {
  /// Words and format of the smallest film.
  public static final String TINY =
      "\"kinora\":{\"size\":\"128x72\",\"fps\":8,\"seconds\":0.5,\"seed\":7}";

  private static final JsonMapper JSON = JsonMapper.shared();

  private final KinoraServer server;
  private final String key;
  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningServer(Path home, Map<String, String> flags, String knownKey) {
    var all =
        new TreeMap<>(
            Map.of(
                "port", "0",
                "poll-millis", "50",
                "grace-seconds", "5",
                "requests-per-minute", "100000"));
    all.putAll(flags);
    server = KinoraServer.serve(ServerConfig.read(home, null, Map.of(), all), log::add);
    key = knownKey.isEmpty() ? server.firstKey().orElseThrow().secret() : knownKey;
  }

  public static RunningServer in(Path home) {
    return new RunningServer(home, Map.of(), "");
  }

  public static RunningServer in(Path home, Map<String, String> flags) {
    return new RunningServer(home, flags, "");
  }

  /// A server on the folder of one before, whose first key is known.
  public static RunningServer again(Path home, Map<String, String> flags, String key) {
    return new RunningServer(home, flags, key);
  }

  public String base() {
    return "http://127.0.0.1:" + server.port();
  }

  public String key() {
    return key;
  }

  public KinoraServer server() {
    return server;
  }

  Services services() {
    return server.services();
  }

  public ConcurrentLinkedQueue<String> log() {
    return log;
  }

  /// An answer: its status, headers and body.
  public record Answer(HttpResponse<String> response) {
    public int status() {
      return response.statusCode();
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }
  }

  public Answer get(String path) {
    return send(key, request(path).GET());
  }

  public Answer delete(String path) {
    return send(key, request(path).DELETE());
  }

  public Answer post(String path, String body, String... headers) {
    HttpRequest.Builder request = request(path).POST(BodyPublishers.ofString(body));
    request.header("Content-Type", "application/json");
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(key, request);
  }

  public HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base() + path));
  }

  public Answer send(String asKey, HttpRequest.Builder request) {
    try {
      if (!asKey.isEmpty()) {
        request.header("Authorization", "Bearer " + asKey);
      }
      return new Answer(
          client.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  public HttpResponse<byte[]> bytes(String url, String... headers) {
    HttpRequest.Builder request = request(url).GET();
    if (headers.length > 0) {
      request.headers(headers);
    }
    return bytes(request);
  }

  public HttpResponse<byte[]> bytes(HttpRequest.Builder request) {
    try {
      return client.send(request.build(), BodyHandlers.ofByteArray());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /// Makes a tiny film through Runway's route.
  ///
  /// @return the task's id
  public String tinyTask() {
    Answer answer = post("/v1/text_to_video", tiny("a red bird"));
    assertThat(answer.status()).as(answer.response().body()).isEqualTo(200);
    return answer.json().required("id").stringValue();
  }

  public static String tiny(String prompt) {
    return "{\"model\":\"gen4.5\",\"promptText\":\""
        + prompt
        + "\",\"ratio\":\"1280:720\","
        + "\"duration\":5,"
        + TINY
        + "}";
  }

  /// Waits until a task has ended.
  public JsonNode ended(String task) {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (System.nanoTime() < until) {
      JsonNode now = get("/v1/tasks/" + task).json();
      String status = now.path("status").asString("");
      if (status.matches("SUCCEEDED|FAILED|CANCELLED")) {
        return now;
      }
      try {
        TimeUnit.MILLISECONDS.sleep(40);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    throw new AssertionError("the task has not ended: " + get("/v1/tasks/" + task).json() + log);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
