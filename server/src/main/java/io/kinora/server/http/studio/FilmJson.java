package io.kinora.server.http.studio;

import io.kinora.clip.FrameRate;
import io.kinora.server.jobs.Job;
import io.kinora.server.jobs.JobRequest;
import io.kinora.server.jobs.JobRequest.Input;
import io.kinora.shot.Camera;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Converts jobs to the page's JSON of films, with everything needed to make them again.
final class FilmJson {
  private static final JsonMapper JSON = JsonMapper.shared();

  private FilmJson() {}

  static ObjectNode of(Job job, Clock clock) {
    ObjectNode node = JSON.createObjectNode().put("id", job.id());
    node.put("version", job.version()).put("status", job.status().name());
    node.put("operation", job.request().operation().label());
    node.put("progress", Math.round(job.progress() * 1000) / 1000.0).put("step", job.step());
    double left = job.secondsLeft(clock.millis());
    node.put("secondsLeft", Double.isNaN(left) ? null : Double.valueOf(Math.ceil(left)));
    String picture = job.pictureKey();
    node.put("glimpse", picture == null ? null : picture.substring(picture.lastIndexOf('/') + 1));
    node.put("created", job.times().created()).put("ended", job.times().ended());
    node.put("started", job.times().started());
    node.put("expires", job.times().expires()).put("parent", job.parent());
    node.put("estimated", job.credits().estimated()).put("cost", job.credits().cost());
    var failure = job.failure();
    if (failure != null) {
      node.putObject("failure")
          .put("message", failure.message())
          .put("code", failure.code())
          .put("help", failure.help());
    }
    var output = job.output();
    if (output != null) {
      ObjectNode out = node.putObject("output");
      out.put("type", output.type()).put("bytes", output.bytes());
      out.set("made", output.about());
    }
    node.set("request", request(job.request()));
    return node;
  }

  /// The request of a film, with the names of the request's fields.
  private static ObjectNode request(JobRequest request) {
    ObjectNode node = JSON.createObjectNode().put("prompt", request.prompt());
    node.put("engine", request.engine()).put("seed", request.seed());
    var format = request.format();
    node.put("size", format.size().width() + "x" + format.size().height());
    FrameRate rate = format.rate();
    node.put("fps", rate.toString()).put("seconds", format.seconds());
    node.put("ending", request.delivery().ending());
    camera(node, request);
    node.put("parallax", request.motion().parallax());
    node.set("look", JSON.valueToTree(request.extras().look()));
    JobRequest.Style style = request.extras().style();
    if (style != null) {
      var picture = request.inputs("style");
      node.putObject("style")
          .put("name", style.name())
          .put("to", style.to())
          .put("strength", style.strength())
          .put("file", picture.isEmpty() ? null : name(picture.getFirst()));
    }
    var images = node.putArray("images");
    for (Input input : request.inputs()) {
      if (input.role().startsWith("image-")) {
        images
            .addObject()
            .put("part", input.role().substring("image-".length()))
            .put("noun", input.note())
            .put("file", name(input));
      }
    }
    var regions = node.putArray("regions");
    for (Input input : request.inputs("region")) {
      ObjectNode region = regions.addObject().put("file", name(input));
      for (String move : List.of(input.note().split(","))) {
        int equals = move.indexOf('=');
        if (equals > 0) {
          region.put(move.substring(0, equals), Double.parseDouble(move.substring(equals + 1)));
        }
      }
    }
    return node;
  }

  /// The script of a film of several shots, and the files that it names.
  static ObjectNode script(JobRequest request) {
    ObjectNode node = JSON.createObjectNode().put("script", request.extras().script());
    var files = node.putArray("files");
    for (Input input : request.inputs("file")) {
      files
          .addObject()
          .put("name", input.note())
          .put("file", name(input))
          .put("type", input.type());
    }
    return node;
  }

  private static void camera(ObjectNode node, JobRequest request) {
    Camera camera = request.motion().camera();
    if (camera == null) {
      node.putNull("camera");
      return;
    }
    ObjectNode axes = node.putObject("camera");
    for (Camera.Axis axis : Camera.Axis.values()) {
      axes.put(axis.label(), camera.get(axis));
    }
  }

  private static String name(Input input) {
    return input.key().substring(input.key().lastIndexOf('/') + 1);
  }
}
