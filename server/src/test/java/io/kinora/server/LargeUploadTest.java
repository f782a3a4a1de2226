package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.kinora.server.files.Uploads;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// Uploads as large as they may be go through a server whose heap is half of one.
@Tag("slow")
class LargeUploadTest {
  @Test
  void uploads_of_200_megabytes_take_no_memory(@TempDir Path home) throws Exception {
    int port = Postgres.freePort();
    List<String> settings = List.of("port=" + port, "workers=0");
    try (var nodes = new Nodes(home);
        HttpClient client = HttpClient.newHttpClient()) {
      Process server = nodes.start("serve", "server", settings, "-Xmx96m");
      String key = nodes.said("server", "KEY");
      Path file = picture(home.resolve("large.png"), Uploads.MAX_BYTES);
      try (var senders = Executors.newVirtualThreadPerTaskExecutor()) {
        Stream.generate(() -> senders.submit(() -> sent(client, port, key, file)))
            .limit(3)
            .toList()
            .forEach(answer -> assertThat(status(answer)).as(told(nodes)).isBetween(200, 204));
      }
      assertThat(sizes(home)).hasSize(3).containsOnly(Uploads.MAX_BYTES);
      Path larger = picture(home.resolve("larger.png"), Uploads.MAX_BYTES + 1);
      assertThat(sent(client, port, key, larger).statusCode()).isBetween(400, 413);
      assertThat(sizes(home)).hasSize(3);
      assertThat(server.isAlive()).isTrue();
      assertThat(Files.readString(nodes.log("server"))).doesNotContain("OutOfMemoryError");
      try (Stream<Path> left = Files.walk(home.resolve("work"))) {
        assertThat(left.filter(path -> path.getFileName().toString().startsWith("MultiPart")))
            .isEmpty();
      }
    }
  }

  private static String told(Nodes nodes) {
    try {
      return Files.readString(nodes.log("server"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int status(Future<HttpResponse<String>> answer) {
    try {
      return answer.get().statusCode();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static List<Long> sizes(Path home) throws IOException {
    try (Stream<Path> kept = Files.walk(home.resolve("files/uploads"))) {
      return kept.filter(Files::isRegularFile).map(path -> path.toFile().length()).toList();
    }
  }

  /// A file that begins as a PNG does, with holes for the rest.
  private static Path picture(Path file, long bytes) throws IOException {
    try (var out = new RandomAccessFile(file.toFile(), "rw")) {
      out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
      out.setLength(bytes);
    }
    return file;
  }

  private static HttpResponse<String> sent(HttpClient client, int port, String key, Path file)
      throws Exception {
    URI begin = URI.create("http://127.0.0.1:" + port + "/v1/uploads");
    var place =
        client.send(
            HttpRequest.newBuilder(begin)
                .header("Authorization", "Bearer " + key)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"filename\":\"large.png\"}"))
                .build(),
            BodyHandlers.ofString());
    String url = JsonMapper.shared().readTree(place.body()).path("uploadUrl").asString();
    String head =
        String.join(
            "\r\n",
            "--b",
            "Content-Disposition: form-data; name=\"file\"; filename=\"large.png\"",
            "Content-Type: application/octet-stream",
            "",
            "");
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "multipart/form-data; boundary=b")
            .POST(
                BodyPublishers.concat(
                    BodyPublishers.ofString(head),
                    BodyPublishers.ofFile(file),
                    BodyPublishers.ofString("\r\n--b--\r\n")))
            .build(),
        BodyHandlers.ofString());
  }
}
