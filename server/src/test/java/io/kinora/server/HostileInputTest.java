package io.kinora.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
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

  /// A request and the statuses that are right for it.
  record Case(String name, String method, String path, String body, String statuses) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static final List<String> ADDRESSES =
      List.of(
          "http://example.com/a.png",
          "https://127.0.0.1/",
          "https://127.1/",
          "https://0/",
          "https://0.0.0.0/",
          "https://2130706433/",
          "https://0x7f.1/",
          "https://0177.0.0.1/",
          "https://[::1]/",
          "https://[::]/",
          "https://[::ffff:127.0.0.1]/",
          "https://[::ffff:7f00:1]/",
          "https://[64:ff9b::7f00:1]/",
          "https://[fe80::1]/",
          "https://[fd00::1]/",
          "https://169.254.169.254/latest/meta-data/",
          "https://10.0.0.1/",
          "https://172.16.0.1/",
          "https://192.168.0.1/",
          "https://100.64.0.1/",
          "https://localhost/",
          "https://localhost:8080/",
          "https://metadata.google.internal/",
          "https://a.localhost/",
          "https://user@example.com/",
          "https://user:pw@127.0.0.1/",
          "https://example.com@127.0.0.1/",
          "https://example.com#@127.0.0.1/",
          "https://127.0.0.1%2f.example.com/",
          "https:///etc/passwd",
          "https://",
          "https:",
          "file:///etc/passwd",
          "file://localhost/etc/passwd",
          "ftp://x.y/z",
          "gopher://127.0.0.1:6379/_x",
          "dict://127.0.0.1:11211/",
          "jar:file:/x!/",
          "ldap://x.y/",
          "data:",
          "data:,",
          "data:image/png;base64",
          "data:image/png,xxxx",
          "data:image/png;base64,%%%%",
          "data:image/png;base64,",
          "data:text/html;base64,PGI+",
          "data:image/svg+xml;base64,PHN2Zz4=",
          "data:image/png;base64,iVBORw0KGgo=",
          "data:;;;;;base64,AA==",
          "data:image/png;base64,R0lGODlhAQABAAAAACw=",
          "runway://",
          "runway://../../etc/passwd",
          "runway://u%00",
          "runway://' or 1=1 --",
          "runway://" + "u".repeat(500),
          "/etc/passwd",
          "../../etc/passwd",
          "\\\\\\\\server\\\\share",
          "C:\\\\x.png",
          " ",
          "x",
          "//x.y/z",
          "https://" + "a".repeat(3000) + ".com/",
          "https://exa\\u0000mple.com/",
          "https://１２７.0.0.1/",
          "https://xn--/",
          "https://-.com/",
          "https://.com/",
          "https://a..b/",
          "https://1.2.3.4.5/",
          "https://999.1.1.1/",
          "https://example.com:99999/",
          "https://example.com:-1/",
          "javascript:alert(1)",
          "concat:/etc/passwd",
          "subfile,,start,0,end,0,,:/etc/passwd",
          "https://nonexistent.invalid/a.png");

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "-1",
          "0",
          "1e400",
          "NaN",
          "Infinity",
          "-0.0",
          "1e-400",
          "[]",
          "{}",
          "[[]]",
          "\"\"",
          "\" \"",
          "\"\\u0000\"",
          "\"\\ud800\"",
          "9999999999999999999999",
          "[null]",
          "\"x\\ny\"",
          "\"../../..\"");

  static Stream<Case> addresses() {
    var cases = new ArrayList<Case>();
    for (String address : ADDRESSES) {
      String uri = "\"" + address + "\"";
      cases.add(
          new Case(
              "image " + address,
              "POST",
              "/v1/image_to_video",
              "{\"model\":\"gen4_turbo\",\"ratio\":\"1280:720\",\"promptText\":\"a\",\"promptImage\":"
                  + uri
                  + "}",
              "400"));
      cases.add(
          new Case(
              "video " + address,
              "POST",
              "/v1/video_upscale",
              "{\"model\":\"upscale_v1\",\"videoUri\":" + uri + "}",
              "400"));
      cases.add(
          new Case(
              "webhook " + address,
              "POST",
              "/v1/kinora/generate",
              "{\"prompt\":\"a bird\",\"webhook\":" + uri + "}",
              address.startsWith("https://nonexistent")
                      || address.startsWith("https://metadata.")
                      || address.startsWith("https://a.localhost")
                      || address.startsWith("https://example.com#")
                  ? "202"
                  : "400"));
    }
    return cases.stream();
  }

  static Stream<Case> values() {
    var cases = new ArrayList<Case>();
    for (String field :
        List.of(
            "model",
            "promptText",
            "ratio",
            "duration",
            "seed",
            "outputFormat",
            "kinora",
            "references",
            "negativePrompt")) {
      for (String value : VALUES) {
        String others =
            Stream.of(
                    "\"model\":\"gen4.5\"",
                    "\"promptText\":\"a\"",
                    "\"ratio\":\"1280:720\"",
                    "\"duration\":5")
                .filter(other -> !other.startsWith("\"" + field + "\""))
                .reduce("", (a, b) -> a + b + ",");
        String body = "{" + others + "\"" + field + "\":" + value + "}";
        cases.add(new Case(field + " " + value, "POST", "/v1/text_to_video", body, "200|400"));
      }
    }
    for (String field :
        List.of(
            "size",
            "fps",
            "seconds",
            "camera",
            "motion",
            "regions",
            "look",
            "images",
            "options",
            "format",
            "priority",
            "transition",
            "engine",
            "parallax")) {
      for (String value : VALUES) {
        String body = "{\"prompt\":\"a bird\",\"" + field + "\":" + value + "}";
        cases.add(
            new Case(
                "kinora " + field + " " + value, "POST", "/v1/kinora/generate", body, "202|400"));
      }
    }
    return cases.stream();
  }

  static Stream<Case> bodies() {
    String deep = "[".repeat(100_000);
    return Stream.of(
            "",
            "x",
            "{",
            "}",
            "[]",
            "null",
            "1",
            "\"x\"",
            "{}{}",
            "{\"a\":1,\"a\":2}",
            "{'a':1}",
            "{\"a\":NaN}",
            "{\"a\":01}",
            "{\"a\":1,}",
            "{\"model\":" + "9".repeat(10_000) + "}",
            deep,
            "{\"a\":" + deep,
            "{\"a\":".repeat(5000),
            "\uFEFF{}",
            "{\"\\u0000\":1}",
            "{\"a\":\"" + "x".repeat(1 << 20) + "\"}",
            "{" + "\"k\":1,".repeat(1000) + "\"z\":1}",
            "<xml/>",
            "a=b&c=d",
            "\u0000",
            "{\"__proto__\":{}}",
            "{\"constructor\":1}",
            "{\"promptText\":{\"toString\":1}}",
            "// {}",
            "{/* */}")
        .flatMap(
            body ->
                Stream.of("/v1/text_to_video", "/v1/videos", "/v1/kinora/generate", "/v1/uploads")
                    .map(
                        path ->
                            new Case(
                                path + " " + body.substring(0, Math.min(20, body.length())),
                                "POST",
                                path,
                                body,
                                "400")));
  }

  static Stream<Case> paths() {
    var cases = new ArrayList<Case>();
    for (String id :
        List.of(
            "..",
            "%2e%2e",
            "..%2f..%2fetc%2fpasswd",
            "%00",
            "x'--",
            "%27%20or%201=1",
            "x".repeat(200),
            "-1",
            "%ff",
            "*",
            "%0d%0aX:1",
            "%3cscript%3e",
            "%25",
            "a%5cb",
            "~",
            ";x",
            "%F0%9F%90%A6")) {
      for (String path :
          List.of(
              "/v1/tasks/",
              "/v1/videos/",
              "/v1/kinora/jobs/",
              "/v1/files/",
              "/v1/files/jobs/",
              "/v1/nothing/")) {
        cases.add(new Case(path + id, "GET", path + id, "", "400|403|404|405"));
      }
    }
    for (String query :
        List.of(
            "limit=0",
            "limit=-1",
            "limit=x",
            "limit=101",
            "limit=99999999999",
            "order=x",
            "after=video_x",
            "after=%00",
            "after=" + "x".repeat(300))) {
      cases.add(new Case("list " + query, "GET", "/v1/videos?" + query, "", "400|404"));
    }
    for (String method : List.of("PUT", "PATCH", "TRACE", "OPTIONS", "PROPFIND", "X")) {
      cases.add(new Case(method, method, "/v1/text_to_video", "", "400|404|405|501"));
    }
    return cases.stream();
  }

  static Stream<Case> prompts() {
    return Stream.of(
            "\\u0000",
            "a\\u0007b",
            "a\\u001b[31m",
            "\\ud83d",
            "\\udc00\\ud800",
            "a\\u202eb\\u0000",
            "\\uffff\\u0001",
            "a".repeat(1001),
            "a".repeat(15_001),
            " ",
            "\\t",
            "\\r\\n",
            "line\\u0000",
            "\\u0085\\u0000")
        .flatMap(
            prompt ->
                Stream.of(
                    new Case(
                        "runway " + prompt,
                        "POST",
                        "/v1/text_to_video",
                        RunningServer.tiny(prompt),
                        "400"),
                    new Case(
                        "openai " + prompt,
                        "POST",
                        "/v1/videos",
                        "{\"prompt\":\"" + prompt + "\"}",
                        "400"),
                    new Case(
                        "kinora " + prompt,
                        "POST",
                        "/v1/kinora/generate",
                        "{\"prompt\":\"" + prompt + "\"}",
                        "400")));
  }

  @ParameterizedTest
  @MethodSource({"addresses", "values", "bodies", "paths", "prompts"})
  void it_is_answered_rightly_and_nothing_leaks(Case one) {
    var request =
        server
            .request(one.path)
            .method(one.method, java.net.http.HttpRequest.BodyPublishers.ofString(one.body))
            .header("Content-Type", "application/json");
    RunningServer.Answer answer = server.send(server.key(), request);
    String body = answer.response().body();
    assertThat(answer.status() + "").as(body).matches(one.statuses);
    assertThat(body)
        .doesNotContain(home.toString(), "Exception", "root:", "\tat ", "io.kinora", server.key());
  }

  @Test
  void there_are_more_than_five_hundred_cases() {
    assertThat(
            Stream.of(addresses(), values(), bodies(), paths(), prompts())
                .mapToLong(Stream::count)
                .sum())
        .isGreaterThan(500);
  }

  private static String raw(String text) throws IOException {
    try (var socket = new Socket("127.0.0.1", server.server().port())) {
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
