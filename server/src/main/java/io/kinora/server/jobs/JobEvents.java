package io.kinora.server.jobs;

import io.kinora.server.jobs.Job.Failure;
import org.jspecify.annotations.Nullable;

/// Receives the events of jobs on this node, for logs and metrics.
public interface JobEvents {
  /// Ignores all events.
  JobEvents NONE = new JobEvents() {};

  /// A worker starts a job.
  default void began(Job job) {}

  /// A job has ended.
  ///
  /// @param status null if another worker had taken it over
  default void ended(Job job, @Nullable JobStatus status, @Nullable Failure failure) {}

  /// A job was returned to the queue, because its worker stops.
  default void handedBack(Job job) {}

  /// An unexpected error occurred.
  default void broke(Job job, Throwable error) {}
}
