package io.kinora.server.http.kinora;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.Problem;
import io.kinora.server.http.Services;
import io.kinora.server.http.Submitter;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Operation;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.AuditLog;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The routes under `/v1/kinora`.
public final class KinoraRoutes {
  /// The operation of each route.
  private static final Map<String, Operation> MAKES =
      new TreeMap<>(
          Map.of(
              "generate", Operation.TEXT_TO_VIDEO,
              "films", Operation.SCRIPT,
              "extend", Operation.EXTEND,
              "interpolate", Operation.FRAME_RATE,
              "motion", Operation.MOTION,
              "upscale", Operation.VIDEO_UPSCALE,
              "render", Operation.RENDER,
              "stylize", Operation.RENDER));

  private static final int USUAL_PAGE = 20, MAX_PAGE = 100;

  private final Services services;
  private final Calls calls;
  private final Submitter submitter;
  private final JobStream stream = new JobStream();

  public KinoraRoutes(Services services, Calls calls, Submitter submitter) {
    this.services = services;
    this.calls = calls;
    this.submitter = submitter;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    MAKES.forEach(
        (name, operation) -> routes.post("/v1/kinora/" + name, ctx -> make(ctx, operation)));
    routes.post("/v1/kinora/quote", this::quote);
    routes.get("/v1/kinora/models", this::models);
    routes.get("/v1/kinora/jobs", this::list);
    routes.get("/v1/kinora/jobs/{id}", this::job);
    routes.delete("/v1/kinora/jobs/{id}", this::cancel);
    routes.get("/v1/kinora/jobs/{id}/events", this::events);
    routes.get("/v1/kinora/credits", this::credits);
    routes.get("/v1/kinora/webhook-secret", this::webhookSecret);
    routes.get("/v1/kinora/audit", this::audit);
  }

  private void make(Context ctx, Operation operation) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Draft draft = KinoraRequests.read(operation, fields);
      fields.check();
      Job job = submitter.submit(key, draft, body, Calls.retried(ctx), ctx.ip());
      Calls.answer(ctx, 202, json(ctx, job));
    }
  }

  private ObjectNode json(Context ctx, Job job) {
    return KinoraJobs.job(job, file -> calls.url(ctx, file), services.clock().millis());
  }

  private void quote(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Operation operation = KinoraRequests.operation(fields);
      if (operation == null) {
        throw Problem.field("operation", "Invalid option");
      }
      Draft draft = KinoraRequests.read(operation, fields);
      fields.check();
      ObjectNode answer = JsonMapper.shared().createObjectNode();
      Calls.answer(ctx, 200, answer.put("credits", submitter.quote(key, draft)));
    }
  }

  private void models(Context ctx) {
    ApiKey _ = Calls.key(ctx, Scope.READ);
    Calls.answer(ctx, 200, KinoraJobs.models(services.settings()));
  }

  private Job find(Context ctx, ApiKey key) {
    return services
        .jobs()
        .find(key.account(), Calls.id(ctx, "job"))
        .orElseThrow(() -> Problem.missing("job"));
  }

  private void list(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    int most = Calls.number(ctx, "limit", USUAL_PAGE, 1, MAX_PAGE);
    String cursor = ctx.queryParam("cursor");
    if (cursor != null && !cursor.matches("[A-Za-z0-9-]{1,80}")) {
      throw Problem.field("cursor", "Invalid value");
    }
    List<Job> jobs = services.jobs().list(key.account(), "kinora", cursor, most + 1, true);
    boolean more = jobs.size() > most;
    List<Job> page = more ? jobs.subList(0, most) : jobs;
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    var data = answer.putArray("data");
    page.forEach(job -> data.add(json(ctx, job)));
    answer.put("nextCursor", more ? page.getLast().id() : null);
    Calls.answer(ctx, 200, answer);
  }

  private void job(Context ctx) {
    Calls.answer(ctx, 200, json(ctx, find(ctx, Calls.key(ctx, Scope.READ))));
  }

  /// Cancels a job; it can still be queried, as CANCELLED.
  private void cancel(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    Job job = find(ctx, key);
    services.admission().cancel(key.account(), job.id(), false);
    services.audit().add(key, "cancel", job.id(), ctx.ip());
    Calls.answer(ctx, 200, json(ctx, find(ctx, key)));
  }

  private void events(Context ctx) throws InterruptedException {
    ApiKey key = Calls.key(ctx, Scope.READ);
    Job job = find(ctx, key);
    stream.send(
        ctx,
        key.account(),
        () -> services.jobs().find(key.account(), job.id()),
        now -> json(ctx, now));
  }

  private void credits(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    answer.put("balance", services.ledger().balance(key.account()));
    var history = answer.putArray("history");
    services
        .ledger()
        .history(key.account(), 100)
        .forEach(
            entry ->
                history
                    .addObject()
                    .put("at", Instant.ofEpochMilli(entry.created()).toString())
                    .put("amount", entry.amount())
                    .put("kind", entry.kind())
                    .put("job", entry.job())
                    .put("note", entry.note()));
    Calls.answer(ctx, 200, answer);
  }

  private void webhookSecret(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.ADMIN);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    Calls.answer(ctx, 200, answer.put("secret", services.outbox().secretOf(key.account())));
  }

  private void audit(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.ADMIN);
    ObjectNode answer = JsonMapper.shared().createObjectNode();
    var lines = answer.putArray("data");
    for (AuditLog.Line line : services.audit().of(key.account(), MAX_PAGE)) {
      lines
          .addObject()
          .put("at", Instant.ofEpochMilli(line.at()).toString())
          .put("key", line.key())
          .put("action", line.action())
          .put("target", line.target())
          .put("address", line.address());
    }
    Calls.answer(ctx, 200, answer);
  }
}
