package io.kinora.server.http.runway;

import io.javalin.http.Context;
import io.kinora.server.http.Calls;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Failure;
import io.kinora.server.jobs.Job.Output;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts jobs to the task objects of Runway's API. Fields that the API lacks are under `kinora`.
final class RunwayTasks {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

  private final Calls calls;
  private final Clock clock;

  RunwayTasks(Calls calls, Clock clock) {
    this.calls = calls;
    this.clock = clock;
  }

  /// The response to an accepted task.
  static ObjectNode created(Job job) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("id", job.id());
    body.putObject("estimatedCost").put("credits", job.credits().estimated());
    return body;
  }

  ObjectNode task(Context ctx, Job job) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("id", job.id());
    body.put("createdAt", TIME.format(Instant.ofEpochMilli(job.times().created())));
    body.put("status", job.status().name());
    switch (job.status()) {
      case PENDING, THROTTLED -> estimated(body, job);
      case RUNNING -> {
        body.put("progress", Math.round(job.progress() * 1000) / 1000.0);
        estimated(body, job);
      }
      case SUCCEEDED -> {
        Output output = job.output();
        var list = body.putArray("output");
        if (output != null) {
          list.add(calls.url(ctx, output.key()));
        }
        cost(body, job);
      }
      case FAILED -> {
        Failure failure = job.failure();
        body.put("failure", failure == null ? "The work has failed." : failure.message());
        body.put("failureCode", failure == null ? "INTERNAL" : failure.code());
        cost(body, job);
      }
      case CANCELLED -> cost(body, job);
    }
    body.set("kinora", more(job));
    return body;
  }

  private static void estimated(ObjectNode body, Job job) {
    body.putObject("estimatedCost").put("credits", job.credits().estimated());
  }

  private static void cost(ObjectNode body, Job job) {
    body.putObject("cost").put("credits", job.credits().cost());
  }

  private ObjectNode more(Job job) {
    ObjectNode more = JsonMapper.shared().createObjectNode();
    more.put("operation", job.request().operation().label()).put("seed", job.request().seed());
    double left = job.secondsLeft(clock.millis());
    if (!Double.isNaN(left)) {
      more.put("step", job.step()).put("secondsLeft", Math.round(left * 10) / 10.0);
    }
    Output output = job.output();
    if (output != null) {
      more.set("made", output.about());
    }
    return more;
  }
}
