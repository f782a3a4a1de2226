package io.kinora.server.http.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.http.Problem;
import io.kinora.server.keys.Secrets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// Serves the files of the page: its own modules, and those of Lit, all from the class path. There
/// is no build step: the browser's import map gives the path of each module. A strict
/// Content-Security-Policy blocks everything else; the map, the only inline script, is allowed by
/// its hash.
final class StudioPage {
  /// The modules of Lit, by the names under which they import each other.
  private static final Map<String, String> LIBRARIES =
      Map.of(
          "lit", "lit/3.3.2",
          "lit-html", "lit-html/3.3.2",
          "lit-element", "lit-element/4.2.2",
          "reactive-element", "lit__reactive-element/2.1.2");

  private static final Map<String, String> TYPES =
      Map.of(
          ".html", "text/html; charset=utf-8",
          ".css", "text/css; charset=utf-8",
          ".js", "text/javascript; charset=utf-8",
          ".svg", "image/svg+xml");

  private static final Pattern MAP =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final String policy;

  /// A file of the page, uncompressed and compressed.
  private static final class Entry {
    private final byte[] bytes, zipped;
    private final String type, tag;

    Entry(byte[] bytes, byte[] zipped, String type) {
      this.bytes = bytes;
      this.zipped = zipped;
      this.type = type;
      tag = "\"" + Secrets.sha256(bytes).substring(0, 24) + "\"";
    }
  }

  StudioPage() {
    Entry page = entry("index.html");
    Matcher map = MAP.matcher(new String(page.bytes, StandardCharsets.UTF_8));
    if (!map.find()) {
      throw new IllegalStateException("the page has no import map");
    }
    policy =
        "default-src 'none'; script-src 'self' 'sha256-%s'; style-src 'self'; img-src 'self' data:"
                .formatted(hash(map.group(1)))
            + " blob:; media-src 'self' blob:; connect-src 'self'; base-uri 'none';"
            + " form-action 'none'; frame-ancestors 'none'";
  }

  /// Adds the routes.
  void addTo(RoutesConfig routes) {
    routes.get("/studio/", ctx -> send(ctx, "index.html"));
    routes.get("/studio/page/<file>", ctx -> send(ctx, ctx.pathParam("file")));
  }

  private void send(Context ctx, String file) {
    if (!file.matches("[a-z0-9@/.-]{1,80}") || file.contains("..")) {
      throw Problem.missing("file");
    }
    Entry entry = entry(file);
    ctx.header("ETag", entry.tag).header("Cache-Control", "no-cache");
    ctx.header("Content-Security-Policy", policy);
    ctx.header("Referrer-Policy", "no-referrer")
        .header("Cross-Origin-Opener-Policy", "same-origin");
    if (entry.tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304);
      return;
    }
    String accepts = ctx.header("Accept-Encoding");
    boolean zips = accepts != null && accepts.contains("gzip");
    ctx.header("Vary", "Accept-Encoding").contentType(entry.type);
    if (zips) {
      ctx.header("Content-Encoding", "gzip");
    }
    ctx.result(zips ? entry.zipped : entry.bytes);
  }

  private Entry entry(String file) {
    return entries.computeIfAbsent(file, StudioPage::read);
  }

  private static Entry read(String file) {
    String ending = file.substring(Math.max(0, file.lastIndexOf('.')));
    String type = TYPES.get(ending);
    try (InputStream in = type == null ? null : open(file)) {
      if (in == null || type == null) {
        throw Problem.missing("file");
      }
      byte[] bytes = in.readAllBytes();
      var zipped = new ByteArrayOutputStream();
      try (var zip = new GZIPOutputStream(zipped)) {
        zip.write(bytes);
      }
      return new Entry(bytes, zipped.toByteArray(), type);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static @Nullable InputStream open(String file) {
    if (!file.startsWith("lib/")) {
      return StudioPage.class.getResourceAsStream("page/" + file);
    }
    String[] parts = file.split("/", 3);
    String library = parts.length < 3 ? null : LIBRARIES.get(parts[1]);
    return library == null
        ? null
        : StudioPage.class
            .getClassLoader()
            .getResourceAsStream("META-INF/resources/webjars/" + library + "/" + parts[2]);
  }

  private static String hash(String text) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
