package io.kinora.server.http.openai;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.http.Bodies.Body;
import io.kinora.server.http.Calls;
import io.kinora.server.http.Draft;
import io.kinora.server.http.Fields;
import io.kinora.server.http.FileAnswer;
import io.kinora.server.http.Problem;
import io.kinora.server.http.Services;
import io.kinora.server.http.Submitter;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Output;
import io.kinora.server.jobs.JobStatus;
import io.kinora.server.jobs.Operation;
import io.kinora.server.jobs.Stills;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The routes under `/v1/videos`.
public final class OpenAiRoutes {
  private static final int USUAL_PAGE = 20, MAX_PAGE = 100;

  /// The maximum time that `/v1/videos/sync` waits, in seconds.
  private static final long MAX_SYNC = 600;

  private final Services services;
  private final Submitter submitter;
  private final Stills stills;

  public OpenAiRoutes(Services services, Submitter submitter, Stills stills) {
    this.services = services;
    this.submitter = submitter;
    this.stills = stills;
  }

  /// Adds the routes.
  public void addTo(RoutesConfig routes) {
    routes.post("/v1/videos", ctx -> answer(ctx, create(ctx)));
    routes.post("/v1/videos/sync", this::sync);
    routes.post("/v1/videos/edits", ctx -> answer(ctx, edit(ctx, Operation.RENDER)));
    routes.post("/v1/videos/extensions", ctx -> answer(ctx, edit(ctx, Operation.EXTEND)));
    routes.post("/v1/videos/characters", OpenAiRoutes::noCharacters);
    routes.get("/v1/videos/characters/{id}", OpenAiRoutes::noCharacters);
    routes.get("/v1/videos", this::list);
    routes.get("/v1/videos/{id}", ctx -> answer(ctx, job(ctx, Scope.READ)));
    routes.delete("/v1/videos/{id}", this::delete);
    routes.get("/v1/videos/{id}/content", this::content);
    routes.head("/v1/videos/{id}/content", this::content);
    routes.post("/v1/videos/{id}/remix", this::remix);
  }

  private static void answer(Context ctx, Job job) {
    Calls.answer(ctx, 200, OpenAiVideos.video(job));
  }

  private static void noCharacters(Context ctx) {
    throw Problem.of(
        404, "not_found", "This server has no characters; use a picture of a subject instead");
  }

