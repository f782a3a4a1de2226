package io.kinora.client;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A client of a Kinora server, or of Runway's service. It is thread-safe.
///
/// ```java
/// try (var client = new KinoraClient(URI.create("http://127.0.0.1:8080"), key)) {
///   Task task = client.make(VideoRequest.of("a red bird"), now -> show(now.progress()));
///   client.download(task, Path.of("bird.mp4"));
/// }
/// ```
public final class KinoraClient implements AutoCloseable {
  private static final String VERSION = "2024-11-06";
  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final int TRIES = 3;

  private final URI base;
  private final String key;
  private final Duration every;
  private final HttpClient http = HttpClient.newHttpClient();

  /// @param base without a path, such as `http://127.0.0.1:8080`
  public KinoraClient(URI base, String key) {
    this(base, key, Duration.ofMillis(500));
  }

  /// @param every the polling interval; Runway's service requires five seconds or more
  public KinoraClient(URI base, String key, Duration every) {
    this.base = base;
    this.key = key;
    this.every = every;
  }

  /// Starts a task that makes a video, and returns at once.
  ///
  /// @return the task's id
  /// @throws ServiceException if the service rejects it
  public String begin(VideoRequest request) {
    return json(call("POST", request.path(), request.json())).required("id").stringValue();
  }

  /// Fetches the state of a task.
  public Task task(String id) {
    return Task.of(json(call("GET", "/v1/tasks/" + id, null)));
  }

  /// Cancels a task, or deletes a finished one with its files.
  public void delete(String id) {
    var _ = call("DELETE", "/v1/tasks/" + id, null);
  }

  /// Makes a video and waits for it.
  ///
  /// @param progress receives the task after each poll
  /// @throws ServiceException if it fails
  public Task make(VideoRequest request, Consumer<Task> progress) {
    return await(begin(request), progress);
  }

  /// Waits for a task to end.
  ///
  /// @throws ServiceException if it fails, or the thread is interrupted
  public Task await(String id, Consumer<Task> progress) {
    while (true) {
      Task now = task(id);
      progress.accept(now);
      if (now.status() == Task.Status.SUCCEEDED) {
        return now;
      }
      if (now.status().ended()) {
        throw new ServiceException(
            200, now.failure() == null ? "the task was cancelled" : now.failure());
      }
      pause(every);
    }
  }

  private static void pause(Duration time) {
    try {
      TimeUnit.MILLISECONDS.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted while waiting", e);
    }
  }

  /// Like [#make], on a separate thread.
  public CompletableFuture<Task> makeAsync(VideoRequest request, Consumer<Task> progress) {
    return CompletableFuture.supplyAsync(
        () -> make(request, progress), Executors.newVirtualThreadPerTaskExecutor());
  }

  /// Uploads a file, which requests can refer to for one day.
  ///
  /// @return its address, as in `runway://…`
  public String upload(Path file) {
    String name = String.valueOf(file.getFileName());
    String asked =
        JsonMapper.shared()
            .createObjectNode()
            .put("filename", name)
            .put("type", "ephemeral")
            .toString();
    JsonNode place = json(call("POST", "/v1/uploads", asked));
    String boundary = UUID.randomUUID().toString();
    var form = new StringBuilder();
    for (var field : place.path("fields").properties()) {
      form.append(
          "--%s\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(boundary, field.getKey(), field.getValue().asString()));
    }
    form.append(
        "--%s\r\nContent-Disposition: form-data; name=\"file\"; filename=\"%s\"\r\n\r\n"
            .formatted(boundary, name.replaceAll("[\"\\r\\n]", "_")));
    try {
      BodyPublisher body =
          BodyPublishers.concat(
              BodyPublishers.ofString(form.toString()),
              BodyPublishers.ofFile(file),
              BodyPublishers.ofString("\r\n--%s--\r\n".formatted(boundary)));
      var request =
          HttpRequest.newBuilder(URI.create(place.required("uploadUrl").stringValue()))
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(body)
              .build();
      var answer = send(request, BodyHandlers.ofString());
      check(answer.statusCode(), answer.body());
      return place.required("runwayUri").stringValue();
    } catch (IOException e) {
      throw new ServiceException("the file cannot be read: " + file, e);
    }
  }

  /// Downloads the first file of a task that has succeeded.
  public Path download(Task task, Path to) {
    var request = HttpRequest.newBuilder(URI.create(task.output().getFirst())).build();
    HttpResponse<InputStream> answer = send(request, BodyHandlers.ofInputStream());
    try (InputStream in = answer.body()) {
      check(answer.statusCode(), "");
      Files.copy(in, to, StandardCopyOption.REPLACE_EXISTING);
      return to;
    } catch (IOException e) {
      throw new ServiceException("the file could not be fetched", e);
    }
  }

  /// Receives the events of a job of a Kinora server until it ends.
  ///
  /// @param listener receives each event as JSON
  public void stream(String id, Consumer<JsonNode> listener) {
    HttpResponse<Stream<String>> answer =
        send(request("GET", "/v1/kinora/jobs/" + id + "/events", null), BodyHandlers.ofLines());
    check(answer.statusCode(), "");
    try (Stream<String> lines = answer.body()) {
      lines
          .filter(line -> line.startsWith("data: "))
          .forEach(line -> listener.accept(JsonMapper.shared().readTree(line.substring(6))));
    }
  }

  private HttpRequest request(String method, String path, @Nullable String body) {
    return HttpRequest.newBuilder(base.resolve(path))
        .timeout(path.endsWith("/events") ? Duration.ofHours(12) : PATIENCE)
        .header("Authorization", "Bearer " + key)
        .header("X-Runway-Version", VERSION)
        .header("Content-Type", "application/json")
        .method(
            method,
            body == null
                ? BodyPublishers.noBody()
                : BodyPublishers.ofString(body, StandardCharsets.UTF_8))
        .build();
  }

  /// Sends a request, and retries it if the service says that a retry may succeed.
  private String call(String method, String path, @Nullable String body) {
    for (int attempt = 1; ; attempt++) {
      HttpResponse<String> answer = send(request(method, path, body), BodyHandlers.ofString());
      boolean later = List.of(429, 502, 503, 504).contains(answer.statusCode());
      String said = answer.headers().firstValue("x-should-retry").orElse("" + later);
      if (!said.equals("true") || attempt == TRIES) {
        check(answer.statusCode(), answer.body());
        return answer.body();
      }
      pause(Duration.ofMillis(500L << attempt));
    }
  }

  private <T> HttpResponse<T> send(HttpRequest request, HttpResponse.BodyHandler<T> handler) {
    try {
      return http.send(request, handler);
    } catch (IOException e) {
      throw new ServiceException("the service cannot be reached: " + base, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new ServiceException("interrupted", e);
    }
  }

  private static void check(int status, String body) {
    if (status >= 300) {
      throw new ServiceException(status, "status %d: %s".formatted(status, body));
    }
  }

  private static JsonNode json(String body) {
    try {
      return JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new ServiceException("the answer is no JSON", e);
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
