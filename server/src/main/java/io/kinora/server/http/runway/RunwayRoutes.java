package io.kinora.server.http.runway;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.credits.UsageReport;
import io.kinora.server.files.Uploads;
import io.kinora.server.files.Uploads.Upload;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.Problem;
import io.kinora.server.http.Services;
import io.kinora.server.http.Submitter;
import io.kinora.server.jobs.Admission;
import io.kinora.server.jobs.Job;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import io.kinora.server.keys.Secrets;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The video routes of Runway's service.
public final class RunwayRoutes {
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final int MAX_DAYS = 90, USUAL_DAYS = 30;

  private final Services services;
  private final Calls calls;
  private final Submitter submitter;
  private final RunwayTasks tasks;

  public RunwayRoutes(Services services, Calls calls, Submitter submitter) {
    this.services = services;
    this.calls = calls;
    this.submitter = submitter;
    this.tasks = new RunwayTasks(calls, services.clock());
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    create(routes, "/v1/text_to_video", RunwayRequests::textToVideo);
    create(routes, "/v1/image_to_video", RunwayRequests::imageToVideo);
    create(routes, "/v1/video_to_video", RunwayRequests::videoToVideo);
    create(routes, "/v1/video_upscale", RunwayRequests::upscale);
    routes.get("/v1/tasks/{id}", this::task);
    routes.delete("/v1/tasks/{id}", this::delete);
    routes.post("/v1/uploads", this::beginUpload);
    routes.post("/v1/uploads/{id}/{token}", this::finishUpload);
    routes.get("/v1/organization", this::organization);
    routes.post("/v1/organization/usage", this::usage);
  }

  private void create(RoutesConfig routes, String path, Function<Fields, Draft> reader) {
    routes.post(
        path,
        ctx -> {
          ApiKey key = Calls.key(ctx, Scope.CREATE);
          try (Body body = services.bodies().read(ctx)) {
            Fields fields = body.fields();
            Draft draft = reader.apply(fields);
            fields.check();
            Job job = submitter.submit(key, draft, body, Calls.retried(ctx), ctx.ip());
            Calls.answer(ctx, 200, RunwayTasks.created(job));
          }
        });
  }

  private void task(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    Job job =
        services
            .jobs()
            .find(key.account(), Calls.id(ctx, "Task"))
            .orElseThrow(() -> Problem.missing("Task"));
    Calls.answer(ctx, 200, tasks.task(ctx, job));
  }

  private void delete(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    String id = Calls.id(ctx, "Task");
    if (services.jobs().find(key.account(), id).isPresent()) {
      services.admission().cancel(key.account(), id, true);
      services.audit().add(key, "delete", id, ctx.ip());
    }
    ctx.status(204);
  }

  private void beginUpload(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      String name = fields.needed("filename", 255);
      String _ = fields.choice("type", "ephemeral");
      fields.ignore("numberOfParts");
      fields.check();
      Upload upload = services.uploads().begin(key.account(), name);
      services.audit().add(key, "upload", upload.id(), ctx.ip());
      ObjectNode answer = JSON.createObjectNode();
      answer.put("runwayUri", "runway://" + upload.id());
      answer.put(
          "uploadUrl", calls.base(ctx) + "/v1/uploads/" + upload.id() + "/" + upload.token());
      answer.putObject("fields");
      Calls.answer(ctx, 200, answer);
    }
  }

  /// Receives the bytes of an upload. The URL itself is the permission; the request has no key.
  private void finishUpload(Context ctx) {
    services.limits().count("upload " + ctx.ip());
    Upload upload =
        services
            .uploads()
            .find(Calls.id(ctx, "upload"))
            .filter(found -> Secrets.same(found.token(), ctx.pathParam("token")))
            .orElseThrow(() -> Problem.missing("upload"));
    try (Body body = services.bodies().read(ctx)) {
      Path file = body.files().get("file");
      if (file == null) {
        throw Problem.field("file", "The form has no file");
      }
      services.uploads().finish(upload, file);
      ctx.status(204);
    }
  }

  private void organization(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    long since = services.clock().millis() - Admission.DAY;
    Map<String, Long> begun = services.jobs().begun(key.account(), since);
    ObjectNode answer = JSON.createObjectNode();
    answer.put("creditBalance", services.ledger().balance(key.account()));
    ObjectNode tier = answer.putObject("tier");
    tier.put("maxMonthlyCreditSpend", Integer.MAX_VALUE);
    ObjectNode models = tier.putObject("models");
    ObjectNode used = answer.putObject("usage").putObject("models");
    for (String model : services.settings().modelNames()) {
      models
          .putObject(model)
          .put("maxConcurrentGenerations", key.maxConcurrent())
          .put("maxDailyGenerations", key.maxDaily());
      used.putObject(model).put("dailyGenerations", begun.getOrDefault(model, 0L));
    }
    Calls.answer(ctx, 200, answer);
  }

  private void usage(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    LocalDate today = LocalDate.ofInstant(services.clock().instant(), ZoneOffset.UTC);
    LocalDate from, before;
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      LocalDate beforeDate = date(fields, "beforeDate");
      before = beforeDate == null ? today.plusDays(1) : beforeDate;
      LocalDate startDate = date(fields, "startDate");
      from = startDate == null ? before.minusDays(USUAL_DAYS) : startDate;
      if (!from.isBefore(before) || from.plusDays(MAX_DAYS).isBefore(before)) {
        fields.wrong("startDate", "The range has from 1 to 90 days");
      }
      fields.check();
    }
    var report = UsageReport.of(services.database(), key.account(), from, before);
    ObjectNode answer = JSON.createObjectNode();
    answer.set("models", JSON.valueToTree(report.models()));
    var results = answer.putArray("results");
    report
        .days()
        .forEach(
            (day, spent) -> {
              ObjectNode entry = results.addObject().put("date", day.toString());
              var list = entry.putArray("usedCredits");
              spent.forEach(
                  (model, amount) -> list.addObject().put("model", model).put("amount", amount));
            });
    Calls.answer(ctx, 200, answer);
  }

  private static @Nullable LocalDate date(Fields fields, String name) {
    String text = fields.text(name, 40);
    if (text == null) {
      return null;
    }
    try {
      LocalDate date = LocalDate.parse(text.length() > 10 ? text.substring(0, 10) : text);
      if (date.getYear() >= 2000 && date.getYear() < 3000) {
        return date;
      }
    } catch (DateTimeException e) {
      // reported below
    }
    fields.wrong(name, "Invalid ISO date");
    return null;
  }

  /// The maximum size of an upload in bytes, for the limit of forms.
  public static long largestUpload() {
    return Uploads.MAX_BYTES;
  }
}