  private Job create(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Draft draft = OpenAiRequests.create(body, fields);
      fields.check();
      return submitter.submit(key, draft, body, Calls.retried(ctx), ctx.ip());
    }
  }

  /// Makes a video and responds with its bytes.
  private void sync(Context ctx) throws InterruptedException {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    Job job = create(ctx);
    for (long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(MAX_SYNC);
        !job.status().ended() && System.nanoTime() < until; ) {
      TimeUnit.MILLISECONDS.sleep(200);
      job =
          services.jobs().find(key.account(), job.id()).orElseThrow(() -> Problem.missing("video"));
    }
    Output output = job.output();
    if (output == null) {
      var failure = job.failure();
      throw Problem.of(
          job.status() == JobStatus.FAILED ? 422 : 504,
          "video_failed",
          failure == null ? "The video is not ready; ask for it by its id" : failure.message());
    }
    ctx.header("X-Video-Id", OpenAiVideos.id(job));
    FileAnswer.send(ctx, services.files(), output.key(), output.type());
  }

  private Job job(Context ctx, Scope scope) {
    ApiKey key = Calls.key(ctx, scope);
    return job(key, Calls.id(ctx, "video"));
  }

  private Job job(ApiKey key, String id) {
    return find(key, id)
        .filter(job -> job.status() != JobStatus.CANCELLED)
        .orElseThrow(() -> Problem.of(404, "not_found", "No video with the id '" + id + "'"));
  }

  private java.util.Optional<Job> find(ApiKey key, String id) {
    return id.startsWith(OpenAiVideos.PREFIX)
        ? services.jobs().find(key.account(), id.substring(OpenAiVideos.PREFIX.length()))
        : java.util.Optional.empty();
  }

  private void list(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.READ);
    int most = Calls.number(ctx, "limit", USUAL_PAGE, 1, MAX_PAGE);
    String order = ctx.queryParam("order");
    if (order != null && !order.matches("asc|desc")) {
      throw Problem.field("order", "Invalid value: expected 'asc' or 'desc'");
    }
    String after = ctx.queryParam("after");
    String behind = after == null || after.isEmpty() ? null : job(key, checked(after)).id();
    List<Job> jobs =
        services.jobs().list(key.account(), "openai", behind, most + 1, !"asc".equals(order));
    boolean more = jobs.size() > most;
    Calls.answer(ctx, 200, OpenAiVideos.page(more ? jobs.subList(0, most) : jobs, more));
  }

  private static String checked(String id) {
    if (!id.matches("[A-Za-z0-9_-]{1,80}")) {
      throw Problem.of(404, "not_found", "No such video");
    }
    return id;
  }

  private void delete(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    Job job = job(key, Calls.id(ctx, "video"));
    services.admission().cancel(key.account(), job.id(), true);
    services.audit().add(key, "delete", job.id(), ctx.ip());
    Calls.answer(
        ctx,
        200,
        JsonMapper.shared()
            .createObjectNode()
            .put("id", OpenAiVideos.id(job))
            .put("deleted", true)
            .put("object", "video.deleted"));
  }

  private void content(Context ctx) {
    Job job = job(ctx, Scope.READ);
    Output output = job.output();
    if (output == null) {
      throw Problem.of(
          404,
          "not_ready",
          "Video is not ready yet, use GET /v1/videos/{video_id} to check status.");
    }
    String variant = ctx.queryParam("variant");
    switch (variant == null || variant.isEmpty() ? "video" : variant) {
      case "video" -> FileAnswer.send(ctx, services.files(), output.key(), output.type());
      case "thumbnail" -> still(ctx, output, true);
      case "spritesheet" -> still(ctx, output, false);
      default ->
          throw Problem.field(
              "variant", "Invalid value: expected 'video', 'thumbnail' or 'spritesheet'");
    }
  }

  private void still(Context ctx, Output output, boolean one) {
    if (services.files().size(output.key()).isEmpty()) {
      throw Problem.missing("file");
    }
    String key = one ? stills.thumbnail(output) : stills.spritesheet(output);
    FileAnswer.send(ctx, services.files(), key, "image/jpeg");
  }

  private void remix(Context ctx) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    Job of = job(key, Calls.id(ctx, "video"));
    Operation operation = of.request().operation();
    if (operation != Operation.TEXT_TO_VIDEO && operation != Operation.IMAGE_TO_VIDEO) {
      throw Problem.field("video_id", "Only videos that were drawn from a prompt can be remixed");
    }
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Draft draft = OpenAiRequests.remix(fields, of);
      fields.check();
      answer(ctx, submitter.submit(key, draft, body, Calls.retried(ctx), ctx.ip()));
    }
  }

  /// Edits or extends a film from the request or from the server.
  private Job edit(Context ctx, Operation operation) {
    ApiKey key = Calls.key(ctx, Scope.CREATE);
    try (Body body = services.bodies().read(ctx)) {
      Fields fields = body.fields();
      Job of = named(key, fields);
      Draft draft =
          operation == Operation.EXTEND
              ? OpenAiRequests.extend(body, fields, of)
              : OpenAiRequests.edit(body, fields, of);
      fields.check();
      return submitter.submit(key, draft, body, Calls.retried(ctx), ctx.ip());
    }
  }

  /// The film of `video[id]`, if the body names one.
  private @Nullable Job named(ApiKey key, Fields fields) {
    if (!fields.isObject("video")) {
      return null;
    }
    Fields video = fields.object("video");
    String id = video == null ? null : video.text("id", 80);
    if (id == null) {
      fields.wrong("video", "Expected an id");
      return null;
    }
    Job job = job(key, checked(id));
    if (job.output() == null) {
      throw Problem.of(400, "not_ready", "Video is not ready yet.");
    }
    return job;
  }
}
