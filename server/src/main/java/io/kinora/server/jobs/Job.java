package io.kinora.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A job as stored in its row.
///
/// @param attempt how often a worker has started it; together with the worker it is a fencing token
///     against late results
/// @param picture the number of its last preview picture; 0 if there is none
/// @param times when it was submitted, started and ended
/// @param parent the job whose film it extends or varies; null for none
/// @param version increases with each change
public record Job(
    String id,
    String account,
    JobStatus status,
    JobRequest request,
    int attempt,
    double progress,
    String step,
    int picture,
    Times times,
    Credits credits,
    @Nullable Failure failure,
    @Nullable Output output,
    @Nullable String parent,
    long version) {
  /// Times in milliseconds since 1970; null means not yet.
  public record Times(
      long created, @Nullable Long started, @Nullable Long ended, @Nullable Long expires) {}

  /// @param estimated the reserved credits
  /// @param cost the charged credits; 0 before its end
  public record Credits(long estimated, long cost) {}

  /// The reason of a failure.
  ///
  /// @param code one of Runway's codes, such as `ASSET.INVALID`
  /// @param help a section of docs/troubleshooting.md; null for none
  public record Failure(String message, String code, @Nullable String help) {}

  /// The result of a job.
  ///
  /// @param key in the store
  /// @param about its properties, such as its size, its length and how the prompt was understood
  public record Output(String key, String type, long bytes, JsonNode about) {}

  static Job of(ResultSet row) throws SQLException {
    String failure = row.getString("failure");
    String output = row.getString("output");
    return new Job(
        row.getString("id"),
        row.getString("account"),
        JobStatus.valueOf(row.getString("status")),
        JobRequest.parse(row.getString("request")),
        row.getInt("attempt"),
        row.getDouble("progress"),
        row.getString("step"),
        row.getInt("picture"),
        new Times(
            row.getLong("created"), time(row, "started"), time(row, "ended"), time(row, "expires")),
        new Credits(row.getLong("estimated"), row.getLong("cost")),
        failure == null
            ? null
            : new Failure(failure, row.getString("failure_code"), row.getString("help")),
        output == null
            ? null
            : new Output(
                output,
                row.getString("output_type"),
                row.getLong("output_bytes"),
                JsonMapper.shared().readTree(row.getString("result"))),
        row.getString("parent"),
        row.getLong("version"));
  }

  private static @Nullable Long time(ResultSet row, String name) throws SQLException {
    long value = row.getLong(name);
    return row.wasNull() ? null : value;
  }

  /// The estimated remaining seconds, extrapolated from the time so far; NaN if there is no
  /// estimate.
  ///
  /// @param now in milliseconds since 1970
  public double secondsLeft(long now) {
    Long started = times.started();
    return status != JobStatus.RUNNING || started == null || progress < .02
        ? Double.NaN
        : (now - started) / 1000.0 * (1 - progress) / progress;
  }

  /// The key of the last preview picture, which exists until two newer ones are stored; null if
  /// there is none, or the job is not running.
  public @Nullable String pictureKey() {
    return status == JobStatus.RUNNING && picture > 0
        ? Glimpses.key(folder() + "/" + attempt, picture)
        : null;
  }

  /// The folder of all its files in the store.
  public String folder() {
    return "jobs/" + id;
  }
}
