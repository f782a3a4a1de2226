package io.kinora.server.http.openai;

import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.Job.Failure;
import io.kinora.server.jobs.Job.Output;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.JobStatus;
import io.kinora.server.jobs.Operation;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts jobs to the video objects of OpenAI's API. Fields that the API lacks are under
/// `kinora`.
final class OpenAiVideos {
  /// The prefix of each id.
  static final String PREFIX = "video_";

  private OpenAiVideos() {}

  static String id(Job job) {
    return PREFIX + job.id();
  }

  static ObjectNode video(Job job) {
    JobRequest request = job.request();
    ObjectNode body = JsonMapper.shared().createObjectNode();
    body.put("id", id(job)).put("object", "video").put("model", request.model());
    body.put("status", status(job.status()));
    body.put("progress", job.status() == JobStatus.SUCCEEDED ? 100 : (int) (100 * job.progress()));
    body.put("created_at", job.times().created() / 1000);
    Long ended = job.times().ended(), expires = job.times().expires();
    body.put("completed_at", job.status() == JobStatus.SUCCEEDED ? seconds(ended) : null);
    body.put("expires_at", seconds(expires));
    body.put("prompt", request.prompt().isEmpty() ? null : request.prompt());
    body.put("seconds", plain(length(job)));
    body.put("size", request.format().size().toString());
    boolean remix = job.parent() != null && request.operation() != Operation.EXTEND;
    body.put("remixed_from_video_id", remix ? PREFIX + job.parent() : null);
    Failure failure = job.failure();
    if (failure == null) {
      body.putNull("error");
    } else {
      body.putObject("error").put("code", failure.code()).put("message", failure.message());
    }
    ObjectNode more = body.putObject("kinora");
    more.put("operation", request.operation().label()).put("seed", request.seed());
    more.put("credits", job.status().ended() ? job.credits().cost() : job.credits().estimated());
    Output output = job.output();
    if (output != null) {
      more.set("made", output.about());
    }
    return body;
  }

  private static @Nullable Long seconds(@Nullable Long millis) {
    return millis == null ? null : millis / 1000;
  }

  private static double length(Job job) {
    JobRequest request = job.request();
    return request.operation() == Operation.EXTEND
        ? request.extras().inputSeconds() + request.format().seconds()
        : request.format().seconds();
  }

  private static String plain(double seconds) {
    double rounded = Math.round(seconds * 1000) / 1000.0;
    return rounded == Math.rint(rounded) ? Long.toString((long) rounded) : Double.toString(rounded);
  }

  private static String status(JobStatus status) {
    return switch (status) {
      case PENDING, THROTTLED -> "queued";
      case RUNNING -> "in_progress";
      case SUCCEEDED -> "completed";
      case FAILED, CANCELLED -> "failed";
    };
  }

  /// A page of a list.
  static ObjectNode page(List<Job> jobs, boolean more) {
    ObjectNode page = JsonMapper.shared().createObjectNode().put("object", "list");
    var data = page.putArray("data");
    jobs.forEach(job -> data.add(video(job)));
    page.put("first_id", jobs.isEmpty() ? null : id(jobs.getFirst()));
    page.put("last_id", jobs.isEmpty() ? null : id(jobs.getLast()));
    page.put("has_more", more);
    return page;
  }
}
