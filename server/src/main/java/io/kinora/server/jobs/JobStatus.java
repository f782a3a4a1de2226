package io.kinora.server.jobs;

/// The status of a job, named as in Runway's tasks.
public enum JobStatus {
  /// It waits for a worker.
  PENDING,
  /// It waits for another job of its account to end.
  THROTTLED,
  /// A worker runs it.
  RUNNING,
  /// Its file is finished.
  SUCCEEDED,
  /// It has failed.
  FAILED,
  /// Its client has cancelled it.
  CANCELLED;

  /// Whether the status is final.
  public boolean ended() {
    return this == SUCCEEDED || this == FAILED || this == CANCELLED;
  }
}
