package io.kinora.server;

import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Failure;
import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// The body of a webhook about a finished job.
final class WebhookBody {
  private WebhookBody() {}

  /// @param kind such as `job.succeeded`
  static String of(Job job, String kind) {
    ObjectNode body = JsonMapper.shared().createObjectNode().put("type", kind);
    Long ended = job.times().ended();
    body.put("timestamp", Instant.ofEpochMilli(ended == null ? 0 : ended).toString());
    ObjectNode data = body.putObject("data").put("id", job.id());
    data.put("status", job.status().name()).put("dialect", job.request().dialect());
    data.put("operation", job.request().operation().label());
    data.put("credits", job.credits().cost());
    Failure failure = job.failure();
    if (failure != null) {
      data.put("failure", failure.message()).put("failureCode", failure.code());
    }
    return body.toString();
  }
}
