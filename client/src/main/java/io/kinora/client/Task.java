package io.kinora.client;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A task as the service tells of it.
///
/// @param progress from 0 to 1
/// @param output addresses of files, which expire
/// @param failure why it has failed; null if it has not
/// @param credits what it has cost, or may cost
/// @param raw all that the service said
public record Task(
    String id,
    Status status,
    double progress,
    List<String> output,
    @Nullable String failure,
    @Nullable String failureCode,
    long credits,
    JsonNode raw) {
  /// How far a task is.
  public enum Status {
    PENDING,
    THROTTLED,
    RUNNING,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /// Whether nothing changes any more.
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
