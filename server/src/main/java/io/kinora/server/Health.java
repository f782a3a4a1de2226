package io.kinora.server;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.database.Database;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Problem;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.studio.KinoraVersion;
import java.util.function.IntSupplier;
import tools.jackson.databind.json.JsonMapper;

/// The routes for the server's operator: health, metrics and memory.
final class Health {
  private final Database database;
  private final Metrics metrics;
  private final IntSupplier release;
  private final boolean openMetrics;

  /// @param release frees models that are not in use, and returns their number
  /// @param openMetrics whether the metrics can be read without a key
  Health(Database database, Metrics metrics, IntSupplier release, boolean openMetrics) {
    this.database = database;
    this.metrics = metrics;
    this.release = release;
    this.openMetrics = openMetrics;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/health", this::ready);
    routes.get("/health/ready", this::ready);
    routes.get("/health/live", ctx -> answer(ctx, 200, "live"));
    routes.get(openMetrics ? "/health/metrics" : "/metrics", this::metrics);
    routes.post(
        "/v1/kinora/models/release",
        ctx -> {
          ApiKey _ = Calls.key(ctx, Scope.ADMIN);
          int released = release.getAsInt();
          Calls.answer(ctx, 200, JsonMapper.shared().createObjectNode().put("released", released));
        });
  }

  private void ready(Context ctx) {
    try {
      int _ = database.read(handle -> handle.createQuery("select 1").mapTo(Integer.class).one());
    } catch (RuntimeException e) {
      throw Problem.later(503, "database", "The database does not respond");
    }
    answer(ctx, 200, "ready");
  }

  private static void answer(Context ctx, int status, String word) {
    Calls.answer(
        ctx,
        status,
        JsonMapper.shared()
            .createObjectNode()
            .put("status", word)
            .put("version", KinoraVersion.current()));
  }

  private void metrics(Context ctx) {
    if (!openMetrics) {
      ApiKey _ = Calls.key(ctx, Scope.ADMIN);
    }
    ctx.contentType("text/plain; version=0.0.4; charset=utf-8").result(metrics.scrape());
  }
}
