package io.kinora.server.http.studio;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.kinora.server.files.FileStore;
import io.kinora.server.http.Calls;
import io.kinora.server.http.FileAnswer;
import io.kinora.server.http.Problem;
import io.kinora.server.http.Services;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Output;
import io.kinora.server.jobs.RenderTask;
import io.kinora.server.jobs.Stills;
import io.kinora.server.keys.ApiKey;
import io.kinora.server.keys.ApiKey.Scope;

/// Serves the files of the page's films: the film, pictures of it, and its inputs.
final class FilmFiles {
  private final Services services;
  private final Stills stills;

  FilmFiles(Services services, Stills stills) {
    this.services = services;
    this.stills = stills;
  }

  void addTo(RoutesConfig routes) {
    routes.get("/studio/api/films/{id}/file", this::file);
    routes.get("/studio/api/films/{id}/poster", this::poster);
    routes.get("/studio/api/films/{id}/glimpse/{file}", this::glimpse);
    routes.get("/studio/api/films/{id}/in/{file}", this::input);
  }

  /// A film of the page.
  ///
  /// @throws Problem if the account has none
  Job find(ApiKey key, String id) {
    return services
        .jobs()
        .find(key.account(), id)
        .filter(job -> job.request().dialect().equals(StudioRoutes.DIALECT))
        .orElseThrow(() -> Problem.missing("film"));
  }

  /// The film that a path names.
  Job film(Context ctx) {
    return find(Calls.key(ctx, Scope.READ), Calls.id(ctx, "film"));
  }

  private Output output(Context ctx) {
    Output output = film(ctx).output();
    if (output == null || services.files().size(output.key()).isEmpty()) {
      throw Problem.missing("file");
    }
    return output;
  }

  private void file(Context ctx) {
    Output output = output(ctx);
    if (ctx.queryParam("download") != null) {
      String ending = output.key().substring(output.key().lastIndexOf('.'));
      ctx.header(
          "Content-Disposition",
          "attachment; filename=\"kinora-%s%s\""
              .formatted(Calls.id(ctx, "film").substring(0, 8), ending));
    }
    FileAnswer.send(ctx, services.files(), output.key(), output.type());
  }

  private void poster(Context ctx) {
    FileAnswer.send(ctx, services.files(), stills.thumbnail(output(ctx)), "image/jpeg");
  }

  /// Sends a preview picture of a running job. If it no longer exists, the response is empty and no
  /// error, because the page may request it slightly too late.
  private void glimpse(Context ctx) {
    Job job = film(ctx);
    String file = ctx.pathParam("file");
    Output output = job.output();
    String beside = output == null ? job.pictureKey() : output.key();
    String key =
        beside == null || !file.matches("preview-\\d{1,9}\\.jpg")
            ? ""
            : beside.substring(0, beside.lastIndexOf('/') + 1) + file;
    if (key.isEmpty() || services.files().size(key).isEmpty()) {
      ctx.status(204);
      return;
    }
    FileAnswer.send(ctx, services.files(), key, "image/jpeg");
  }

  /// Sends a picture or mask that a film was made with.
  private void input(Context ctx) {
    Job job = film(ctx);
    String file = ctx.pathParam("file");
    String key = job.folder() + "/in/" + file;
    if (job.request().inputs().stream().noneMatch(input -> input.key().equals(key))) {
      throw Problem.missing("file");
    }
    String type = RenderTask.type(file.substring(file.lastIndexOf('.')));
    FileAnswer.send(ctx, services.files(), FileStore.checked(key), type);
  }
}
