package io.kinora.server.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.kinora.server.files.FileStore;
import io.kinora.server.keys.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/// Responds with the bytes of a file or a range of them.
public final class FileAnswer {
  private FileAnswer() {}

  /// Sends the file under `key`.
  ///
  /// @throws Problem if there is none
  public static void send(Context ctx, FileStore files, String key, String type) {
    long size = files.size(key).orElseThrow(() -> Problem.missing("file"));
    String tag = "\"" + Secrets.sha256(key + size).substring(0, 32) + "\"";
    if (tag.equals(ctx.header("If-None-Match"))) {
      ctx.status(304).header("ETag", tag);
      return;
    }
    var range = ByteRange.of(ctx.header("Range"), ctx.header("If-Range"), tag, size);
    var answer = ctx.res();
    answer.setStatus(range.status());
    answer.setHeader("Accept-Ranges", "bytes");
    answer.setHeader("ETag", tag);
    answer.setHeader("Cache-Control", "private, max-age=3600");
    answer.setHeader("X-Content-Type-Options", "nosniff");
    answer.setHeader("Content-Security-Policy", "default-src 'none'; sandbox");
    String contentRange = range.contentRange();
    if (contentRange != null) {
      answer.setHeader("Content-Range", contentRange);
    }
    answer.setContentType(type);
    answer.setContentLengthLong(range.length());
    if (ctx.method().equals(HandlerType.HEAD) || range.length() == 0) {
      return;
    }
    try (InputStream in = files.open(key, range.from(), range.length())) {
      copy(in, answer.getOutputStream(), range.length());
    } catch (IOException e) {
      // the client has disconnected
    }
  }

  private static void copy(InputStream in, OutputStream out, long length) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long left = length;
    while (left > 0) {
      int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
      if (read < 0) {
        throw new IOException("the file has become shorter");
      }
      out.write(buffer, 0, read);
      left -= read;
    }
  }
}
