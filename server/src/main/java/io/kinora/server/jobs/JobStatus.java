package io.kinora.server.jobs;

/// How far a job is. The words are those of Runway's tasks.
public enum JobStatus {
  /// It waits for a worker.
  PENDING,
  /// It waits for another job of its account to end.
  THROTTLED,
  /// A worker does it.
  RUNNING,
  /// Its file is there.
  SUCCEEDED,
  /// It could not be done.
  FAILED,
  /// Its client has ended it.
  CANCELLED;

  /// Whether nothing changes any more.
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
