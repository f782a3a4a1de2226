package io.kinora.server.http.kinora;

import io.kinora.engine.EngineCard;
import io.kinora.engine.EngineOption;
import io.kinora.engine.EngineOption.Values;
import io.kinora.server.http.Settings;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Failure;
import io.kinora.server.jobs.Job.Output;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts jobs and engines to the JSON of Kinora's own routes.
final class KinoraJobs {
  private static final JsonMapper JSON = JsonMapper.shared();

  private KinoraJobs() {}

  /// @param url converts the key of a file to a URL
  /// @param now in milliseconds since 1970
  static ObjectNode job(Job job, UnaryOperator<String> url, long now) {
    ObjectNode body =
        JSON.createObjectNode().put("id", job.id()).put("status", job.status().name());
    body.put("operation", job.request().operation().label()).put("model", job.request().model());
    body.put("progress", Math.round(job.progress() * 1000) / 1000.0).put("step", job.step());
    double left = job.secondsLeft(now);
    body.put("secondsLeft", Double.isNaN(left) ? null : Math.round(left * 10) / 10.0);
    String picture = job.pictureKey();
    body.put("preview", picture == null ? null : url.apply(picture));
    body.put("createdAt", time(job.times().created()));
    body.put("startedAt", time(job.times().started())).put("endedAt", time(job.times().ended()));
    body.put("prompt", job.request().prompt()).put("seed", job.request().seed());
    body.putObject("credits")
        .put("estimated", job.credits().estimated())
        .put("cost", job.credits().cost());
    Failure failure = job.failure();
    if (failure != null) {
      body.putObject("failure")
          .put("message", failure.message())
          .put("code", failure.code())
          .put("help", failure.help());
    }
    Output output = job.output();
    if (output != null) {
      ObjectNode made = body.putObject("output").put("url", url.apply(output.key()));
      made.put("type", output.type()).put("bytes", output.bytes());
      made.put("expiresAt", time(job.times().expires())).set("made", output.about());
    }
    return body;
  }

  private static @Nullable String time(@Nullable Long millis) {
    return millis == null ? null : Instant.ofEpochMilli(millis).toString();
  }

  /// The engines, their settings, and the models that they serve.
  static ObjectNode models(Settings settings) {
    ObjectNode body = JSON.createObjectNode();
    var engines = body.putArray("engines");
    for (EngineCard card : settings.engines()) {
      ObjectNode entry = engines.addObject().put("name", card.name());
      entry.put("summary", card.summary()).put("licence", card.licence());
      entry.put("preferredSize", card.preferredSize().toString());
      var options = entry.putArray("options");
      for (EngineOption option : card.options()) {
        switch (option.values()) {
          case Values.File _ -> {} // the operator sets these
          case Values.Picture(var parts, _) -> parts.forEach(entry.withArray("imageParts")::add);
          case Values.Text _, Values.Whole _, Values.Real _, Values.Choice _ ->
              options
                  .addObject()
                  .put("name", option.name())
                  .put("help", option.help())
                  .put("takes", option.range())
                  .put("usual", option.usual());
        }
      }
    }
    ObjectNode models = body.putObject("models");
    for (String name : settings.modelNames()) {
      settings.engine(name).ifPresent(card -> models.put(name, card.name()));
    }
    return body;
  }
}
