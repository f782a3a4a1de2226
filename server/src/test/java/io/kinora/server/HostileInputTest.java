package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.NullUnmarked;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Requests that nobody means well by: the answer has the right status, tells nothing of the
/// machine, and the server lives on with bounded memory. No worker is here, so nothing is drawn.
@NullUnmarked // fields are set before each test
class HostileInputTest {
  @TempDir static Path home;
  static RunningServer server;

  @BeforeAll
  static void start() {
    server =
        RunningServer.in(
            home, Map.of("workers", "0", "concurrent-jobs", "10000", "daily-jobs", "100000"));
  }

  @ParameterizedTest
  @MethodSource("io.kinora.server.HostileCases#all")
  void it_is_answered_rightly_and_nothing_leaks(HostileCases.Case one) {
    var request =
        server
            .request(one.path())
            .method(one.method(), java.net.http.HttpRequest.BodyPublishers.ofString(one.body()))
            .header("Content-Type", "application/json");
    RunningServer.Answer answer = server.send(server.key(), request);
    String body = answer.response().body();
    assertThat(answer.status() + "").as(body).matches(one.statuses());
    assertThat(body)
        .doesNotContain(home.toString(), "Exception", "root:", "\tat ", "io.kinora", server.key());
  }

  @Test
  void there_are_more_than_five_hundred_cases() {
    assertThat(HostileCases.all()).hasSizeGreaterThan(500);
  }

  private static String raw(String text) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.server().port())) {
      socket.setSoTimeout(8000);
      OutputStream out = socket.getOutputStream();
      out.write(text.getBytes(StandardCharsets.ISO_8859_1));
      out.flush();
      InputStream in = socket.getInputStream();
      return new String(in.readNBytes(20), StandardCharsets.ISO_8859_1);
    } catch (java.net.SocketException e) {
      return "closed"; // the server did not wait for the rest
    }
  }

  static Stream<String> wires() {
    String host = "Host: x\r\n";
    return Stream.of(
        "GET / HTTP/1.1\r\n\r\n",
        "GET /health HTTP/1.1\r\n" + host + "X: " + "y".repeat(70_000) + "\r\n\r\n",
        "GET /" + "x".repeat(70_000) + " HTTP/1.1\r\n" + host + "\r\n",
        "GET /health HTTP/9.9\r\n" + host + "\r\n",
        "\r\n\r\n\r\n\u0000\u0001 x\r\n\r\n",
        "POST /v1/videos HTTP/1.1\r\n" + host + "Content-Length: -5\r\n\r\n",
        "POST /v1/videos HTTP/1.1\r\n"
            + host
            + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nX",
        "POST /v1/videos HTTP/1.1\r\n" + host + "Transfer-Encoding: chunked\r\n\r\nZZ\r\n",
        "GET /health HTTP/1.1\r\n" + host + host + "\r\n",
        "GET /health HTTP/1.1\r\nHost: a b\r\n\r\n");
  }

  @ParameterizedTest
  @MethodSource("wires")
  void damaged_http_is_refused(String text) throws IOException {
    assertThat(raw(text)).matches("(?s)HTTP/1.1 [45]\\d\\d.*|closed|");
  }

  @Test
  void forms_are_bounded_too() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 40; i++) {
      String boundary = "b";
      StringBuilder form = new StringBuilder();
      int parts = i == 0 ? 300 : 1 + random.nextInt(4);
      for (int part = 0; part < parts; part++) {
        String name =
            List.of(
                    "prompt",
                    "a[b][c]",
                    "a[",
                    "]",
                    "a[b]",
                    "a",
                    "a[][]",
                    "kinora[camera][zoom]",
                    "")
                .get(random.nextInt(9));
        form.append("--b\r\nContent-Disposition: form-data; name=\"").append(name).append('"');
        form.append(random.nextBoolean() ? "" : "; filename=\"../../x\"").append("\r\n\r\n");
        form.append("x".repeat(random.nextInt(100))).append("\r\n");
      }
      form.append(random.nextInt(3) == 0 ? "" : "--b--\r\n");
      var request =
          server
              .request("/v1/videos")
              .POST(java.net.http.HttpRequest.BodyPublishers.ofString(form.toString()))
              .header("Content-Type", "multipart/form-data; boundary=" + boundary);
      try {
        RunningServer.Answer answer = server.send(server.key(), request);
        assertThat(answer.status()).as(form + answer.response().body()).isIn(200, 400, 413);
      } catch (UncheckedIOException e) {
        // the server has closed a connection whose body did not end
      }
    }
  }

  @Test
  void pictures_that_grow_when_they_are_read_are_refused() {
    byte[] head =
        Base64.getDecoder().decode("iVBORw0KGgoAAAANSUhEUgAA/////w==".replace("/////w==", "AAAA"));
    byte[] png = new byte[700];
    System.arraycopy(head, 0, png, 0, 16);
    png[16] = 0x7f; // a width of two thousand millions
    png[20] = 0x7f;
    png[24] = 8;
    png[25] = 6;
    String body =
        "{\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptText\":\"a\",\"promptImage\":\"data:image/png;base64,"
            + Base64.getEncoder().encodeToString(png)
            + "\"}";
    assertThat(server.post("/v1/image_to_video", body).status()).isEqualTo(400);
  }

  @AfterAll
  static void the_server_lives_on_and_its_memory_is_bounded() {
    assertThat(server.get("/health").status()).isEqualTo(200);
    System.gc();
    long used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    assertThat(used).isLessThan(1L << 30);
    assertThat(server.services().ledger().check()).isEmpty();
    assertThat(server.log()).noneMatch(line -> line.contains("request broke"));
    server.close();
  }
}
