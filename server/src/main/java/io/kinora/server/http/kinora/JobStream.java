package io.kinora.server.http.kinora;

import io.javalin.http.Context;
import io.kinora.server.http.Problem;
import io.kinora.server.jobs.Job;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import tools.jackson.databind.JsonNode;

/// Streams the state of a job as server-sent events. It polls the job's row a few times a second,
/// so it does not matter which node runs the job.
final class JobStream {
  /// The maximum number of open streams of an account on one node.
  private static final int MOST = 50;

  private static final long EVERY_MILLIS = 250, QUIET_MILLIS = 10_000;

  private final Map<String, Semaphore> open = new ConcurrentHashMap<>();

  /// Writes events until the job has ended, or the client has disconnected.
  ///
  /// @param find returns the current job; empty if it was deleted
  /// @param tell converts the job to the event's data
  void send(Context ctx, String account, Supplier<Optional<Job>> find, Function<Job, JsonNode> tell)
      throws InterruptedException {
    Semaphore places = open.computeIfAbsent(account, _ -> new Semaphore(MOST));
    if (!places.tryAcquire()) {
      throw Problem.later(429, "too_many_streams", "The account has 50 streams open");
    }
    try {
      ctx.res().setContentType("text/event-stream");
      ctx.res().setCharacterEncoding("UTF-8");
      ctx.res().setHeader("Cache-Control", "no-store");
      ctx.res().setHeader("X-Accel-Buffering", "no");
      write(ctx.res().getOutputStream(), find, tell);
    } catch (IOException e) {
      // the client has disconnected
    } finally {
      places.release();
    }
  }

  private static void write(
      OutputStream out, Supplier<Optional<Job>> find, Function<Job, JsonNode> tell)
      throws IOException, InterruptedException {
    long version = -1;
    long quiet = 0;
    while (true) {
      Optional<Job> now = find.get();
      if (now.isEmpty()) {
        event(out, "deleted", "{}", version + 1);
        return;
      }
      Job job = now.get();
      if (job.version() != version) {
        version = job.version();
        quiet = 0;
        event(out, job.status().ended() ? "end" : "progress", tell.apply(job).toString(), version);
        if (job.status().ended()) {
          return;
        }
      } else if (quiet >= QUIET_MILLIS) {
        quiet = 0;
        out.write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
      TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
      quiet += EVERY_MILLIS;
    }
  }

  private static void event(OutputStream out, String name, String data, long id)
      throws IOException {
    String text = "id: %d\nevent: %s\ndata: %s\n\n".formatted(id, name, data);
    out.write(text.getBytes(StandardCharsets.UTF_8));
    out.flush();
  }
}
