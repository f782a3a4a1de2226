package io.kinora.server.jobs;

import io.kinora.server.jobs.Job.Failure;
import org.jspecify.annotations.Nullable;

/// Hears what happens to jobs on this node: logs and metrics.
public interface JobEvents {
  /// Hears nothing.
  JobEvents NONE = new JobEvents() {};

  /// A worker begins a job.
  default void began(Job job) {}

  /// A job has ended.
  ///
  /// @param status null if another worker had it by then
  default void ended(Job job, @Nullable JobStatus status, @Nullable Failure failure) {}

  /// A job was given back, since its worker stops.
  default void handedBack(Job job) {}

  /// An error that nobody foresaw.
  default void broke(Job job, Throwable error) {}
}
