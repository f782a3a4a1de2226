package io.kinora.studio.motion;

import io.kinora.clip.Clip;
import io.kinora.clip.Progress;
import io.kinora.motion.flow.CameraRates;
import io.kinora.motion.flow.FlowClip;
import io.kinora.motion.flow.GlobalMotion;
import io.kinora.motion.flow.MotionReader;
import io.kinora.motion.flow.MotionReader.Step;
import io.kinora.motion.flow.MotionSummary;
import io.kinora.read.VideoReader;
import io.kinora.studio.Film.Output;
import io.kinora.write.Exporter;
import java.nio.file.Path;
import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// Reports the motion of a video, as numbers for programs or as a visualisation of its vectors.
public final class MotionReport {
  private MotionReport() {}

  /// Measures a video.
  ///
  /// @return size, rate and frames; `mean`, the motion of a camera in the units of
  ///     [io.kinora.shot.Camera]; `meanSpeed` in pixels per frame; `support`, the share of vectors
  ///     that agree with it, from 0 to 1; `pairs`, the same for each pair of frames with a grid of
  ///     vectors
  /// @throws io.kinora.error.KinoraException if the file is not a video, or `progress` stops the
  ///     work
  public static ObjectNode numbers(Path in, Progress progress) {
    ObjectNode tree = JsonMapper.shared().createObjectNode();
    ArrayNode pairs = JsonMapper.shared().createArrayNode();
    var summary = new MotionSummary();
    try (Clip clip = VideoReader.stored(in)) {
      tree.put("width", clip.size().width()).put("height", clip.size().height());
      tree.put("rate", clip.rate().toString()).put("frames", clip.frames());
      try (var motion = new MotionReader(clip)) {
        for (Optional<Step> next = motion.next(); next.isPresent(); next = motion.next()) {
          Step step = next.get();
          summary.add(step);
          pairs.add(pair(step));
          progress.step("measure", (step.index() + 1.0) / motion.steps());
        }
      }
    }
    tree.set("mean", rates(tree.objectNode(), summary.mean()));
    tree.put("meanSpeed", summary.meanSpeed()).put("support", summary.meanSupport());
    tree.set("pairs", pairs);
    return tree;
  }

  /// Writes a visualisation of the vectors of a video.
  ///
  /// @throws io.kinora.error.KinoraException if the input is not a video, or the output cannot be
  ///     written
  public static void picture(Path in, Output output, Progress progress) {
    Exporter.check(output.file(), output.overwrite(), output.encoding());
    try (Clip clip = VideoReader.stored(in);
        var picture = new FlowClip(clip)) {
      Exporter.write(
          picture, null, output.file(), output.overwrite(), output.encoding(), "", progress);
    }
  }

  private static ObjectNode pair(Step step) {
    ObjectNode node = JsonMapper.shared().createObjectNode();
    GlobalMotion whole = step.whole();
    node.put("frame", step.index()).put("seconds", step.seconds());
    rates(node, step.camera());
    node.put("dx", whole.dx()).put("dy", whole.dy());
    node.put("scale", whole.scale()).put("degrees", whole.degrees());
    node.put("support", whole.support());
    ObjectNode vectors = node.putObject("vectors");
    vectors.put("columns", MotionReader.COLUMNS).put("rows", MotionReader.ROWS);
    ArrayNode dx = vectors.putArray("dx");
    ArrayNode dy = vectors.putArray("dy");
    for (int row = 0; row < MotionReader.ROWS; row++) {
      for (int column = 0; column < MotionReader.COLUMNS; column++) {
        dx.add(Math.round(step.cell(column, row, 0) * 1000) / 1000.0);
        dy.add(Math.round(step.cell(column, row, 1) * 1000) / 1000.0);
      }
    }
    return node;
  }

  private static ObjectNode rates(ObjectNode node, CameraRates camera) {
    return node.put("horizontal", camera.horizontal())
        .put("vertical", camera.vertical())
        .put("zoom", camera.zoom())
        .put("roll", camera.roll());
  }
}
