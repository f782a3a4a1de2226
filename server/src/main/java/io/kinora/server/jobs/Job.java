package io.kinora.server.jobs;

import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A job as its row says.
///
/// @param attempt how often a worker has begun it; with the worker it fences late results off
/// @param picture the number of the last picture of it on the way; 0 is none
/// @param times when it came, began and ended
/// @param parent the job whose film it goes on with or varies; null is none
/// @param version grows with each change
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
  /// In milliseconds since 1970; null is not yet.
  public record Times(
      long created, @Nullable Long started, @Nullable Long ended, @Nullable Long expires) {}

  /// @param estimated what is held back for it
  /// @param cost what it has cost; 0 before its end
  public record Credits(long estimated, long cost) {}

  /// Why it could not be done.
  ///
  /// @param code in Runway's words, such as `ASSET.INVALID`
  /// @param help a section of docs/troubleshooting.md; null is none
  public record Failure(String message, String code, @Nullable String help) {}

  /// What came out.
  ///
  /// @param key in the store
  /// @param about facts of it, such as its size, length and what was understood
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

  /// How many seconds are left, as the time that it took so far tells; NaN if that says nothing.
  ///
  /// @param now in milliseconds since 1970
  public double secondsLeft(long now) {
    Long started = times.started();
    return status != JobStatus.RUNNING || started == null || progress < .02
        ? Double.NaN
        : (now - started) / 1000.0 * (1 - progress) / progress;
  }

  /// The key of the last picture on the way to the file, which stays until the one after the next;
  /// null if there is none, or the job does not run.
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
