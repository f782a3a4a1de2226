package io.kinora.server;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Requests that nobody means well by, and how they are rightly answered.
final class HostileCases {
  private HostileCases() {}

  /// All of them.
  static Stream<Case> all() {
    return Stream.of(addresses(), values(), bodies(), paths(), prompts(), words())
        .flatMap(cases -> cases);
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

  private static Stream<Case> addresses() {
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
              "word " + address,
              "POST",
              "/v1/kinora/words",
              "{\"name\":\"Zorp\",\"images\":[{\"uri\":" + uri + "}]}",
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

  /// Names that are none, and paths of words that nobody has.
  private static Stream<Case> words() {
    var cases = new ArrayList<Case>();
    for (String name :
        List.of(
            "../../x",
            "a/b",
            "a\\\\b",
            "x\\u0000",
            "\\ud800",
            "' or 1=1 --",
            "<script>",
            "a b",
            "-a",
            "1",
            "a.safetensors",
            "\\u202ea",
            "a\\nb",
            "n".repeat(61),
            "n".repeat(100_000),
            "*",
            "狗",
            "dog")) {
      String body = "{\"name\":\"" + name + "\",\"images\":[{\"uri\":\"runway://x\"}]}";
      String title = "name " + name.substring(0, Math.min(20, name.length()));
      cases.add(new Case(title, "POST", "/v1/kinora/words", body, "400"));
    }
    for (String id : List.of("..%2f..", "%00", "x".repeat(200), "'%20or%201=1", "x%0d%0aa")) {
      for (String end : List.of("", "/picture")) {
        String path = "/v1/kinora/words/" + id + end;
        cases.add(new Case(path, "GET", path, "", "400|404|405"));
      }
    }
    return cases.stream();
  }

  private static Stream<Case> values() {
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

  private static Stream<Case> bodies() {
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

  private static Stream<Case> paths() {
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

  private static Stream<Case> prompts() {
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
}
