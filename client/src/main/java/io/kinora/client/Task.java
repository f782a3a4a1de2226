package io.kinora.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The state of a task as reported by the service.
///
/// @param progress from 0 to 1
/// @param output addresses of files, which expire
/// @param failure the reason of the failure; null if it has not failed
/// @param credits its cost, or its maximum cost, in credits
/// @param raw the whole response of the service
public record Task(
    String id,
    Status status,
    double progress,
    List<String> output,
    @Nullable String failure,
    @Nullable String failureCode,
    long credits,
    JsonNode raw) {
  /// The status of a task.
  public enum Status {
    PENDING,
    THROTTLED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// Whether the task has ended, so that its state no longer changes.
    public boolean ended() {
      return this == SUCCEEDED || this == FAILED || this == CANCELLED;
    }
  }

  public Task {
    output = List.copyOf(output);
  }

  static Task of(JsonNode raw) {
    Status status = Status.valueOf(raw.required("status").stringValue());
    JsonNode cost = raw.has("cost") ? raw.path("cost") : raw.path("estimatedCost");
    return new Task(
        raw.required("id").stringValue(),
        status,
        status == Status.SUCCEEDED ? 1 : raw.path("progress").asDouble(0),
        raw.path("output").values().stream().map(JsonNode::stringValue).toList(),
        raw.path("failure").asString(null),
        raw.path("failureCode").asString(null),
        cost.path("credits").asLong(0),
        raw);
  }
}
