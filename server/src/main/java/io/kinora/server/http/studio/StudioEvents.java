package io.kinora.server.http.studio;

import io.javalin.http.Context;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Services;
import io.kinora.server.jobs.Job;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/// Streams the changes of an account's films to a page as server-sent events: one stream for all
/// films, because a browser opens only six connections to a server. It begins with the current
/// state of the films, so a page that reconnects misses nothing.
final class StudioEvents {
  private static final Duration LOOK_EVERY = Duration.ofMillis(300);

  /// The heartbeat interval: an idle connection would be closed, and a disconnected client is
  /// noticed only by writing.
  private static final Duration SPEAK_EVERY = Duration.ofSeconds(8);

  /// The number of films that are watched; older ones have ended.
  private static final int WATCHED = 60;

  private final Services services;
  private volatile boolean closed;

  StudioEvents(Services services) {
    this.services = services;
  }

  /// Ends open streams.
  void close() {
    closed = true;
  }

  void stream(Context ctx) throws IOException, InterruptedException {
    ApiKey key = Calls.key(ctx, Scope.READ);
    var answer = ctx.res();
    answer.setContentType("text/event-stream; charset=utf-8");
    answer.setHeader("Cache-Control", "no-store");
    answer.setHeader("X-Accel-Buffering", "no");
    OutputStream out = answer.getOutputStream();
    Map<String, Long> told = new HashMap<>();
    out.write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
    out.flush();
    long spoken = System.nanoTime();
    while (!closed) {
      String news = news(key, told);
      if (news.isEmpty() && System.nanoTime() - spoken > SPEAK_EVERY.toNanos()) {
        news = ": still here\n\n";
      }
      if (!news.isEmpty()) {
        out.write(news.getBytes(StandardCharsets.UTF_8));
        out.flush();
        spoken = System.nanoTime();
      }
      TimeUnit.MILLISECONDS.sleep(LOOK_EVERY.toMillis());
    }
  }

  /// The changes since `told`, which is updated.
  private String news(ApiKey key, Map<String, Long> told) {
    boolean first = told.isEmpty();
    List<Job> jobs = services.jobs().list(key.account(), StudioRoutes.DIALECT, null, WATCHED, true);
    var news = new StringBuilder();
    for (Job job : jobs.reversed()) {
      Long before = told.put(job.id(), job.version());
      if (before == null || before != job.version()) {
        event(news, "film", FilmJson.of(job, services.clock()).toString());
      }
    }
    Set<String> there = jobs.stream().map(Job::id).collect(Collectors.toSet());
    for (String id : new HashSet<>(told.keySet())) {
      if (!there.contains(id) && services.jobs().find(key.account(), id).isEmpty()) {
        told.remove(id);
        event(news, "gone", "\"" + id + "\"");
      }
    }
    if (first) {
      event(news, "ready", "{}");
    }
    return news.toString();
  }

  private static void event(StringBuilder to, String name, String data) {
    to.append("event: ").append(name).append("\ndata: ").append(data).append("\n\n");
  }
}
